//! Which jobs belong to which projects, and budgets that are taken over as they are.

use super::{Answer, TheShell};
use tieout::JobId;
use tieout::view::LinkReview;

/// Jobs without a project and with one, with what speaks for each.
#[tauri::command]
#[specta::specta]
pub(crate) async fn link_review(shell: TheShell<'_>) -> Answer<LinkReview> {
    Ok(shell.application.company().await?.link_review().await?)
}

/// Links a job to a project, from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn link_job(shell: TheShell<'_>, job_id: String, project_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.link(&JobId::new(job_id), &project_id).await?)
}

/// Takes a job off its project.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlink_job(shell: TheShell<'_>, job_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.unlink(&JobId::new(job_id)).await?)
}

/// Says that a job is not in Procore.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_job_aside(shell: TheShell<'_>, job_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.set_aside(&JobId::new(job_id)).await?)
}

/// Takes back what was said of a job's link.
#[tauri::command]
#[specta::specta]
pub(crate) async fn link_by_evidence(shell: TheShell<'_>, job_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.link_by_evidence(&JobId::new(job_id)).await?)
}

/// Takes over a budget that is there on both sides as it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn adopt_budget(shell: TheShell<'_>, job_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.adopt(&JobId::new(job_id)).await?)
}
