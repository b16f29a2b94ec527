//! The re-import: prepared, then carried out behind the native dialog. The window only ever holds a plan's id.

use super::{Answer, TheShell};
use crate::native::confirmation::NativeConfirmation;
use crate::wire::{LineChoice, PreparedReimport};
use tauri::AppHandle;
use tieout::view::ReimportEnd;
use tieout::{JobId, PlanId, PlanOptions};

/// Reads both sides of a job and keeps the plan, made with these choices, under an id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn prepare_reimport(
    shell: TheShell<'_>,
    job_id: String,
    choices: Vec<LineChoice>,
) -> Answer<PreparedReimport> {
    let choices = choices.into_iter().map(Into::into).collect();
    Ok(shell
        .application
        .prepare_reimport(&JobId::new(job_id), &PlanOptions { choices, ..PlanOptions::default() })
        .await?
        .into())
}

/// Opens the dialog and, after OK, carries the plan out. Answers when the re-import has ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reimport(app: AppHandle, shell: TheShell<'_>, plan_id: String) -> Answer<ReimportEnd> {
    let _running = shell.reimport_runs();
    Ok(shell.application.reimport(&PlanId(plan_id), &NativeConfirmation::new(&app)).await?)
}
