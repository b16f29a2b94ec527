//! Budget view rows: amounts as strings of two decimals, ids as integers, one extra key per visible column
//! (Procore: budget view detail rows, summary rows).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::codes::Codes;
use super::line::Line;
use super::line_json::Currency;
use super::project::Project;
use super::wbs::WbsCode;

const UNBUDGETED: &str = "Cost Code and Cost Type have not been budgeted.";

#[derive(Serialize)]
pub(super) struct DetailRow {
    pub(super) id: Option<u64>,
    deletable: bool,
    budgeted: bool,
    budgetable: bool,
    company_id: u64,
    company: String,
    project_id: u64,
    project: String,
    pub(super) wbs_code_id: u64,
    biller_id: u64,
    biller: String,
    biller_type: &'static str,
    root_cost_code_id: u64,
    root_cost_code: String,
    pub(super) cost_code_id: u64,
    cost_code: String,
    cost_code_origin_id: String,
    pub(super) category_id: u64,
    category: String,
    curve: Option<&'static str>,
    start_date: Option<&'static str>,
    end_date: Option<&'static str>,
    original_budget_amount: String,
    budget_modifications: String,
    budget_forecast: Forecast,
    currency_configuration: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    unbudgeted_reason: Option<&'static str>,
    #[serde(rename = "Approved COs")]
    approved: &'static str,
    #[serde(rename = "Revised Budget")]
    revised: String,
    #[serde(rename = "Pending Budget Changes")]
    pending: &'static str,
    #[serde(rename = "Committed Costs")]
    committed: String,
    #[serde(skip)]
    original: Decimal,
    #[serde(skip)]
    modifications: Decimal,
}

/// Nobody forecasts in this company: the field is there, and zero.
#[derive(Serialize)]
struct Forecast {
    id: Option<u64>,
    manual_amount: Option<String>,
    automatic_amount: &'static str,
    amount: &'static str,
    automatically_calculated: bool,
    calculation_strategy: &'static str,
    notes: Option<String>,
}

impl Forecast {
    const NONE: Self = Self {
        id: None,
        manual_amount: None,
        automatic_amount: "0.00",
        amount: "0.00",
        automatically_calculated: true,
        calculation_strategy: "automatic",
        notes: None,
    };
}

/// Who owns the rows.
pub(super) struct Owner<'a> {
    pub(super) company_id: u64,
    pub(super) company: &'a str,
    pub(super) codes: &'a Codes,
}

/// The budgeted rows in the order of their codes.
pub(super) fn budgeted(owner: &Owner<'_>, project: &Project, lines: &[Line]) -> Vec<DetailRow> {
    let rows = lines.iter().filter_map(|line| Some((project.codes.get(line.wbs_code_id)?, line)));
    let mut rows: Vec<_> = rows.map(|(code, line)| row(owner, project, code, Some(line))).collect();
    rows.sort_by(|one, other| (&one.cost_code, &one.category).cmp(&(&other.cost_code, &other.category)));
    rows
}

/// A code on which costs were booked though nobody budgeted it: the first budget code without a line, if any.
pub(super) fn unbudgeted(owner: &Owner<'_>, project: &Project, lines: &[Line]) -> Vec<DetailRow> {
    let has_line = |code: &WbsCode| lines.iter().any(|line| line.wbs_code_id == code.id);
    let found = project.codes.iter().find(|code| !lines.is_empty() && !has_line(code));
    found.map(|code| row(owner, project, code, None)).into_iter().collect()
}

