//! Budget views and their rows (Procore: budget views, detail rows, summary rows).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::books::Books;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::Level;
use crate::procore::project::Project;
use crate::procore::refusal::Refusal;
use crate::procore::rows::{self, Cell, Owner};
use crate::procore::summary_rows;
use crate::procore::views::{self, ERP_VIEW, View};

pub(in crate::procore) async fn list(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    let page = params.page(100, 2_000)?;
    let found = office.with(|books| Ok(views::of(books.budget(project, Level::ReadOnly)?)))?;
    let mut shown: Vec<Value> = found.iter().map(View::shown).collect();
    if params.get("sort") == Some("-created_at") {
        shown.reverse();
    }
    Ok(page.answer(&shown))
}

pub(in crate::procore) async fn detail_rows(
    State(office): State<Office>,
    Path(view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    look(&office, view, &params, page.number == 1, |owner, project, cells| {
        Ok(page.answer_shown(cells, |cell| rows::row(owner, project, cell).to_json()))
    })
}

pub(in crate::procore) async fn summary_rows(
    State(office): State<Office>,
    Path(view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    look(&office, view, &params, page.number == 1, |owner, project, cells| {
        let summary = match params.get("group_by") {
            None => summary_rows::by_biller(project, cells),
            Some(columns) => summary_rows::summarize(owner, project, cells, columns)
                .ok_or_else(|| Refusal::BadRequest("group_by is invalid".into()))?,
        };
        Ok(page.answer(&summary))
    })
}

/// Answers of what a view holds that is asked for.
fn look(
    office: &Office,
    view: u64,
    params: &Params,
    first_page: bool,
    answer: impl FnOnce(&Owner<'_>, &Project, &[Cell<'_>]) -> Result<Response, Refusal>,
) -> Result<Response, Refusal> {
    let now = office.now();
    let project = params.id("project_id")?;
    office.with(|books| {
        let in_budget = must_have(books.budget(project, Level::ReadOnly)?, view)?;
        let lines = in_budget.viewed_lines(first_page, now);
        let Books { company_id, company_name, codes, projects, .. } = books;
        let project = projects.get(&project).ok_or(Refusal::NotFound)?;
        let owner = Owner { company_id: *company_id, company: company_name, codes, erp_view: view == ERP_VIEW };
        let mut cells = match params.get("budget_row_type").unwrap_or("budgeted") {
            "budgeted" => rows::budgeted(project, &lines),
            "unbudgeted" => rows::unbudgeted(codes, project, &lines),
            "all" => {
                let mut all = rows::budgeted(project, &lines);
                all.extend(rows::unbudgeted(codes, project, &lines));
                all
            }
            _ => return Err(Refusal::BadRequest("budget_row_type is invalid".into())),
        };
        cells.retain(wanted(params));
        answer(&owner, project, &cells)
    })
}

/// A view that is not shown on this project is not there, though another project has it.
fn must_have(project: &mut Project, view: u64) -> Result<&mut Project, Refusal> {
    if views::of(project).iter().any(|one| one.id == view) { Ok(project) } else { Err(Refusal::NotFound) }
}

/// Whether a row is among those that are asked for; a list that is not given wants all.
fn wanted(params: &Params) -> impl Fn(&Cell<'_>) -> bool {
    let [lines, cost_codes, categories] =
        ["budget_line_item_id", "cost_code_id", "category_id"].map(|name| params.all(name));
    let among =
        |asked: &[String], id: Option<u64>| asked.is_empty() || id.is_some_and(|id| asked.contains(&id.to_string()));
    move |cell| {
        among(&lines, cell.line_id())
            && among(&cost_codes, Some(cell.cost_code_id()))
            && among(&categories, Some(cell.category_id()))
    }
}

/// Standard and source columns; formula columns, such as the percentage, are missing. Ids are texts, and a place may be -1.
pub(in crate::procore) async fn columns(
    State(office): State<Office>,
    Path(view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    office.with(|books| must_have(books.budget(project, Level::ReadOnly)?, view).map(|_| ()))?;
    let columns = [
        ("detail_type", "Detail Type", -1, "standard"),
        ("original_budget_amount", "Original Budget Amount", 1, "standard"),
        ("3141780", "Approved COs", 2, "source"),
        ("3141781", "Pending Budget Changes", 3, "source"),
        ("3141782", "Committed Costs", 4, "source"),
        ("3141783", "Job to Date Costs", 5, "source"),
        ("3141784", "ERP Job to Date Cost", 6, "source"),
    ];
    let columns = columns.iter().map(|(id, name, position, kind)| {
        json!({
            "id": id, "name": name, "position": position, "type": kind,
            "aggregatable": position > &0, "filterable": false, "groupable": false,
        })
    });
    Ok(Json(columns.collect::<Vec<_>>()).into_response())
}
