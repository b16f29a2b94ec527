//! A job's comparison. Every question names the plan that is shown and what was chosen of it.

use super::{Answer, TheShell};
use crate::wire::{
    Arrangement, ArrangementQuery, Comparison, LinesTable, MovedLine, OutdatedLine, PlanOptions, Replanned, Sums,
};
use tieout::{JobId, PlanId};

/// A job's lines as they were last read, with the plan that the rules make of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_comparison(shell: TheShell<'_>, job_id: String) -> Answer<Comparison> {
    shell.application.company().await?.open_comparison(&JobId::new(job_id)).await?.try_into()
}

/// A shown plan made again with these choices.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replan(shell: TheShell<'_>, plan_id: String, options: PlanOptions) -> Answer<Replanned> {
    shell.application.company().await?.replan(&PlanId(plan_id), &options.into())?.try_into()
}

/// A plan's lines filtered, searched, grouped and summed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrange_lines(
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
    query: ArrangementQuery,
) -> Answer<Arrangement> {
    Ok(shell.application.company().await?.arrange_lines(&PlanId(plan_id), &options.into(), &query.into())?.into())
}

/// What the selected lines come to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sum_lines(
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
    indexes: Vec<u32>,
) -> Answer<Sums> {
    let company = shell.application.company().await?;
    Ok(company.sum_lines(&PlanId(plan_id), &options.into(), &positions(indexes))?.into())
}

/// The selected lines as a table to paste.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_of_lines(
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
    indexes: Vec<u32>,
) -> Answer<LinesTable> {
    let company = shell.application.company().await?;
    Ok(company.table_of_lines(&PlanId(plan_id), &options.into(), &positions(indexes))?.into())
}

/// What moved since the plan was shown, with the new plan beside it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn outdated_lines(
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
) -> Answer<Vec<OutdatedLine>> {
    let moved = shell.application.company().await?.outdated_lines(&PlanId(plan_id), &options.into())?;
    Ok(moved.into_iter().map(Into::into).collect())
}

/// Who moved the job's lines away from what was last written, where Procore tells.
#[tauri::command]
#[specta::specta]
pub(crate) async fn who_moved(shell: TheShell<'_>, job_id: String) -> Answer<Vec<MovedLine>> {
    let moved = shell.application.company().await?.who_moved(&JobId::new(job_id)).await?;
    Ok(moved.into_iter().map(Into::into).collect())
}

fn positions(indexes: Vec<u32>) -> Vec<usize> {
    indexes.into_iter().filter_map(|index| usize::try_from(index).ok()).collect()
}
