//! What the budget form computes: the fields of a line that follow from others.

use rust_decimal::{Decimal, RoundingStrategy};

use super::row::Row;
use super::schema::{FieldKind, PROJECT_BUDGET};
use super::value::Value;
use crate::ridgeline::EstimateRow;

/// A budget line of an estimate, with what was booked on it.
pub(super) fn line(project: &str, estimate: &EstimateRow, type_word: &str) -> Row {
    let keys = [project, &estimate.task, &estimate.cost_code, &estimate.account_group, &estimate.inventory_id];
    let mut row = empty_line(&keys, type_word);
    let schema = &PROJECT_BUDGET;
    row.set(schema, "Description", estimate.description.as_str());
    row.set(schema, "UOM", estimate.uom.as_str());
    row.set(schema, "UnitRate", estimate.unit_rate);
    row.set(schema, "OriginalBudgetedQty", estimate.quantity);
    set_original(&mut row, estimate.original_amount);
    add(&mut row, "ActualAmount", estimate.booked.actual);
    add(&mut row, "CommittedOpenAmount", estimate.booked.open_committed);
    add(&mut row, "RevisedCommittedAmount", estimate.booked.open_committed);
    add(&mut row, "OriginalCommittedAmount", estimate.booked.open_committed);
    release(&mut row, estimate.booked.change_orders);
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

/// Takes another line's amounts into this one.
pub(super) fn absorb(row: &mut Row, other: &Row) {
    let numbers = PROJECT_BUDGET.fields.iter().zip(&mut row.values).zip(&other.values);
    for ((_, value), more) in
        numbers.filter(|((field, _), _)| field.kind == FieldKind::Number && field.name != "UnitRate")
    {
        *value = Value::Number(value.number() + more.number());
    }
    recompute(row);
}

/// Types an original amount. The form then sets the revised one to the same, whatever change orders were released
/// (Acumatica: Project Budget, form PM309000).
pub(super) fn set_original(row: &mut Row, amount: Decimal) {
    row.set(&PROJECT_BUDGET, "OriginalBudgetedAmount", amount);
    follow_original(row);
}

/// Sets the revised amount and quantity to the original ones.
pub(super) fn follow_original(row: &mut Row) {
    for (from, to) in
        [("OriginalBudgetedAmount", "RevisedBudgetedAmount"), ("OriginalBudgetedQty", "RevisedBudgetedQty")]
    {
        let original = row.get(&PROJECT_BUDGET, from).clone();
        row.set(&PROJECT_BUDGET, to, original);
    }
    recompute(row);
}

/// Posts cost or revenue. The original amount stays what it is.
pub(super) fn post(row: &mut Row, amount: Decimal) {
    add(row, "ActualAmount", amount);
    recompute(row);
}

/// Releases a change order: it moves the revised amount and never the original one.
pub(super) fn release(row: &mut Row, amount: Decimal) {
    add(row, "BudgetedCOAmount", amount);
    add(row, "RevisedBudgetedAmount", amount);
    recompute(row);
}

fn add(row: &mut Row, field: &str, amount: Decimal) {
    let sum = row.get(&PROJECT_BUDGET, field).number() + amount;
    row.set(&PROJECT_BUDGET, field, sum);
}

/// Brings the computed fields of a line up to date.
pub(super) fn recompute(row: &mut Row) {
    let schema = &PROJECT_BUDGET;
    let number = |row: &Row, name: &str| row.get(schema, name).number();
    let revised = number(row, "RevisedBudgetedAmount");
    let spent = number(row, "ActualAmount") + number(row, "CommittedOpenAmount");
    row.set(schema, "ActualPlusOpenCommittedAmount", spent);
    row.set(schema, "VarianceAmount", revised - spent);
    row.set(schema, "Performance", percent(number(row, "ActualAmount"), revised));
}

/// A share in percent, to two decimals; zero of nothing.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Decimal {
    (part * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default().round_dp(2)
}

/// An amount to the decimals of a currency: two for most, none for yen, three for the dinars.
pub(super) fn rounded(amount: Decimal, currency: &str) -> Decimal {
    let decimals = match currency {
        "JPY" | "KRW" | "CLP" | "VND" | "ISK" => 0,
        "BHD" | "KWD" | "OMR" | "JOD" | "TND" => 3,
        _ => 2,
    };
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}
