//! The lines of one job.

use super::{Answer, TheShell};
use crate::wire::JobLines;
use tieout::JobId;

/// The lines as they were last read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn job_lines(shell: TheShell<'_>, job_id: String) -> Answer<JobLines> {
    shell.application.job_lines(&JobId::new(job_id)).await?.try_into()
}
