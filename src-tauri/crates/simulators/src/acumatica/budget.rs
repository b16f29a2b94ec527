//! What the budget form computes: the fields of a line that follow from others, and a project's totals that follow from lines.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::row::Row;
use super::schema::{FieldKind, PROJECT_BALANCE, PROJECT_BUDGET};
use super::store::Store;
use super::value::Value;
use crate::ridgeline::{EstimateRow, Kind};

/// The word that an answer shows for the type of a line or an account group.
pub(super) fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Expense => "Expense",
        Kind::Income => "Income",
    }
}

/// A budget line of an estimate: nothing committed, nothing spent, no change orders.
pub(super) fn line(project: &str, estimate: &EstimateRow) -> Row {
    let keys = [project, &estimate.task, &estimate.cost_code, &estimate.account_group, &estimate.inventory_id];
    let mut row = empty_line(&keys, type_word(estimate.kind));
    let schema = &PROJECT_BUDGET;
    row.set(schema, "Description", estimate.description.as_str());
    row.set(schema, "UOM", estimate.uom.as_str());
    row.set(schema, "UnitRate", estimate.unit_rate);
    row.set(schema, "OriginalBudgetedQty", estimate.quantity);
    row.set(schema, "OriginalBudgetedAmount", estimate.original_amount);
    recompute(&mut row);
    row
}

/// A line with its key and its type, and zero in every amount: amounts are never empty.
pub(super) fn empty_line(keys: &[&str; 5], type_word: &str) -> Row {
    let mut row = Row::new(&PROJECT_BUDGET, keys);
    for (field, value) in PROJECT_BUDGET.fields.iter().zip(&mut row.values) {
        if field.kind == FieldKind::Number {
            *value = Value::Number(Decimal::ZERO);
        }
    }
    row.set(&PROJECT_BUDGET, "AutoCompleted", false);
    row.set(&PROJECT_BUDGET, "Type", type_word);
    row
}

/// Brings the computed fields of a line up to date. With the change order workflow on, revised is original plus change orders.
pub(super) fn recompute(row: &mut Row) {
    let schema = &PROJECT_BUDGET;
    let number = |row: &Row, name: &str| row.get(schema, name).number();
    let revised = number(row, "OriginalBudgetedAmount") + number(row, "BudgetedCOAmount");
    let revised_quantity = number(row, "OriginalBudgetedQty") + number(row, "BudgetedCOQty");
    let spent = number(row, "ActualAmount") + number(row, "CommittedOpenAmount");
    row.set(schema, "RevisedBudgetedAmount", revised);
    row.set(schema, "RevisedBudgetedQty", revised_quantity);
    row.set(schema, "ActualPlusOpenCommittedAmount", spent);
    row.set(schema, "VarianceAmount", revised - spent);
    row.set(schema, "Performance", percent(number(row, "ActualAmount"), revised));
}

fn percent(part: Decimal, whole: Decimal) -> Decimal {
    (part * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default().round_dp(2)
}

/// A project's totals per account group, in the order of the groups, from its lines as they are now.
pub(super) fn balances(store: &Store, project: &str) -> Vec<Row> {
    let mut balances: BTreeMap<String, Row> = BTreeMap::new();
    for line in
        store.lines.rows().iter().filter(|line| super::filter::same_text(line.keys(&PROJECT_BUDGET)[0], project))
    {
        let group = line.keys(&PROJECT_BUDGET)[3];
        let balance = balances.entry(group.to_owned()).or_insert_with(|| empty_balance(store, project, group));
        for (from, to) in SUMMED {
            let sum = balance.get(&PROJECT_BALANCE, to).number() + line.get(&PROJECT_BUDGET, from).number();
            balance.set(&PROJECT_BALANCE, to, sum);
        }
    }
    balances.into_values().map(with_performance).collect()
}

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

fn empty_balance(store: &Store, project: &str, group: &str) -> Row {
    let mut row = Row::new(&PROJECT_BALANCE, &[group]);
    row.id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("balance/{project}/{group}").as_bytes());
    if let Some(known) = store.account_groups.by_keys(&[group]) {
        let description = known.get(store.account_groups.schema, "Description").clone();
        row.set(&PROJECT_BALANCE, "Description", description);
    }
    row
}

fn with_performance(mut balance: Row) -> Row {
    let number = |name: &str| balance.get(&PROJECT_BALANCE, name).number();
    let performance = percent(number("ActualAmount"), number("RevisedBudgetedAmount"));
    balance.set(&PROJECT_BALANCE, "Performance", performance);
    balance
}
