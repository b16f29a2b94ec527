//! The tab Balances of a project: per type of line a heading, the account groups and a total, computed in memory from every line
//! (Acumatica: Projects, tab Balances; the rows over the contract REST are inferred, for nothing in the endpoint leaves any out).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::budget::percent;
use super::row::Row;
use super::schema::{FieldKind, PROJECT_BALANCE, PROJECT_BUDGET};
use super::store::Store;
use super::text::same_text;
use super::value::Value;
use super::words::Words;

/// In the order of the form.
const TYPES: [&str; 5] = ["Asset", "Liability", "Income", "Expense", "Off-Balance"];

/// Fields of a line, and the fields of the balance that are their sums.
const SUMMED: [(&str, &str); 11] = [
    ("ActualAmount", "ActualAmount"),
    ("ActualPlusOpenCommittedAmount", "ActualOpenCommittedAmount"),
    ("BudgetedCOAmount", "BudgetedCOAmount"),
    ("CommittedCOAmount", "CommittedCOAmount"),
    ("CommittedInvoicedAmount", "CommittedInvoicedAmount"),
    ("CommittedOpenAmount", "CommittedOpenAmount"),
    ("OriginalBudgetedAmount", "OriginalBudgetedAmount"),
    ("OriginalCommittedAmount", "OriginalCommittedAmount"),
    ("RevisedBudgetedAmount", "RevisedBudgetedAmount"),
    ("RevisedCommittedAmount", "RevisedCommittedAmount"),
    ("VarianceAmount", "VarianceAmount"),
];

/// All rows of the tab: for every type that has lines a heading without amounts, its account groups by code, and a total without
/// an account group. Every line counts, also those that the list does not show this user.
pub(super) fn rows(store: &Store, words: &Words, project: &str) -> Vec<Row> {
    TYPES.iter().flat_map(|kind| block(store, words, project, kind)).collect()
}

/// The account groups alone, as the mobile application is given them.
pub(super) fn groups_alone(store: &Store, project: &str) -> Vec<Row> {
    TYPES.iter().flat_map(|kind| groups(store, project, kind)).collect()
}

fn block(store: &Store, words: &Words, project: &str, kind: &str) -> Vec<Row> {
    let groups = groups(store, project, kind);
    if groups.is_empty() {
        return Vec::new();
    }
    let heading = empty(project, kind, words.shown(kind));
    let description = format!("{kind} Totals");
    let mut total = empty(project, &description, "");
    total.set(&PROJECT_BALANCE, "Description", words.shown(&description));
    for (field, place) in amounts() {
        let sum = groups.iter().map(|group| group.values[place].number()).sum::<Decimal>();
        total.set(&PROJECT_BALANCE, field, sum);
    }
    [heading].into_iter().chain(groups).chain([total]).collect()
}

fn amounts() -> impl Iterator<Item = (&'static str, usize)> {
    let numbers = PROJECT_BALANCE.fields.iter().enumerate().filter(|(_, field)| field.kind == FieldKind::Number);
    numbers.map(|(place, field)| (field.name, place)).filter(|(name, _)| *name != "Performance")
}

/// By the line's type: an off-balance group whose lines are cost stands among the expenses.
fn groups(store: &Store, project: &str, kind: &str) -> Vec<Row> {
    let mut groups: BTreeMap<String, (Row, Decimal)> = BTreeMap::new();
    let of_block = |line: &&Row| {
        same_text(line.key(&PROJECT_BUDGET, 0), project) && line.get(&PROJECT_BUDGET, "Type").text() == kind
    };
    for line in store.lines.rows().iter().filter(of_block) {
        let code = line.key(&PROJECT_BUDGET, 3);
        let (row, tax) = groups.entry(code.to_owned()).or_insert_with(|| (group(store, project, code), Decimal::ZERO));
        for (from, to) in SUMMED {
            let sum = row.get(&PROJECT_BALANCE, to).number() + line.get(&PROJECT_BUDGET, from).number();
            row.set(&PROJECT_BALANCE, to, sum);
        }
        *tax += store.inclusive_tax(line.id);
    }
    groups.into_values().map(|(row, tax)| with_tax(row, tax)).collect()
}

fn group(store: &Store, project: &str, code: &str) -> Row {
    let mut row = empty(project, code, code);
    if let Some(known) = store.account_groups.by_keys(&[code]) {
        let description = known.get(store.account_groups.schema, "Description").clone();
        row.set(&PROJECT_BALANCE, "Description", description);
    }
    row
}

fn empty(project: &str, name: &str, account_group: &str) -> Row {
    let mut row = Row::new(&PROJECT_BALANCE, &[account_group]);
    row.id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("balance/{project}/{name}/{account_group}").as_bytes());
    row
}

/// Tax inside the actual cost is added to what was spent here, and here alone: the lines know nothing of it.
fn with_tax(mut row: Row, tax: Decimal) -> Row {
    let number = |name: &str| row.get(&PROJECT_BALANCE, name).number();
    let spent = number("ActualOpenCommittedAmount") + tax;
    let variance = number("VarianceAmount") - tax;
    let performance = percent(number("ActualAmount") + tax, number("RevisedBudgetedAmount"));
    for (name, value) in
        [("ActualOpenCommittedAmount", spent), ("VarianceAmount", variance), ("Performance", performance)]
    {
        row.set(&PROJECT_BALANCE, name, Value::Number(value));
    }
    row
}
