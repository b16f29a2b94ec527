//! A line of Acumatica's project budgets (form Project Budget, PM309000), as it was read: nothing is made of it yet.

use crate::field::{Amount, Field, Text};
use crate::pages::ListRecord;
use jobcost::{Currency, JobId, LineKind};
use serde::Deserialize;
use serde_json::value::RawValue;

/// What is read of a line.
pub(crate) const SELECT: &str =
    "ProjectID,ProjectTaskID,CostCode,AccountGroup,InventoryID,Type,Description,OriginalBudgetedAmount";
/// The line's project's currency, out of the form's grid. The entity itself has no currency field.
pub(crate) const CURRENCY: &str = "Items.PMProject__CuryID";

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    #[serde(rename = "ProjectID")]
    pub(crate) project: Text,
    #[serde(rename = "ProjectTaskID")]
    pub(crate) task: Text,
    #[serde(rename = "CostCode")]
    pub(crate) cost_code: Text,
    #[serde(rename = "AccountGroup")]
    pub(crate) account_group: Text,
    #[serde(rename = "InventoryID")]
    pub(crate) inventory_item: Text,
    #[serde(rename = "Type")]
    pub(crate) kind: Text,
    #[serde(rename = "Description")]
    pub(crate) description: Text,
    #[serde(rename = "OriginalBudgetedAmount")]
    pub(crate) amount: Amount,
    id: Option<Box<RawValue>>,
    custom: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Custom {
    #[serde(rename = "Items")]
    items: Items,
}

#[derive(Deserialize)]
struct Items {
    #[serde(rename = "PMProject__CuryID", default)]
    currency: Text,
}

/// A line before its currency is known for certain.
#[derive(Clone)]
pub(crate) struct RawLine {
    /// Whose line it is; `None` where the line does not say, or cannot be read at all.
    pub(crate) job: Option<JobId>,
    pub(crate) currency: Option<Currency>,
    pub(crate) row: Row,
    key: String,
}

impl RawLine {
    /// Each line is read by itself, so that one that cannot be read does not take its page along.
    pub(crate) fn of(record: &RawValue) -> Self {
        let row: Row = serde_json::from_str(record.get()).unwrap_or_default();
        let custom = row.custom.as_ref().and_then(|custom| serde_json::from_str::<Custom>(custom.get()).ok());
        let currency = custom.and_then(|custom| Currency::parse(custom.items.currency.trimmed()).ok());
        let job = row.project.known().map(JobId::new);
        let parts = [&row.project, &row.task, &row.cost_code, &row.account_group, &row.inventory_item];
        let key = parts.map(|part| part.trimmed().to_uppercase()).join("\u{1f}");
        // Two lines that do not say whose they are need not be the same one.
        let key = if job.is_some() { key } else { format!("{key}\u{1f}{}", record.get()) };
        Self { job, currency, row, key }
    }

    /// What kind of line it is: by the text people see (drop-down values of Contract Version 4), of which there are five. The line's own
    /// type counts, never its account group's: an off-balance group may be ticked as an expense, and its lines then say `Expense`.
    pub(crate) fn kind(&self) -> Option<LineKind> {
        match self.row.kind.trimmed().to_lowercase().as_str() {
            "expense" => Some(LineKind::Expense),
            "income" | "asset" | "liability" | "off-balance" => Some(LineKind::Other),
            _ => None,
        }
    }

    /// For a sentence: `01, 03-30-00, LABOR`.
    pub(crate) fn place(&self) -> String {
        let row = &self.row;
        let parts = [&row.task, &row.cost_code, &row.account_group, &row.inventory_item];
        let known: Vec<&str> = parts.into_iter().map(Text::trimmed).filter(|part| !part.is_empty()).collect();
        if known.is_empty() { "without any code".to_owned() } else { known.join(", ") }
    }

    /// The key fields that are empty, by their names.
    pub(crate) fn empty_keys(&self) -> Vec<&'static str> {
        let row = &self.row;
        let keys = [
            ("ProjectTaskID", &row.task),
            ("CostCode", &row.cost_code),
            ("AccountGroup", &row.account_group),
            ("InventoryID", &row.inventory_item),
        ];
        keys.into_iter().filter(|(_, key)| key.is_empty()).map(|(name, _)| name).collect()
    }

    /// The same record came twice: it has an identity beside its keys, and nothing else differs.
    pub(crate) fn is_certainly(&self, other: &Self) -> bool {
        self.row.id.is_some() && self.is_same(other) && self.empty_keys().is_empty()
    }

    /// Keeps only what tells it from others: nobody asked for this job.
    pub(crate) fn forget(&mut self) {
        self.row = Row::default();
    }
}

impl ListRecord for RawLine {
    /// The five keys of a budget line; its type is none of them.
    fn key(&self) -> &str {
        &self.key
    }

    fn is_same(&self, other: &Self) -> bool {
        let of = |row: &Row| (row.id.as_ref().map(|id| id.get().to_owned()), row.kind.clone(), row.amount.clone());
        of(&self.row) == of(&other.row)
    }
}

/// Two lines with the same keys.
pub(crate) struct Clash {
    pub(crate) job: JobId,
    /// The empty fields of the key, of which one may tell them apart.
    pub(crate) empty: Vec<&'static str>,
    pub(crate) place: String,
}

impl Clash {
    /// `None` where both are one line that came twice.
    pub(crate) fn between(line: &RawLine, again: &RawLine) -> Option<Self> {
        let job = line.job.clone()?;
        (!line.is_certainly(again)).then(|| Self { job, empty: line.empty_keys(), place: line.place() })
    }
}

/// Whether no line says what this field is about.
pub(crate) fn all_empty<'a, T: 'a>(mut fields: impl Iterator<Item = &'a Field<T>>) -> bool {
    fields.all(Field::is_empty)
}
