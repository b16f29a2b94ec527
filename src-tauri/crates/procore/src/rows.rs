//! The budget itself: the detail rows of a view, the portable way to read every line (budget line items tutorial).

use crate::send::{Api, Listed};
use crate::trouble::rows_keep_moving;
use jobcost::ProjectId;
use reimport::SideTrouble;
use rest::{Call, decimal};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::HashSet;

/// How often a budget that moves while it is read is read, before that is told.
const READINGS_MAX: usize = 3;
/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;

/// One row. Other columns of the view are keys of their own and are left alone.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: Option<i64>,
    #[serde(default)]
    budgeted: Option<bool>,
    #[serde(default)]
    pub(crate) wbs_code_id: Option<i64>,
    #[serde(default)]
    pub(crate) cost_code: Option<String>,
    #[serde(default)]
    pub(crate) category: Option<String>,
    #[serde(default)]
    pub(crate) category_id: Option<i64>,
    #[serde(default)]
    pub(crate) biller: Option<String>,
    #[serde(default)]
    pub(crate) biller_type: Option<String>,
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
    for _ in 0..READINGS_MAX {
        let listed: Listed<Row> = api.listed(call.clone(), PER_PAGE).await?;
        if is_whole(&listed) {
            return Ok(listed
                .items
                .into_iter()
                .filter(|row| row.id.is_some() && row.budgeted != Some(false))
                .collect());
        }
        tracing::info!(project = project.0, total = listed.total, rows = listed.items.len(), "reading the rows again");
    }
    Err(rows_keep_moving())
}

/// As many rows as the server says there are, and no line twice: nothing moved between the pages.
fn is_whole(listed: &Listed<Row>) -> bool {
    let mut ids = HashSet::new();
    let no_line_twice = listed.items.iter().filter_map(|row| row.id).all(|id| ids.insert(id));
    no_line_twice && listed.total.is_none_or(|total| total == listed.items.len())
}
