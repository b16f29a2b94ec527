//! A job's comparison. Every question names the plan that is shown and what was chosen of it.

use super::{Answer, TheShell};
use crate::native::confirmation::NativeConfirmation;
use crate::wire::{
    Arrangement, ArrangementQuery, Comparison, LinesTable, MovedLine, OutdatedLine, PlanOptions, Replanned, Sums,
};
use tauri::AppHandle;
use tieout::view::ReimportEnd;
use tieout::{JobId, PlanId};

/// A job's lines as they were last read, with the plan that the rules make of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_comparison(shell: TheShell<'_>, job_id: String) -> Answer<Comparison> {
    shell.application.comparisons().await?.open(&JobId::new(job_id)).await?.try_into()
}

/// A shown plan made again with these choices.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replan(shell: TheShell<'_>, plan_id: String, options: PlanOptions) -> Answer<Replanned> {
    shell.application.comparisons().await?.replan(&PlanId(plan_id), &options.into())?.try_into()
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
    Ok(shell.application.comparisons().await?.arrange(&PlanId(plan_id), &options.into(), &query.into())?.into())
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
    let comparisons = shell.application.comparisons().await?;
    Ok(comparisons.sum(&PlanId(plan_id), &options.into(), &positions(indexes))?.into())
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
    let comparisons = shell.application.comparisons().await?;
    Ok(comparisons.table(&PlanId(plan_id), &options.into(), &positions(indexes))?.into())
}

/// What moved since the plan was shown, with the new plan beside it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn outdated_lines(
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
) -> Answer<Vec<OutdatedLine>> {
    let moved = shell.application.comparisons().await?.outdated(&PlanId(plan_id), &options.into())?;
    Ok(moved.into_iter().map(Into::into).collect())
}

/// Who moved the job's lines away from what was last written, where Procore tells.
#[tauri::command]
#[specta::specta]
pub(crate) async fn who_moved(shell: TheShell<'_>, job_id: String) -> Answer<Vec<MovedLine>> {
    let moved = shell.application.comparisons().await?.who_moved(&JobId::new(job_id)).await?;
    Ok(moved.into_iter().map(Into::into).collect())
}

/// Carries the shown plan out, behind the native dialog. Answers when the re-import has ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reimport_shown(
    app: AppHandle,
    shell: TheShell<'_>,
    plan_id: String,
    options: PlanOptions,
) -> Answer<ReimportEnd> {
    let comparisons = shell.application.comparisons().await?;
    let _running = shell.reimport_runs();
    Ok(comparisons.reimport(&PlanId(plan_id), &options.into(), &NativeConfirmation::new(&app)).await?)
}

fn positions(indexes: Vec<u32>) -> Vec<usize> {
    indexes.into_iter().filter_map(|index| usize::try_from(index).ok()).collect()
}
