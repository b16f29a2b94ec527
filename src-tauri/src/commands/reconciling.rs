//! Reconciling items: differences that the user accepts, and takes back.

use super::{Answer, TheShell};
use tieout::JobId;
use tieout::view::{PlanId, PlanOptions, ReconcilingItem, count};

/// Accepts the differences of these lines of a shown plan, by their positions, for a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn accept_lines(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    indexes: Vec<u32>,
    reason: String,
) -> Answer<()> {
    Ok(shell.application.company().await?.accept_lines(&plan_id, &options, &indexes, &reason).await?)
}

/// Accepts everything that a shown plan would leave between the two books, for a reason. Answers how many differences that are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn accept_rest(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    reason: String,
) -> Answer<u32> {
    Ok(count(shell.application.company().await?.accept_rest(&plan_id, &options, &reason).await?))
}

/// Takes back what was accepted on the lines of these codes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_items(shell: TheShell<'_>, job_id: String, codes: Vec<String>) -> Answer<()> {
    Ok(shell.application.company().await?.take_back_items(&JobId::new(job_id), &codes).await?)
}

/// Everything that was ever accepted of a job, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reconciling_items(shell: TheShell<'_>, job_id: String) -> Answer<Vec<ReconcilingItem>> {
    Ok(shell.application.company().await?.reconciling_items(&JobId::new(job_id)).await?)
}
