//! How a line item is written: numbers and integer ids in v1, strings in v2 (Procore: budget line items).

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use super::line::Line;
use super::project::Project;
use crate::bench::{Exact, exact};

#[derive(Serialize)]
pub(super) struct LineV1 {
    id: u64,
    original_budget_amount: Box<RawValue>,
    uom: Option<String>,
    quantity: Option<Exact>,
    unit_cost: Option<Exact>,
    calculation_strategy: &'static str,
    wbs_code: WbsV1,
    currency_configuration: Currency,
}

#[derive(Serialize)]
struct WbsV1 {
    id: u64,
    flat_code: String,
    description: String,
}

#[derive(Serialize)]
pub(super) struct Currency {
    currency_iso_code: Option<String>,
}

impl Currency {
    pub(super) fn of(project: &Project) -> Self {
        let stated = !project.habits.currency_unstated;
        Self { currency_iso_code: stated.then(|| project.currency.clone()) }
    }
}

impl LineV1 {
    /// `None` when the line is not in the project.
    pub(super) fn of(project: &Project, id: u64) -> Option<Self> {
        let line = project.lines.get(&id)?;
        let code = project.codes.get(line.wbs_code_id)?;
        Some(Self {
            id: line.id,
            original_budget_amount: amount_number(project, line),
            uom: line.uom.clone(),
            quantity: line.quantity.map(Exact),
            unit_cost: line.unit_cost.map(Exact),
            calculation_strategy: line.strategy.word(),
            wbs_code: WbsV1 { id: code.id, flat_code: code.flat_code(), description: code.description() },
            currency_configuration: Currency::of(project),
        })
    }
}

#[derive(Serialize)]
pub(super) struct LineV2 {
    id: String,
    original_budget_amount: Box<RawValue>,
    quantity: Option<Exact>,
    uom: Option<String>,
    unit_cost: Option<String>,
    calculation_strategy: &'static str,
    project_id: String,
    company_id: String,
    created_at: String,
    updated_at: String,
    wbs_code: WbsV2,
    currency_configuration: Currency,
}

#[derive(Serialize)]
struct WbsV2 {
    id: String,
    flat_code: String,
    description: String,
}

impl LineV2 {
    pub(super) fn of(project: &Project, line: &Line, company_id: u64) -> Option<Self> {
        let code = project.codes.get(line.wbs_code_id)?;
        Some(Self {
            id: line.id.to_string(),
            original_budget_amount: amount_text(project, Some(line), || short(line.original_budget_amount)),
            quantity: line.quantity.map(Exact),
            uom: line.uom.clone(),
            unit_cost: line.unit_cost.map(short),
            calculation_strategy: line.strategy.word(),
            project_id: project.id.to_string(),
            company_id: company_id.to_string(),
            created_at: line.created_at.to_string(),
            updated_at: line.updated_at.to_string(),
            wbs_code: WbsV2 { id: code.id.to_string(), flat_code: code.flat_code(), description: code.description() },
            currency_configuration: Currency::of(project),
        })
    }
}

/// One decimal at least, and no zeros after it: `10000.0`, as the v2 examples are written.
pub(super) fn short(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() == 0 {
        amount.rescale(1);
    }
    amount.to_string()
}

/// A line's amount as a number, or as the project spells it.
fn amount_number(project: &Project, line: &Line) -> Box<RawValue> {
    spelled(project, line).unwrap_or_else(|| exact(line.original_budget_amount))
}

/// A line's amount as a text, or as the project spells it.
pub(super) fn amount_text(project: &Project, line: Option<&Line>, text: impl FnOnce() -> String) -> Box<RawValue> {
    line.and_then(|line| spelled(project, line)).unwrap_or_else(|| raw(quoted(&text())))
}

fn spelled(project: &Project, line: &Line) -> Option<Box<RawValue>> {
    let spelling = project.habits.spelled.get(&line.id)?;
    Some(raw(if spelling.as_number { spelling.text.clone() } else { quoted(&spelling.text) }))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What is no JSON, because a test spelled it so, is told in its place.
fn raw(json: String) -> Box<RawValue> {
    RawValue::from_string(json).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
