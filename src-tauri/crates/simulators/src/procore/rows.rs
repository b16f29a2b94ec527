//! The rows of a budget view: the lines, what was spent without one, and the sums (Procore: budget view detail rows, summary rows).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::codes::{Codes, CostCodeItem, CostTypeItem, SubJobItem};
use super::line::Line;
use super::line_json::{Currency, amount_text};
use super::project::Project;
use super::row_json::{DetailRow, Forecast, NONE, levels, places, titled, wbs_code};
use super::wbs::WbsCode;

const UNBUDGETED: &str = "Cost Code and Cost Type have not been budgeted.";
const NO_TYPE: &str = "Cost Type is missing.";

/// Whose rows, and in which view.
pub(super) struct Owner<'a> {
    pub(super) company_id: u64,
    pub(super) company: &'a str,
    pub(super) codes: &'a Codes,
    /// The view shows what the ERP says, which is not what Procore says.
    pub(super) erp_view: bool,
}

/// What a row stands for.
pub(super) struct Cell<'a> {
    sub_job: Option<&'a SubJobItem>,
    cost_code: &'a CostCodeItem,
    cost_type: Option<&'a CostTypeItem>,
    code: Option<&'a WbsCode>,
    line: Option<&'a Line>,
    committed: &'static str,
    reason: Option<&'static str>,
}

impl<'a> Cell<'a> {
    fn of(code: &'a WbsCode) -> Self {
        Self {
            sub_job: code.sub_job.as_ref(),
            cost_code: &code.cost_code,
            cost_type: Some(&code.cost_type),
            code: Some(code),
            line: None,
            committed: "0.00",
            reason: None,
        }
    }

    fn category(&self) -> &str {
        self.cost_type.map_or(NONE, |cost_type| &cost_type.name)
    }

    pub(super) fn line_id(&self) -> Option<u64> {
        self.line.map(|line| line.id)
    }

    pub(super) fn cost_code_id(&self) -> u64 {
        self.cost_code.id
    }

    pub(super) fn category_id(&self) -> u64 {
        self.cost_type.map_or(0, |cost_type| cost_type.id)
    }
}

/// The budgeted rows in the order of their codes.
pub(super) fn budgeted<'a>(project: &'a Project, lines: &'a [Line]) -> Vec<Cell<'a>> {
    let cells = lines.iter().filter_map(|line| {
        let code = project.codes.get(line.wbs_code_id)?;
        Some(Cell { line: Some(line), ..Cell::of(code) })
    });
    let mut cells: Vec<Cell> = cells.collect();
    cells.sort_by_cached_key(|cell| {
        (titled(&cell.cost_code.full_code, &cell.cost_code.name), cell.category().to_owned())
    });
    cells
}

/// Money on what nobody budgeted (Procore: budget warning banner): a budget code without a line, a cost code without a type, a division
/// itself, and a row of a source that the view does not show, which is zero. None of them has a line's id.
pub(super) fn unbudgeted<'a>(codes: &'a Codes, project: &'a Project, lines: &'a [Line]) -> Vec<Cell<'a>> {
    let budgeted: std::collections::BTreeSet<u64> = lines.iter().map(|line| line.wbs_code_id).collect();
    let without_line: Vec<&WbsCode> =
        project.codes.iter().filter(|code| !lines.is_empty() && !budgeted.contains(&code.id)).take(2).collect();
    let Some(any) = lines.first().and_then(|line| project.codes.get(line.wbs_code_id)) else { return Vec::new() };
    let division = any.cost_code.parent.and_then(|id| codes.cost_code_by_id(id)).unwrap_or(&any.cost_code);
    let spent = |code| Cell { committed: "1250.00", reason: Some(UNBUDGETED), ..Cell::of(code) };
    let shown_as_zero = |code| Cell { reason: Some(UNBUDGETED), ..Cell::of(code) };
    let codeless = Cell { code: None, reason: Some(NO_TYPE), ..Cell::of(any) };
    let cells = [
        without_line.first().map(|code| spent(code)),
        without_line.get(1).map(|code| shown_as_zero(code)),
        Some(Cell { cost_type: None, committed: "4959.00", ..codeless }),
        Some(Cell { cost_code: division, code: None, committed: "310.40", reason: Some(UNBUDGETED), ..Cell::of(any) }),
    ];
    cells.into_iter().flatten().collect()
}

