//! The commands, a file each: ask the application, print, and say how it ends.

pub(crate) mod check;
pub(crate) mod connections;
pub(crate) mod demo;
pub(crate) mod drift;
pub(crate) mod estimates;
pub(crate) mod history;
pub(crate) mod links;
pub(crate) mod man;
pub(crate) mod mapping;
pub(crate) mod owner;
pub(crate) mod plan;
pub(crate) mod reconcile;
pub(crate) mod reimport;

use crate::end::CommandError;
use crate::progress;
use std::sync::Arc;
use tieout::{Application, BudgetsPage, BudgetsQuery, Filter, JobId, JobRow, SortColumn};

/// Reads every job of the open company, and gives the page.
async fn read_page(application: &Arc<Application>, filter: Filter) -> Result<BudgetsPage, CommandError> {
    let following = progress::of_reading(application);
    application.company().await?.check().await?;
    drop(following);
    let query = BudgetsQuery { filter, search: String::new(), sort: SortColumn::JobId, descending: false, part: None };
    Ok(application.company().await?.budgets_page(&query))
}

/// Reads both sides of one job, and gives its row.
async fn read_row(application: &Arc<Application>, job: &JobId) -> Result<JobRow, CommandError> {
    let company = application.company().await?;
    company.read_lists().await?;
    company.read_job(job).await?;
    Ok(company.row(job)?)
}
