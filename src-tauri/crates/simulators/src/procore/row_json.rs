//! How a budget view's detail row is written: ids as integers, money as texts of two places, unit costs of four and quantities of
//! twelve, one key per visible column (Procore: budget view detail rows; seen in live answers).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::codes::{Codes, CostCodeItem, CostTypeItem, SubJobItem};
use super::line_json::Currency;
use super::wbs::WbsCode;

/// What stands where a level, a cost code or a cost type is missing; its id is 0.
pub(super) const NONE: &str = "None";
const LEVELS: usize = 5;

#[derive(Serialize)]
pub(super) struct DetailRow {
    pub(super) id: Option<u64>,
    pub(super) budget_row_id: Option<String>,
    pub(super) deletable: bool,
    pub(super) budgeted: bool,
    pub(super) budgetable: bool,
    pub(super) company_id: u64,
    pub(super) company: String,
    pub(super) project_id: u64,
    pub(super) project: String,
    pub(super) wbs_code_id: Option<u64>,
    pub(super) wbs_code: Option<Box<RawValue>>,
    pub(super) biller_id: u64,
    pub(super) biller: String,
    pub(super) biller_type: &'static str,
    pub(super) root_cost_code_id: u64,
    pub(super) root_cost_code: String,
    pub(super) cost_code_id: u64,
    pub(super) cost_code: String,
    pub(super) cost_code_origin_id: Option<String>,
    #[serde(flatten)]
    pub(super) levels: BTreeMap<String, Value>,
    pub(super) category_id: u64,
    pub(super) category: String,
    pub(super) curve: Option<&'static str>,
    pub(super) start_date: Option<&'static str>,
    pub(super) end_date: Option<&'static str>,
    pub(super) uom: Option<String>,
    pub(super) unit_cost: Option<String>,
    pub(super) quantity: Option<String>,
    pub(super) calculation_strategy: Option<&'static str>,
    pub(super) original_budget_amount: Box<RawValue>,
    pub(super) budget_modifications: String,
    pub(super) budget_forecast: Forecast,
    pub(super) currency_configuration: Currency,
    pub(super) unbudgeted_reason: Option<&'static str>,
    #[serde(flatten)]
    pub(super) columns: BTreeMap<&'static str, Option<String>>,
}

/// Nobody forecasts in this company: the field is there, and zero.
#[derive(Serialize)]
pub(super) struct Forecast {
    id: Option<u64>,
    manual_amount: &'static str,
    automatic_amount: &'static str,
    amount: &'static str,
    automatically_calculated: bool,
    calculation_strategy: &'static str,
    notes: &'static str,
}

impl Forecast {
    pub(super) const NONE: Self = Self {
        id: None,
        manual_amount: "0.00",
        automatic_amount: "0.00",
        amount: "0.00",
        automatically_calculated: true,
        calculation_strategy: "automatic",
        notes: "",
    };
}

impl DetailRow {
    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("its keys are texts")
    }
}

/// Code and title in one text, with the blanks the title ends in.
pub(super) fn titled(code: &str, title: &str) -> String {
    format!("{code} - {title}")
}

/// `cost_code_level_1` and its id, to the fifth; those that are not used say "None" and 0.
pub(super) fn levels(path: &[&CostCodeItem]) -> BTreeMap<String, Value> {
    let mut levels = BTreeMap::new();
    for number in 1..=LEVELS {
        let item = path.get(number - 1);
        let (name, id) = item.map_or((NONE.to_owned(), 0), |item| (titled(&item.code, &item.name), item.id));
        levels.insert(format!("cost_code_level_{number}"), name.into());
        levels.insert(format!("cost_code_level_{number}_id"), id.into());
    }
    levels
}

/// The whole code inside a row.
pub(super) fn wbs_code(code: &WbsCode, codes: &Codes) -> Box<RawValue> {
    let mut items: Vec<Value> = code.sub_job.iter().map(sub_job).collect();
    items.extend([cost_code(&code.cost_code, codes), cost_type(&code.cost_type)]);
    if code.reversed {
        items.reverse();
    }
    let whole = json!({
        "id": code.id, "description": code.description(), "flat_code": code.flat_code(),
        "flat_name": code.flat_name(), "segment_items": items,
    });
    RawValue::from_string(whole.to_string()).expect("a value writes itself as JSON")
}

fn sub_job(item: &SubJobItem) -> Value {
    json!({
        "id": item.id, "code": item.code, "name": item.name, "path_code": item.code, "path_ids": [item.id],
        "path_codes": [item.code], "is_parent": false, "segment": super::routes::wbs_segments::brief("sub_job"),
    })
}

fn cost_code(item: &CostCodeItem, codes: &Codes) -> Value {
    let division = item.parent.and_then(|id| codes.cost_code_by_id(id));
    let path: Vec<&CostCodeItem> = division.into_iter().chain([item]).collect();
    json!({
        "id": item.id, "code": item.code, "name": item.name, "path_code": item.full_code,
        "path_ids": path.iter().map(|one| one.id).collect::<Vec<_>>(),
        "path_codes": path.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
        "is_parent": item.parent.is_none(), "segment": super::routes::wbs_segments::brief("cost_code"),
    })
}

fn cost_type(item: &CostTypeItem) -> Value {
    json!({
        "id": item.id, "code": item.code, "name": item.name, "path_code": item.code, "path_ids": [item.id],
        "path_codes": [item.code], "is_parent": false, "segment": super::routes::wbs_segments::brief("line_item_type"),
    })
}

/// A decimal of exactly so many places.
pub(super) fn places(amount: Decimal, count: u32) -> String {
    let mut amount = amount;
    amount.rescale(count);
    amount.to_string()
}