/// A row as it is shown.
pub(super) fn row(owner: &Owner<'_>, project: &Project, cell: &Cell<'_>) -> DetailRow {
    let line = cell.line;
    let original = line.map_or(Decimal::ZERO, |line| line.original_budget_amount);
    let modifications = line.map_or(Decimal::ZERO, |line| project.modified_by(line.id));
    let item = cell.cost_code;
    let division = item.parent.and_then(|id| owner.codes.cost_code_by_id(id));
    let root = division.unwrap_or(item);
    let path: Vec<&CostCodeItem> = division.into_iter().chain([item]).collect();
    DetailRow {
        id: cell.line_id(),
        budget_row_id: cell.code.map(|code| code.id.to_string()),
        deletable: line.is_some() && !project.locked,
        budgeted: line.is_some(),
        budgetable: cell.code.is_some(),
        company_id: owner.company_id,
        company: owner.company.into(),
        project_id: project.id,
        project: project.name.clone(),
        wbs_code_id: cell.code.map(|code| code.id),
        wbs_code: cell.code.map(|code| wbs_code(code, owner.codes)),
        biller_id: cell.sub_job.map_or(project.id, |sub_job| sub_job.id),
        biller: cell.sub_job.map_or(&project.name, |sub_job| &sub_job.name).clone(),
        biller_type: if cell.sub_job.is_some() { "SubJob" } else { "Project" },
        root_cost_code_id: root.id,
        root_cost_code: titled(&root.full_code, &root.name),
        cost_code_id: cell.cost_code_id(),
        cost_code: titled(&item.full_code, &item.name),
        cost_code_origin_id: item.origin_id.clone(),
        levels: levels(&path),
        category_id: cell.category_id(),
        category: cell.category().to_owned(),
        curve: None,
        start_date: None,
        end_date: None,
        uom: line.and_then(|line| line.uom.clone()),
        unit_cost: line.and_then(|line| line.unit_cost).map(|amount| places(amount, 4)),
        quantity: line.and_then(|line| line.quantity).map(|amount| places(amount, 12)),
        calculation_strategy: line.map(|line| line.strategy.word()),
        original_budget_amount: amount_text(project, line, || two_decimals(original)),
        budget_modifications: two_decimals(modifications),
        budget_forecast: Forecast::NONE,
        currency_configuration: Currency::of(project),
        unbudgeted_reason: cell.reason,
        columns: columns(owner, original + modifications, cell.committed),
        original,
        modifications,
    }
}

/// The columns carry the names that the company gave them. One is a percentage, one says nothing, and what is over or under is another
/// figure in the ERP's view.
fn columns(owner: &Owner<'_>, revised: Decimal, committed: &str) -> BTreeMap<&'static str, Option<String>> {
    let over = if owner.erp_view { revised * Decimal::new(7, 2) } else { Decimal::ZERO };
    [
        ("Approved COs", Some("0.00".into())),
        ("Revised Budget", Some(two_decimals(revised))),
        ("Pending Budget Changes", Some("0.00".into())),
        ("Committed Costs", Some(committed.into())),
        ("Job to Date Costs", None),
        ("ERP Job to Date Cost", Some(two_decimals(over))),
        ("% Complete", Some("12.500000000000".into())),
        ("Projected (Over) / Under $", Some(two_decimals(over))),
    ]
    .into()
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

/// One row for the project and one for each of its sub jobs, and no total: what is given unless a grouping is asked for.
pub(super) fn by_biller(project: &Project, rows: &[DetailRow]) -> Vec<SummaryRow> {
    let billers = [(project.id, &project.name, "Project")].into_iter();
    let sub_jobs = project.sub_jobs.iter().map(|sub_job| (sub_job.id, &sub_job.name, "SubJob"));
    let sum = |(id, name, biller_type): (u64, &String, &'static str)| {
        let its: Vec<&DetailRow> = rows.iter().filter(|row| row.biller_id == id).collect();
        SummaryRow { id: id.to_string(), biller_type, ..summary(project, std::slice::from_ref(name), &its) }
    };
    billers.chain(sub_jobs).map(sum).collect()
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

pub(super) fn two_decimals(amount: Decimal) -> String {
    places(amount, 2)
}