fn row(owner: &Owner<'_>, project: &Project, code: &WbsCode, line: Option<&Line>) -> DetailRow {
    let original = line.map_or(Decimal::ZERO, |line| line.original_budget_amount);
    let modifications = line.map_or(Decimal::ZERO, |line| project.modified_by(line.id));
    let division = code.cost_code.parent.and_then(|id| owner.codes.cost_code_by_id(id)).unwrap_or(&code.cost_code);
    DetailRow {
        id: line.map(|line| line.id),
        deletable: line.is_some_and(|line| project.is_deletable(line)),
        budgeted: line.is_some(),
        budgetable: true,
        company_id: owner.company_id,
        company: owner.company.into(),
        project_id: project.id,
        project: project.name.clone(),
        wbs_code_id: code.id,
        biller_id: code.sub_job.as_ref().map_or(project.id, |sub_job| sub_job.id),
        biller: code.sub_job.as_ref().map_or(&project.name, |sub_job| &sub_job.name).clone(),
        biller_type: if code.sub_job.is_some() { "SubJob" } else { "Project" },
        root_cost_code_id: division.id,
        root_cost_code: division.full_code.clone(),
        cost_code_id: code.cost_code.id,
        cost_code: code.cost_code.full_code.clone(),
        cost_code_origin_id: code.cost_code.full_code.clone(),
        category_id: code.cost_type.id,
        category: code.cost_type.name.clone(),
        curve: None,
        start_date: None,
        end_date: None,
        original_budget_amount: two_decimals(original),
        budget_modifications: two_decimals(modifications),
        budget_forecast: Forecast::NONE,
        currency_configuration: Currency::of(project),
        unbudgeted_reason: line.is_none().then_some(UNBUDGETED),
        approved: "0.00",
        revised: two_decimals(original + modifications),
        pending: "0.00",
        committed: if line.is_none() { "1250.00" } else { "0.00" }.into(),
        original,
        modifications,
    }
}

#[derive(Serialize)]
pub(super) struct SummaryRow {
    id: String,
    name: String,
    biller_type: &'static str,
    original_budget_amount: String,
    budget_modifications: String,
    budget_forecast: SummaryForecast,
    currency_configuration: Currency,
    budget_line_item_ids: Vec<u64>,
    #[serde(rename = "Revised Budget")]
    revised: String,
}

#[derive(Serialize)]
struct SummaryForecast {
    amount: &'static str,
}

/// Sums rows by the wanted columns, e.g. `biller,root_cost_code`. An unknown column gives `None`.
pub(super) fn summarize(project: &Project, rows: &[DetailRow], group_by: &str) -> Option<Vec<SummaryRow>> {
    let columns: Vec<&str> = group_by.split(',').map(str::trim).collect();
    let mut groups: BTreeMap<Vec<String>, Vec<&DetailRow>> = BTreeMap::new();
    for row in rows {
        let key = columns.iter().map(|column| row.cell(column)).collect::<Option<Vec<_>>>()?;
        groups.entry(key).or_default().push(row);
    }
    Some(groups.into_iter().map(|(key, rows)| summary(project, &key, &rows)).collect())
}

fn summary(project: &Project, key: &[String], rows: &[&DetailRow]) -> SummaryRow {
    let original: Decimal = rows.iter().map(|row| row.original).sum();
    let modifications: Decimal = rows.iter().map(|row| row.modifications).sum();
    SummaryRow {
        id: key.join("-"),
        name: key.last().cloned().unwrap_or_default(),
        biller_type: rows.first().map_or("Project", |row| row.biller_type),
        original_budget_amount: two_decimals(original),
        budget_modifications: two_decimals(modifications),
        budget_forecast: SummaryForecast { amount: "0.00" },
        currency_configuration: Currency::of(project),
        budget_line_item_ids: rows.iter().filter_map(|row| row.id).collect(),
        revised: two_decimals(original + modifications),
    }
}

impl DetailRow {
    fn cell(&self, column: &str) -> Option<String> {
        Some(match column {
            "project" => self.project.clone(),
            "biller" => self.biller.clone(),
            "category" => self.category.clone(),
            "cost_code" | "cost_code_name" => self.cost_code.clone(),
            "root_cost_code" | "root_cost_code_name" => self.root_cost_code.clone(),
            _ => return None,
        })
    }
}

pub(super) fn two_decimals(amount: Decimal) -> String {
    let mut amount = amount;
    amount.rescale(2);
    amount.to_string()
}
