//! The budget itself: the detail rows of a view, the portable way to read every line (budget line items tutorial).

use crate::send::Api;
use jobcost::ProjectId;
use reimport::SideTrouble;
use rest::{Call, decimal};
use rust_decimal::Decimal;
use serde::Deserialize;

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;

/// One row. Other columns of the view are keys of their own and are left alone.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: Option<i64>,
    #[serde(default)]
    budgeted: Option<bool>,
    pub(crate) wbs_code_id: Option<i64>,
    #[serde(default)]
    pub(crate) cost_code: Option<String>,
    #[serde(default)]
    pub(crate) category: Option<String>,
    #[serde(default)]
    pub(crate) category_id: Option<i64>,
    #[serde(deserialize_with = "decimal::exact")]
    pub(crate) original_budget_amount: Decimal,
    #[serde(default)]
    currency_configuration: Option<CurrencyConfiguration>,
}

#[derive(Debug, Deserialize)]
struct CurrencyConfiguration {
    #[serde(default)]
    currency_iso_code: Option<String>,
}

impl Row {
    /// The row's currency.
    pub(crate) fn currency(&self) -> Option<&str> {
        self.currency_configuration.as_ref().and_then(|configuration| configuration.currency_iso_code.as_deref())
    }
}

/// The budgeted rows of a view. A combination that only has costs is a row without a line, and no concern of ours.
pub(crate) async fn rows(api: &Api, project: ProjectId, view: i64) -> Result<Vec<Row>, SideTrouble> {
    let call = Call::get(format!("rest/v1.0/budget_views/{view}/detail_rows")).query("project_id", &project.0);
    let rows: Vec<Row> = api.list(call, PER_PAGE).await?;
    Ok(rows.into_iter().filter(|row| row.id.is_some() && row.budgeted != Some(false)).collect())
}

#[derive(Deserialize)]
struct Lock {
    locked: bool,
}

/// Whether the budget is locked.
pub(crate) async fn is_locked(api: &Api, project: ProjectId) -> Result<bool, SideTrouble> {
    let lock: Lock = api.get(Call::get(format!("rest/v1.0/projects/{}/budget", project.0))).await?;
    Ok(lock.locked)
}
