//! The Budgets page.

use super::{Answer, TheShell};
use crate::native::confirmation::NativeConfirmation;
use crate::native::links;
use tauri::AppHandle;
use tieout::JobId;
use tieout::view::{Adopted, BudgetsPage, BudgetsQuery, LinesTable, Ownership, Report};

/// The rows, counts and sums, as they were last read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn budgets_page(shell: TheShell<'_>, query: BudgetsQuery) -> Answer<BudgetsPage> {
    Ok(shell.application.company().await?.budgets_page(&query))
}

/// The shown jobs with their sums, as a table to paste.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_of_budgets(shell: TheShell<'_>, query: BudgetsQuery) -> Answer<LinesTable> {
    Ok(shell.application.company().await?.table_of_budgets(&query))
}

/// Asks by a native dialog, and takes over every budget that is there on both sides and agrees in every line. Nothing where the answer was
/// no.
#[tauri::command]
#[specta::specta]
pub(crate) async fn adopt_agreeing(app: AppHandle, shell: TheShell<'_>) -> Answer<Option<Adopted>> {
    let company = shell.application.company().await?;
    Ok(company.adopt_agreeing(&NativeConfirmation::new(&app)).await?)
}

/// Takes adoptions back: the budgets count as never imported again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_adoption(shell: TheShell<'_>, job_ids: Vec<String>) -> Answer<Report> {
    let jobs: Vec<JobId> = job_ids.into_iter().map(JobId::new).collect();
    Ok(shell.application.company().await?.take_back_adoption(&jobs).await?)
}

/// Begins to read both sides of every job again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_now(shell: TheShell<'_>) -> Answer<()> {
    shell.application.company().await?.check_in_background();
    Ok(())
}

/// What is on the screen, from the top: it is read first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_rows(shell: TheShell<'_>, job_ids: Vec<String>) -> Answer<()> {
    shell.application.company().await?.show_rows(job_ids.into_iter().map(JobId::new).collect());
    Ok(())
}

/// Reads one job again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_job(shell: TheShell<'_>, job_id: String) -> Answer<()> {
    Ok(shell.application.company().await?.read_job(&JobId::new(job_id)).await?)
}

/// Opens the job's Budget tab of Procore in the user's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_budget(app: AppHandle, shell: TheShell<'_>, job_id: String) -> Answer<()> {
    let url = shell.application.company().await?.budget_url(&JobId::new(job_id))?;
    let open = shell.application.start_state().await?.open;
    links::open(&app, &url, open.as_ref()).await
}

/// Opens the job in Acumatica in the user's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_project(app: AppHandle, shell: TheShell<'_>, job_id: String) -> Answer<()> {
    let url = shell.application.company().await?.acumatica_url(&JobId::new(job_id))?;
    let open = shell.application.start_state().await?.open;
    links::open(&app, &url, open.as_ref()).await
}

/// Waits until a job's locked budget is found unlocked, and tells it then; or waits no longer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn await_unlock(shell: TheShell<'_>, job_id: String, awaited: bool) -> Answer<()> {
    Ok(shell.application.company().await?.await_unlock(&JobId::new(job_id), awaited).await?)
}

/// States the currency of a job's budget, or takes back what was stated. It counts only where Procore states none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn state_currency(shell: TheShell<'_>, job_id: String, currency: Option<String>) -> Answer<()> {
    Ok(shell.application.company().await?.state_currency(&JobId::new(job_id), currency.as_deref()).await?)
}

/// Sets who owns a job's original budget, from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_ownership(shell: TheShell<'_>, job_id: String, ownership: Ownership) -> Answer<()> {
    Ok(shell.application.company().await?.set_ownership(&JobId::new(job_id), ownership.into()).await?)
}
