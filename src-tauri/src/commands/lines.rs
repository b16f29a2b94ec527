//! The lines of one job.

use super::{Answer, TheShell};
use crate::wire::{JobLines, LineChoice};
use tieout::JobId;

/// The lines as they were last read, planned with these choices.
#[tauri::command]
#[specta::specta]
pub(crate) async fn job_lines(shell: TheShell<'_>, job_id: String, choices: Vec<LineChoice>) -> Answer<JobLines> {
    let chosen: Vec<_> = choices.into_iter().map(Into::into).collect();
    shell.application.job_lines(&JobId::new(job_id), &chosen).await?.try_into()
}
