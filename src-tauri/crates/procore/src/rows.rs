//! The budget itself: the detail rows of a view, the portable way to read every line (budget line items tutorial).

use crate::error::{incomplete, rows_keep_moving, two_currencies};
use crate::identifier;
use crate::lists::{Item, READINGS_MAX, Reading, array};
use crate::segment_items::SegmentItem;
use crate::send::Api;
use jobcost::{Currency, ProjectId};
use reimport::SideError;
use rest::{Call, decimal};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;

/// One row. Other columns of the view are keys of their own, named by the company, and are left alone; so are quantity and unit cost,
/// whose product is not the amount.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    pub(crate) id: Option<i64>,
    #[serde(default)]
    budgeted: Option<bool>,
    /// The code's number once more, as text.
    #[serde(default, deserialize_with = "identifier::optional")]
    budget_row_id: Option<String>,
    #[serde(default)]
    wbs_code_id: Option<i64>,
    #[serde(default)]
    wbs_code: Option<RowCode>,
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
    #[serde(default, deserialize_with = "decimal::optional")]
    pub(crate) original_budget_amount: Option<Decimal>,
    #[serde(default)]
    currency_configuration: Option<CurrencyConfiguration>,
}

/// The row's own budget code. Live answers hold it; the published schema does not.
#[derive(Debug, Deserialize)]
pub(crate) struct RowCode {
    #[serde(default)]
    id: Option<i64>,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) flat_name: Option<String>,
    #[serde(default)]
    pub(crate) flat_code: Option<String>,
    #[serde(default)]
    pub(crate) segment_items: Option<Vec<SegmentItem>>,
}

#[derive(Debug, Deserialize)]
struct CurrencyConfiguration {
    #[serde(default)]
    currency_iso_code: Option<String>,
}

impl Item for Row {
    fn key(&self) -> String {
        match self.id {
            Some(id) => id.to_string(),
            None => format!(
                "{:?} {:?} {:?} {:?} {:?}",
                self.number().ok().flatten(),
                self.biller,
                self.cost_code,
                self.category_id,
                self.category
            ),
        }
    }

    fn may_repeat(&self) -> bool {
        self.id.is_none()
    }
}

impl Row {
    /// The number of its budget code, from wherever the row says it.
    pub(crate) fn number(&self) -> Result<Option<i64>, SideError> {
        let of_object = identifier::numbered(self.wbs_code.as_ref().and_then(|code| code.id));
        let of_row = identifier::numbered(self.wbs_code_id);
        if of_object.zip(of_row).is_some_and(|(one, other)| one != other) {
            return Err(incomplete("one budget code for each line"));
        }
        let as_text = || identifier::numbered(self.budget_row_id.as_deref().and_then(|text| text.trim().parse().ok()));
        Ok(of_object.or(of_row).or_else(as_text))
    }

    pub(crate) fn code(&self) -> Option<&RowCode> {
        self.wbs_code.as_ref()
    }

    /// It is a line of the budget. A combination that only has costs is a row without a line, and no concern of ours.
    fn is_line(&self) -> bool {
        self.id.is_some() && self.budgeted != Some(false)
    }

    /// A line without a number, or money that is in no line: nobody can say what of it is in the budget.
    fn is_nothing_known(&self) -> bool {
        let money = self.original_budget_amount.is_some_and(|amount| !amount.is_zero());
        self.id.is_none() && (self.budgeted == Some(true) || (money && self.budgeted.is_none()))
    }

    fn currency(&self) -> Result<Option<Currency>, SideError> {
        let said = self.currency_configuration.as_ref().and_then(|said| said.currency_iso_code.as_deref());
        let Some(code) = identifier::said(said) else { return Ok(None) };
        let currency = Currency::parse(code).map_err(|_| incomplete("the budget's currency"))?;
        Ok(Some(currency).filter(|currency| currency.is_stated()))
    }
}

/// The rows of a view, budgeted and not: what is not budgeted is no line, but it is in the same currency.
pub(crate) async fn rows(api: &Api, project: ProjectId, view: i64) -> Result<Vec<Row>, SideError> {
    let call = Call::get(format!("rest/v1.0/budget_views/{view}/detail_rows"))
        .query("project_id", &project.0)
        .query("budget_row_type", "all");
    let mut before: Option<Reading<Row>> = None;
    for _ in 0..READINGS_MAX {
        let reading = api.reading(&call, PER_PAGE, array).await?;
        if reading.is_whole(before.as_ref()) {
            return Ok(reading.items);
        }
        tracing::info!(
            project = project.0,
            total = reading.total,
            rows = reading.items.len(),
            "reading the rows again"
        );
        before = Some(reading);
    }
    Err(rows_keep_moving())
}

/// The lines among the rows.
pub(crate) fn lines(rows: Vec<Row>) -> Result<Vec<Row>, SideError> {
    if rows.iter().any(Row::is_nothing_known) {
        return Err(incomplete("the number of a budget line"));
    }
    Ok(rows.into_iter().filter(Row::is_line).collect())
}

/// The currency of these rows. A whole budget is in its project's currency (about multi-currency), so one row that names it names it for
/// all, an unbudgeted one too; where none does, nobody knows. Never that of another budget, and never a default.
pub(crate) fn currency(rows: &[Row]) -> Result<Currency, SideError> {
    let mut named = BTreeSet::new();
    for row in rows {
        named.extend(row.currency()?.map(|currency| currency.to_string()));
    }
    let mut named = named.into_iter();
    match (named.next(), named.next()) {
        (None, _) => Ok(Currency::UNSTATED),
        (Some(one), None) => Currency::parse(&one).map_err(|_| incomplete("the budget's currency")),
        (Some(one), Some(other)) => Err(two_currencies(&one, &other)),
    }
}
