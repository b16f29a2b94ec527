//! What the forms insist on: keys that exist, and amounts that follow from quantity and rate.

use rust_decimal::Decimal;

use super::budget;
use super::input::Input;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, Access, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::store::Store;
use super::value::Value;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) column: usize,
    pub(super) why: String,
}

/// A new record with the body's keys, or everything that is wrong with them.
pub(super) fn new_row(store: &Store, schema: &'static Schema, input: &Input) -> Result<Row, Vec<Complaint>> {
    let keys = keys_of(store, schema, input);
    let mut complaints: Vec<Complaint> = Vec::new();
    for (column, key) in schema.key_columns().zip(&keys) {
        if key.is_empty() {
            complaints.push(Complaint { column, why: format!("'{}' cannot be empty.", schema.fields[column].name) });
        } else if !reference_exists(store, schema, column, &keys) {
            complaints.push(Complaint { column, why: not_found(schema, column, key) });
        } else if is_inactive(store, schema, column, key) {
            let field = schema.fields[column].name;
            complaints.push(Complaint { column, why: format!("{field} '{key}' is inactive.") });
        }
    }
    if complaints.is_empty() { Ok(fresh(store, schema, &keys)) } else { Err(complaints) }
}

/// A value longer than its key is cut without a word (Acumatica: segmented keys).
fn keys_of(store: &Store, schema: &Schema, input: &Input) -> Vec<String> {
    let key = |column: usize| {
        let field = &schema.fields[column];
        let sent = input.value(column).map_or("", Value::text).trim_end();
        let width = if let Access::Key { width } = field.access { width } else { usize::MAX };
        if sent.is_empty() && field.name == "InventoryID" {
            return store.setup.empty_item.clone();
        }
        sent.chars().take(width).collect()
    };
    schema.key_columns().map(key).collect()
}

/// A new line cannot take an inactive code; the lines that have it keep it.
fn is_inactive(store: &Store, schema: &Schema, column: usize, key: &str) -> bool {
    match (schema.name, schema.fields[column].name) {
        ("ProjectBudget", "CostCode") => !store.is_active(key),
        ("ProjectBudget", "AccountGroup") => store
            .account_groups
            .by_keys(&[key])
            .is_some_and(|group| *group.get(&ACCOUNT_GROUP, "Active") == Value::Boolean(false)),
        _ => false,
    }
}

/// A closed project is read-only (Acumatica: project life cycle).
pub(super) fn check_open(store: &Store, schema: &Schema, row: &Row) -> Result<(), Vec<Complaint>> {
    if schema.name != PROJECT_BUDGET.name && schema.name != PROJECT_TASK.name {
        return Ok(());
    }
    let project = store.projects.by_keys(&[row.key(schema, 0)]);
    let closed = project.is_some_and(|project| project.get(&PROJECT, "Status").text() == "Closed");
    if closed { Err(vec![Complaint { column: 0, why: "The project is closed.".into() }]) } else { Ok(()) }
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
        return budget::empty_line(&[project, task, cost_code, group, item], &store.line_type(group));
    }
    let mut row = Row::new(schema, &keys);
    if schema.name == PROJECT.name || schema.name == PROJECT_TASK.name {
        row.set(schema, "Status", "In Planning");
    }
    row
}

/// Brings a record in line with itself after its fields were written; `before` is what was saved, if anything was.
pub(super) fn settle(
    store: &Store,
    schema: &Schema,
    row: &mut Row,
    before: Option<&Row>,
    input: &Input,
) -> Result<(), Vec<Complaint>> {
    if schema.name == ACCOUNT_GROUP.name {
        let ticked = match row.get(schema, "Type").text() {
            "Expense" => true,
            "Off-Balance" => *row.get(schema, "Expense") == Value::Boolean(true),
            _ => false,
        };
        row.set(schema, "Expense", ticked);
    }
    if schema.name != PROJECT_BUDGET.name {
        return Ok(());
    }
    let project = row.key(schema, 0).to_owned();
    if let Some(before) = before.filter(|_| store.is_locked(&project)) {
        put_back(row, before);
    } else {
        amount_of(row, input, store.currency(&project))?;
    }
    if before.is_none_or(|before| original(before) != original(row)) {
        budget::follow_original(row);
    }
    if !store.has_change_orders(&project) {
        type_revised(row, input);
    }
    budget::recompute(row);
    Ok(())
}

/// What a locked budget does not let be changed.
const LOCKED: [&str; 3] = ["OriginalBudgetedQty", "UnitRate", "OriginalBudgetedAmount"];

/// Puts what is locked back to what it was, without a word.
fn put_back(row: &mut Row, before: &Row) {
    for name in LOCKED {
        row.set(&PROJECT_BUDGET, name, before.get(&PROJECT_BUDGET, name).clone());
    }
}

fn original(row: &Row) -> [&Value; 2] {
    ["OriginalBudgetedQty", "OriginalBudgetedAmount"].map(|name| row.get(&PROJECT_BUDGET, name))
}

/// Without the change order workflow the revised amount is typed, and need not follow from anything.
fn type_revised(row: &mut Row, input: &Input) {
    for name in ["RevisedBudgetedQty", "RevisedBudgetedAmount"] {
        let sent = PROJECT_BUDGET.column(name).and_then(|column| input.value(column));
        if let Some(value) = sent {
            row.set(&PROJECT_BUDGET, name, value.clone());
        }
    }
}

/// Quantity times rate, unless the amount itself was typed.
fn amount_of(row: &mut Row, input: &Input, currency: &str) -> Result<(), Vec<Complaint>> {
    let schema = &PROJECT_BUDGET;
    let column = |name: &str| schema.column(name).expect("a budget line has this field");
    let amount = column("OriginalBudgetedAmount");
    let sent = |name: &str| input.value(column(name)).is_some();
    if (sent("OriginalBudgetedQty") || sent("UnitRate")) && input.value(amount).is_none() {
        let quantity = row.get(schema, "OriginalBudgetedQty").number();
        let product = quantity.checked_mul(row.get(schema, "UnitRate").number());
        let product = product.ok_or_else(|| too_large(amount))?;
        row.set(schema, "OriginalBudgetedAmount", budget::rounded(product, currency));
    }
    let fits = row.get(schema, "OriginalBudgetedAmount").number().abs() <= Decimal::from(LARGEST);
    if fits { Ok(()) } else { Err(too_large(amount)) }
}

/// Beyond what an amount column of the database holds: 19 digits, 4 of them decimals.
const LARGEST: u64 = 999_999_999_999_999;

fn too_large(column: usize) -> Vec<Complaint> {
    vec![Complaint { column, why: "The value is too large.".into() }]
}
