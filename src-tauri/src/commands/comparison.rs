//! A job's comparison. Every question names the plan that is shown and what was chosen of it.

use super::{Answer, TheShell};
use tieout::JobId;
use tieout::view::{
    Arrangement, ArrangementQuery, Comparison, DivisionBars, LinesTable, MovedLine, OutdatedLine, PlanId, PlanOptions,
    Replanned, Sums,
};

/// A job's lines as they were last read, with the plan that the rules make of them and the choices that are kept of it. Whoever
/// names the plan they know is not told its lines again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_comparison(shell: TheShell<'_>, job_id: String, known: Option<PlanId>) -> Answer<Comparison> {
    let comparison = shell.application.company().await?.open_comparison(&JobId::new(job_id)).await?;
    Ok(comparison.without_lines_of(known.as_ref()))
}

/// Keeps these choices as the job's, and makes the shown plan again with them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose(shell: TheShell<'_>, plan_id: PlanId, options: PlanOptions) -> Answer<Replanned> {
    Ok(shell.application.company().await?.choose(&plan_id, &options).await?)
}

/// Makes the job's choices anew, looking at its lines as they are now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stand_by_choices(shell: TheShell<'_>, plan_id: PlanId) -> Answer<Replanned> {
    Ok(shell.application.company().await?.stand_by_choices(&plan_id).await?)
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

/// What moves in each division of a plan, and what stays apart.
#[tauri::command]
#[specta::specta]
pub(crate) async fn divisions(shell: TheShell<'_>, plan_id: PlanId, options: PlanOptions) -> Answer<Vec<DivisionBars>> {
    Ok(shell.application.company().await?.divisions(&plan_id, &options)?)
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
