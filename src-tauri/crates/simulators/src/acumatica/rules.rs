//! What the forms insist on: keys that exist, and amounts that follow from quantity and rate.

use rust_decimal::Decimal;

use super::budget;
use super::input::Input;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, Access, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::store::Store;
use super::value::Value;
use crate::ridgeline::NO_INVENTORY;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) column: usize,
    pub(super) why: String,
}

/// A new record with the body's keys, or everything that is wrong with them.
pub(super) fn new_row(store: &Store, schema: &'static Schema, input: &Input) -> Result<Row, Vec<Complaint>> {
    let keys = keys_of(schema, input);
    let mut complaints: Vec<Complaint> = Vec::new();
    for (column, key) in schema.key_columns().zip(&keys) {
        if key.is_empty() {
            complaints.push(Complaint { column, why: format!("'{}' cannot be empty.", schema.fields[column].name) });
        } else if !reference_exists(store, schema, column, &keys) {
            complaints.push(Complaint { column, why: not_found(schema, column, key) });
        }
    }
    if complaints.is_empty() { Ok(fresh(store, schema, &keys)) } else { Err(complaints) }
}

fn keys_of(schema: &Schema, input: &Input) -> Vec<String> {
    let key = |column: usize| {
        let sent = input.value(column).map_or("", Value::text).trim_end();
        if sent.is_empty() && schema.fields[column].name == "InventoryID" { NO_INVENTORY } else { sent }.to_owned()
    };
    schema.key_columns().map(key).collect()
}

/// Whether the record that a key names exists. An entity's own key names nothing else; items are opaque codes here.
fn reference_exists(store: &Store, schema: &Schema, column: usize, keys: &[String]) -> bool {
    let key = |at: usize| keys[at].as_str();
    match (schema.name, schema.fields[column].name) {
        ("ProjectBudget" | "ProjectTask", "ProjectID") => store.projects.by_keys(&[key(0)]).is_some(),
        ("ProjectBudget", "ProjectTaskID") => store.tasks.by_keys(&[key(0), key(1)]).is_some(),
        ("ProjectBudget", "CostCode") => store.cost_codes.by_keys(&[key(2)]).is_some(),
        ("ProjectBudget", "AccountGroup") => store.account_groups.by_keys(&[key(3)]).is_some(),
        _ => true,
    }
}

/// The id is echoed padded to the width of its key.
fn not_found(schema: &Schema, column: usize, key: &str) -> String {
    let field = &schema.fields[column];
    let width = if let Access::Key { width } = field.access { width } else { 0 };
    let noun = field.name.trim_end_matches("ID");
    format!("{noun} '{key:<width$}' cannot be found in the system.")
}

fn fresh(store: &Store, schema: &'static Schema, keys: &[String]) -> Row {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    if schema.name == PROJECT_BUDGET.name
        && let [project, task, cost_code, group, item] = keys[..]
    {
        let known = store.account_groups.by_keys(&[group]);
        let type_word = known.map_or("", |group| group.get(&ACCOUNT_GROUP, "Type").text());
        return budget::empty_line(&[project, task, cost_code, group, item], type_word);
    }
    let mut row = Row::new(schema, &keys);
    if schema.name == PROJECT.name || schema.name == PROJECT_TASK.name {
        row.set(schema, "Status", "In Planning");
    }
    row
}

/// Brings a record in line with itself after its fields were written.
pub(super) fn settle(schema: &Schema, row: &mut Row, input: &Input) -> Result<(), Vec<Complaint>> {
    if schema.name == ACCOUNT_GROUP.name {
        let is_expense = row.get(schema, "Type").text() == "Expense";
        row.set(schema, "Expense", is_expense);
    }
    if schema.name != PROJECT_BUDGET.name {
        return Ok(());
    }
    let column = |name: &str| schema.column(name).expect("a budget line has this field");
    let amount = column("OriginalBudgetedAmount");
    let sent = |name: &str| input.value(column(name)).is_some();
    if (sent("OriginalBudgetedQty") || sent("UnitRate")) && input.value(amount).is_none() {
        let quantity = row.get(schema, "OriginalBudgetedQty").number();
        let product = quantity.checked_mul(row.get(schema, "UnitRate").number());
        let rounded = product.map(to_cents).ok_or_else(|| too_large(amount))?;
        row.set(schema, "OriginalBudgetedAmount", rounded);
    }
    if row.get(schema, "OriginalBudgetedAmount").number().abs() > Decimal::from(LARGEST) {
        return Err(too_large(amount));
    }
    budget::recompute(row);
    Ok(())
}

/// Beyond what an amount column of the database holds: 19 digits, 4 of them decimals.
const LARGEST: u64 = 999_999_999_999_999;

fn too_large(column: usize) -> Vec<Complaint> {
    vec![Complaint { column, why: "The value is too large.".into() }]
}

fn to_cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}
