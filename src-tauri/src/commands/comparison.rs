//! A job's comparison. Every question names the plan that is shown and what was chosen of it.

use super::{Answer, TheShell};
use tieout::JobId;
use tieout::view::{
    Arrangement, ArrangementQuery, Comparison, LinesTable, MovedLine, OutdatedLine, PlanId, PlanOptions, Replanned,
    Sums,
};

/// A job's lines as they were last read, with the plan that the rules make of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_comparison(shell: TheShell<'_>, job_id: String) -> Answer<Comparison> {
    Ok(shell.application.company().await?.open_comparison(&JobId::new(job_id)).await?)
}

/// A shown plan made again with these choices.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replan(shell: TheShell<'_>, plan_id: PlanId, options: PlanOptions) -> Answer<Replanned> {
    Ok(shell.application.company().await?.replan(&plan_id, &options)?)
}

/// A plan's lines filtered, searched, grouped and summed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrange_lines(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    query: ArrangementQuery,
) -> Answer<Arrangement> {
    Ok(shell.application.company().await?.arrange_lines(&plan_id, &options, &query)?)
}

/// What the selected lines come to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sum_lines(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    indexes: Vec<u32>,
) -> Answer<Sums> {
    Ok(shell.application.company().await?.sum_lines(&plan_id, &options, &indexes)?)
}

/// The selected lines as a table to paste.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_of_lines(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
    indexes: Vec<u32>,
) -> Answer<LinesTable> {
    Ok(shell.application.company().await?.table_of_lines(&plan_id, &options, &indexes)?)
}

/// What moved since the plan was shown, with the new plan beside it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn outdated_lines(
    shell: TheShell<'_>,
    plan_id: PlanId,
    options: PlanOptions,
) -> Answer<Vec<OutdatedLine>> {
    Ok(shell.application.company().await?.outdated_lines(&plan_id, &options)?)
}

/// Who moved the job's lines away from what was last written, where Procore tells.
#[tauri::command]
#[specta::specta]
pub(crate) async fn who_moved(shell: TheShell<'_>, job_id: String) -> Answer<Vec<MovedLine>> {
    Ok(shell.application.company().await?.who_moved(&JobId::new(job_id)).await?)
}
