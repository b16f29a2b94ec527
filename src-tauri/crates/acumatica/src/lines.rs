//! Acumatica's project budget lines (form PM309000), read in large pages to the end.
//!
//! There is no count and no order but the key's; a page that is not full is the last. Each page begins with the last line of the
//! one before: another line there says that lines before it came or went meanwhile, and a line that appears twice says it too. Then
//! everything is read again, for a line that slipped past the page's edge would be missing without a sign.

use crate::field::{Amount, Text};
use crate::session::Session;
use crate::trouble::{incomplete, set_keeps_moving, trouble};
use jobcost::{AccountGroup, CostCode, Currency, EstimateLine, InventoryItem, JobId, LineKind, Money, TaskId};
use reimport::{SideTrouble, TroubleKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::atomic::Ordering;

/// Lines on one page.
const PAGE: usize = 2_000;
/// How often a set that moves is read before that is told. Also for the control totals.
pub(crate) const READINGS_MAX: usize = 3;

/// What is read of a line.
const SELECT: &str =
    "ProjectID,ProjectTaskID,CostCode,AccountGroup,InventoryID,Type,Description,OriginalBudgetedAmount";
/// The line's project's currency, out of the form's grid. The entity itself has no currency field.
const CURRENCY: &str = "Items.PMProject__CuryID";

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "ProjectID")]
    project: Text,
    #[serde(rename = "ProjectTaskID")]
    task: Text,
    #[serde(rename = "CostCode", default)]
    cost_code: Text,
    #[serde(rename = "AccountGroup")]
    account_group: Text,
    #[serde(rename = "InventoryID", default)]
    inventory_item: Text,
    #[serde(rename = "Type", default)]
    kind: Text,
    #[serde(rename = "Description", default)]
    description: Text,
    #[serde(rename = "OriginalBudgetedAmount")]
    amount: Amount,
    #[serde(default)]
    custom: Option<Custom>,
}

#[derive(Deserialize)]
struct Custom {
    #[serde(rename = "Items", default)]
    items: Option<Items>,
}

#[derive(Deserialize)]
struct Items {
    #[serde(rename = "PMProject__CuryID", default)]
    currency: Option<Text>,
}

/// A line before its currency is known for certain.
pub(crate) struct RawLine {
    pub(crate) job: JobId,
    pub(crate) currency: Option<Currency>,
    row: Row,
}

impl RawLine {
    fn of(row: Row) -> Self {
        let custom = row.custom.as_ref().and_then(|custom| custom.items.as_ref());
        let currency = custom.and_then(|items| items.currency.as_ref());
        let currency = currency.and_then(|text| Currency::parse(text.trimmed()).ok());
        Self { job: JobId::new(row.project.trimmed()), currency, row }
    }

    /// The line in its currency.
    pub(crate) fn in_currency(&self, currency: Currency) -> Result<EstimateLine, SideTrouble> {
        if self.row.kind.trimmed().is_empty() {
            return Err(incomplete("the type of a budget line"));
        }
        Ok(EstimateLine {
            task: TaskId::new(self.row.task.trimmed()),
            cost_code: CostCode::new(self.row.cost_code.trimmed()),
            account_group: AccountGroup::new(self.row.account_group.trimmed()),
            inventory_item: InventoryItem::new(self.row.inventory_item.trimmed()),
            // Drop-down values are the text people see (Contract Version 4).
            kind: if self.row.kind.trimmed().eq_ignore_ascii_case("Expense") {
                LineKind::Expense
            } else {
                LineKind::Other
            },
            description: self.row.description.trimmed().to_owned(),
            original_estimate: Money::new(self.row.amount.or_zero(), currency),
        })
    }

    pub(crate) fn account_group(&self) -> &str {
        self.row.account_group.trimmed()
    }

    pub(crate) fn amount(&self) -> Decimal {
        self.row.amount.or_zero()
    }

    /// The five keys of a budget line.
    pub(crate) fn key(&self) -> String {
        let row = &self.row;
        let parts = [&row.project, &row.task, &row.cost_code, &row.account_group, &row.inventory_item];
        parts.map(|part| part.trimmed().to_uppercase()).join("\u{1f}")
    }
}

/// Reads the lines of one job, or of all.
pub(crate) async fn lines(session: &Session, job: Option<&JobId>) -> Result<Vec<RawLine>, SideTrouble> {
    for _ in 0..READINGS_MAX {
        if let Some(lines) = read(session, job).await? {
            return Ok(lines);
        }
    }
    Err(set_keeps_moving())
}

/// One reading; `None` when the set moved meanwhile.
async fn read(session: &Session, job: Option<&JobId>) -> Result<Option<Vec<RawLine>>, SideTrouble> {
    let mut lines: Vec<RawLine> = Vec::new();
    let mut keys = HashSet::new();
    loop {
        let before = lines.last().map(RawLine::key);
        let skip = lines.len().saturating_sub(1);
        let rows = page_after(session, job, skip).await?;
        let last = rows.len() < PAGE;
        let mut rows = rows.into_iter().map(RawLine::of);
        if before.is_some() && rows.next().map(|line| line.key()) != before {
            return Ok(None);
        }
        for line in rows {
            if !keys.insert(line.key()) {
                return Ok(None);
            }
            lines.push(line);
        }
        if last {
            return Ok(Some(lines));
        }
    }
}

/// One page, with its lines' currency where the instance gives it. The custom field is read off the form's grid; an instance that
/// refuses it is read without from then on, and the project is asked.
async fn page_after(session: &Session, job: Option<&JobId>, skip: usize) -> Result<Vec<Row>, SideTrouble> {
    if session.lines_tell_no_currency.load(Ordering::Relaxed) {
        return page_of(session, job, skip, false).await;
    }
    match page_of(session, job, skip, true).await {
        Err(trouble) if matches!(trouble.kind, TroubleKind::ServerFailed | TroubleKind::RefusedByServer) => {
            tracing::info!(%trouble, "reading budget lines without their currency");
            let rows = page_of(session, job, skip, false).await?;
            // Only now it is certain that the field was the reason.
            session.lines_tell_no_currency.store(true, Ordering::Relaxed);
            Ok(rows)
        }
        rows => rows,
    }
}

async fn page_of(
    session: &Session,
    job: Option<&JobId>,
    skip: usize,
    with_currency: bool,
) -> Result<Vec<Row>, SideTrouble> {
    let mut parameters = vec![("$select", SELECT.to_owned()), ("$top", PAGE.to_string()), ("$skip", skip.to_string())];
    if let Some(job) = job {
        // OData doubles a quote inside a string.
        parameters.push(("$filter", format!("ProjectID eq '{}'", job.as_str().replace('\'', "''"))));
    }
    if with_currency {
        parameters.push(("$custom", CURRENCY.to_owned()));
    }
    session.get("ProjectBudget", &parameters).await?.json().map_err(|error| trouble(&error))
}
