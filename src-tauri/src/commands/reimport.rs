//! The re-import: prepared, then carried out behind the native dialog. The window only ever holds a plan's id.

use super::{Answer, TheShell};
use crate::native::confirmation::NativeConfirmation;
use tauri::AppHandle;
use tieout::JobId;
use tieout::view::{PlanId, PlanOptions, ReadyPlan, ReimportEnd};

/// Reads both sides of a job and shows its plan with the choices that are kept of it. Answers both, for the re-import to be asked with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn prepare_reimport(shell: TheShell<'_>, job_id: String) -> Answer<ReadyPlan> {
    let company = shell.application.company().await?;
    let plan_id = company.prepare(&JobId::new(job_id), &PlanOptions::default()).await?;
    Ok(ReadyPlan { options: company.shown_with(&plan_id)?, plan_id })
}

/// Opens the dialog on a plan that was shown, with these choices, and after OK carries exactly that out. Answers when the re-import has
/// ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reimport(
    app: AppHandle,
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
) -> Answer<ReimportEnd> {
    let company = shell.application.company().await?;
    let _running = shell.reimport_runs();
    Ok(company.reimport(&plan_id, &options, &NativeConfirmation::new(&app)).await?)
}
