//! The lines of one job.

use super::{Answer, TheShell};
use crate::wire::{JobLines, LineChoice};
use tieout::{JobId, PlanOptions};

/// The lines as they were last read, planned with these choices.
#[tauri::command]
#[specta::specta]
pub(crate) async fn job_lines(shell: TheShell<'_>, job_id: String, choices: Vec<LineChoice>) -> Answer<JobLines> {
    let choices = choices.into_iter().map(Into::into).collect();
    shell
        .application
        .job_lines(&JobId::new(job_id), &PlanOptions { choices, ..PlanOptions::default() })
        .await?
        .try_into()
}
