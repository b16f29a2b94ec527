//! The rows of a budget view: the lines, and what was spent without one (Procore: budget view detail rows).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

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

    pub(super) fn original(&self) -> Decimal {
        self.line.map_or(Decimal::ZERO, |line| line.original_budget_amount)
    }

    pub(super) fn modifications(&self, project: &Project) -> Decimal {
        self.line.map_or(Decimal::ZERO, |line| project.modified_by(line.id))
    }

    pub(super) fn biller_id(&self, project: &Project) -> u64 {
        self.sub_job.map_or(project.id, |sub_job| sub_job.id)
    }

    pub(super) fn biller_type(&self) -> &'static str {
        if self.sub_job.is_some() { "SubJob" } else { "Project" }
    }

    fn biller(&self, project: &'a Project) -> &'a str {
        self.sub_job.map_or(&project.name, |sub_job| &sub_job.name)
    }

    fn division(&self, codes: &'a Codes) -> Option<&'a CostCodeItem> {
        self.cost_code.parent.and_then(|id| codes.cost_code_by_id(id))
    }

    /// The value by which rows are grouped; `None` for a column by which they are not.
    pub(super) fn grouped_by(&self, column: &str, owner: &Owner<'_>, project: &Project) -> Option<String> {
        let titled = |item: &CostCodeItem| titled(&item.full_code, &item.name);
        Some(match column {
            "project" => project.name.clone(),
            "biller" => self.biller(project).to_owned(),
            "category" => self.category().to_owned(),
            "cost_code" | "cost_code_name" => titled(self.cost_code),
            "root_cost_code" | "root_cost_code_name" => titled(self.division(owner.codes).unwrap_or(self.cost_code)),
            _ => return None,
        })
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
    let (original, modifications) = (cell.original(), cell.modifications(project));
    let item = cell.cost_code;
    let division = cell.division(owner.codes);
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
        biller_id: cell.biller_id(project),
        biller: cell.biller(project).to_owned(),
        biller_type: cell.biller_type(),
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

pub(super) fn two_decimals(amount: Decimal) -> String {
    places(amount, 2)
}
