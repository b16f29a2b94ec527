//! Budget views and their rows (Procore: budget views, detail rows, summary rows).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::books::Books;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::Level;
use crate::procore::refusal::Refusal;
use crate::procore::rows::{self, DetailRow, Owner};

const STANDARD_VIEW: u64 = 562_949_953_460_001;
const FORECAST_VIEW: u64 = 562_949_953_460_002;

pub(in crate::procore) async fn views(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    let page = params.page(100, 2_000)?;
    office.with(|books| books.budget(project, Level::ReadOnly).map(|_| ()))?;
    let mut views = vec![
        view(STANDARD_VIEW, "Procore Standard Budget", None, "2024-01-08T15:00:00Z"),
        view(FORECAST_VIEW, "Monthly Forecast", Some("forecast"), "2024-03-02T15:00:00Z"),
    ];
    if params.get("sort") == Some("-created_at") {
        views.reverse();
    }
    Ok(page.answer(&views))
}

fn view(id: u64, name: &str, role: Option<&str>, created_at: &str) -> Value {
    let link = |rows: &str| format!("/rest/v1.0/budget_views/{id}/{rows}");
    json!({
        "id": id,
        "name": name,
        "description": null,
        "role": role,
        "created_at": created_at,
        "updated_at": created_at,
        "created_by": {"id": 562_949_953_900_002_u64, "name": "M. Okafor", "login": "m.okafor@ridgeline.example"},
        "links": {"detail_rows": link("detail_rows"), "summary_rows": link("summary_rows")},
    })
}

pub(in crate::procore) async fn detail_rows(
    State(office): State<Office>,
    Path(view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let found = read(&office, view, &params, page.number == 1)?;
    Ok(page.answer(&found))
}

pub(in crate::procore) async fn summary_rows(
    State(office): State<Office>,
    Path(view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let found = read(&office, view, &params, page.number == 1)?;
    let group_by = params.get("group_by").unwrap_or("biller,root_cost_code");
    let summary = office.with(|books| {
        let project = books.budget(params.id("project_id")?, Level::ReadOnly)?;
        rows::summarize(project, &found, group_by).ok_or_else(|| Refusal::BadRequest("group_by is invalid".into()))
    })?;
    Ok(page.answer(&summary))
}

fn read(office: &Office, view: u64, params: &Params, first_page: bool) -> Result<Vec<DetailRow>, Refusal> {
    let now = office.now();
    let project = params.id("project_id")?;
    if ![STANDARD_VIEW, FORECAST_VIEW].contains(&view) {
        return Err(Refusal::NotFound);
    }
    office.with(|books| {
        let lines = books.budget(project, Level::ReadOnly)?.viewed_lines(first_page, now);
        let Books { company_id, company_name, codes, projects, .. } = books;
        let project = projects.get(&project).ok_or(Refusal::NotFound)?;
        let owner = Owner { company_id: *company_id, company: company_name, codes };
        let mut found = match params.get("budget_row_type").unwrap_or("budgeted") {
            "budgeted" => rows::budgeted(&owner, project, &lines),
            "unbudgeted" => rows::unbudgeted(&owner, project, &lines),
            "all" => {
                let mut all = rows::budgeted(&owner, project, &lines);
                all.extend(rows::unbudgeted(&owner, project, &lines));
                all
            }
            _ => return Err(Refusal::BadRequest("budget_row_type is invalid".into())),
        };
        found.retain(|row| is_wanted(row, params));
        Ok(found)
    })
}

fn is_wanted(row: &DetailRow, params: &Params) -> bool {
    let among = |name: &str, id: Option<u64>| {
        let asked = params.all(name);
        asked.is_empty() || id.is_some_and(|id| asked.contains(&id.to_string()))
    };
    among("budget_line_item_id", row.id)
        && among("cost_code_id", Some(row.cost_code_id))
        && among("category_id", Some(row.category_id))
}

pub(in crate::procore) async fn columns(
    State(office): State<Office>,
    Path(_view): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    office.with(|books| books.budget(project, Level::ReadOnly).map(|_| ()))?;
    let names =
        ["Original Budget Amount", "Approved COs", "Revised Budget", "Pending Budget Changes", "Committed Costs"];
    let columns = names.iter().zip(1u32..).map(|(name, position)| {
        json!({
            "id": name, "name": name, "position": position, "type": if position == 1 { "standard" } else { "source" },
            "aggregatable": true, "filterable": false, "groupable": false,
        })
    });
    Ok(Json(columns.collect::<Vec<_>>()).into_response())
}
