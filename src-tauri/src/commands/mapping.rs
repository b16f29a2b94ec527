//! The mapping: looked at, tried out on the company's own lines, saved in versions, carried in a file.

use super::{Answer, TheShell};
use crate::native::saving;
use tauri::AppHandle;
use tieout::ExportedFile;
use tieout::view::{Mapping, MappingExamples, MappingVersion};

const FILE: &str = "tieout-mapping.json";

/// The mapping that holds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mapping(shell: TheShell<'_>) -> Answer<Mapping> {
    Ok(shell.application.company().await?.mapping().await?.into())
}

/// What a draft makes of the lines that were last read. Saves nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mapping_examples(shell: TheShell<'_>, draft: Mapping) -> Answer<MappingExamples> {
    Ok(shell.application.company().await?.mapping_examples(&draft.into())?.sampled())
}

/// Saves a draft as a new version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_mapping(shell: TheShell<'_>, draft: Mapping) -> Answer<MappingVersion> {
    Ok(shell.application.company().await?.save_mapping(&draft.into()).await?.into())
}

/// Every version, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mapping_versions(shell: TheShell<'_>) -> Answer<Vec<MappingVersion>> {
    Ok(shell.application.company().await?.mapping_versions().await?.into_iter().map(Into::into).collect())
}

/// Writes the mapping that holds to a file. Answers its name, or nothing where the user thought better of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_mapping(app: AppHandle, shell: TheShell<'_>) -> Answer<Option<String>> {
    let bytes = shell.application.company().await?.export_mapping().await?.into_bytes();
    let file = ExportedFile { name: FILE.to_owned(), bytes };
    let Some(path) = saving::ask_where(&app, &file.name).await else { return Ok(None) };
    file.save(&path).await?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Reads a file as a draft, for looking at; nothing where the user thought better of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_mapping(app: AppHandle) -> Answer<Option<Mapping>> {
    let Some(path) = saving::ask_which(&app, FILE).await else { return Ok(None) };
    let text = tieout::read_text(&path).await?;
    Ok(Some(tieout::import_mapping(&text)?.into()))
}
