//! Files for other programs. The user says in a native dialog where they go.

use super::{Answer, TheShell};
use crate::native::saving;
use tauri::AppHandle;
use tieout::view::{BudgetsQuery, ExportFormat, ListFormat, PlanId, PlanOptions};
use tieout::{ExportedFile, JobId};

/// Writes the shown plan, with these choices. Answers the file's name, or nothing where the user thought better of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_plan(
    app: AppHandle,
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let company = shell.application.company().await?;
    save(&app, company.export_plan(&plan_id, &options, format)?).await
}

/// Writes the budget as Procore has it, as PDF.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_budget(app: AppHandle, shell: TheShell<'_>, job_id: String) -> Answer<Option<String>> {
    save(&app, shell.application.company().await?.export_budget(&JobId::new(job_id))?).await
}

/// Writes the shown jobs as the tie-out list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_budgets(
    app: AppHandle,
    shell: TheShell<'_>,
    query: BudgetsQuery,
    format: ListFormat,
) -> Answer<Option<String>> {
    save(&app, shell.application.company().await?.export_budgets(&query, format)?).await
}

async fn save(app: &AppHandle, file: ExportedFile) -> Answer<Option<String>> {
    let Some(path) = saving::ask_where(app, &file.name).await else { return Ok(None) };
    file.save(&path).await?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}
