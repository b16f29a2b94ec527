//! The projects a service account was given (Procore: projects v1.0 and v1.1).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::books::Books;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::project::Project;
use crate::procore::refusal::Refusal;
use crate::procore::rows::two_decimals;

/// `GET /rest/v1.1/projects?company_id=`: 100 on a page unless told otherwise, 300 at most.
pub(in crate::procore) async fn list(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let company_id = params.id("company_id")?;
    let page = params.page(100, 300)?;
    let ids_only = params.get("view") == Some("ids");
    let found = office.with(|books| {
        books.must_be_company(company_id)?;
        let shown = matching(books, &params);
        Ok(shown.iter().map(|project| view(books, project, params.get("view").unwrap_or("normal"))).collect::<Vec<_>>())
    })?;
    if ids_only { Ok(params.page(200_000, 200_000)?.answer(&found)) } else { Ok(page.answer(&found)) }
}

/// `GET /rest/v1.0/companies/{id}/projects`: the lighter list.
pub(in crate::procore) async fn of_company(
    State(office): State<Office>,
    Path(company_id): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let found = office.with(|books| {
        books.must_be_company(company_id)?;
        Ok(matching(books, &params).into_iter().map(light).collect::<Vec<_>>())
    })?;
    Ok(page.answer(&found))
}

/// `GET /rest/v1.0/projects/{id}?company_id=`.
pub(in crate::procore) async fn show(
    State(office): State<Office>,
    Path(id): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let company_id = params.id("company_id")?;
    let shown = office.with(|books| {
        books.must_be_company(company_id)?;
        let project = books.project(id)?.clone();
        Ok(view(books, &project, params.get("view").unwrap_or("extended")))
    })?;
    Ok(Json(shown).into_response())
}

/// The permitted projects that pass the filters, by name as Procore lists them.
fn matching<'a>(books: &'a Books, params: &Params) -> Vec<&'a Project> {
    let wanted = |name: &str, value: Option<&str>| {
        let asked = params.all(&format!("filters[{name}]"));
        asked.is_empty() || value.is_some_and(|value| asked.iter().any(|one| one == value))
    };
    let status = params.get("filters[by_status]").unwrap_or("Active");
    let synced = params.get("filters[synced]") == Some("true");
    let mut found: Vec<&Project> = books
        .projects
        .values()
        .filter(|project| project.permitted)
        .filter(|project| status == "All" || (status == "Active") == project.active)
        .filter(|project| !synced || project.origin_id.is_some())
        .filter(|project| wanted("id", Some(&project.id.to_string())))
        .filter(|project| wanted("name", Some(&project.name)))
        .filter(|project| wanted("project_number", project.number.as_deref()))
        .filter(|project| wanted("origin_id", project.origin_id.as_deref()))
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn view(books: &Books, project: &Project, view: &str) -> Value {
    if view == "ids" {
        return json!(project.id);
    }
    let mut shown = json!({"id": project.id, "name": project.name});
    if view == "compact" {
        return shown;
    }
    let more = json!({
        "accounting_project_number": null,
        "active": project.active,
        "address": project.address,
        "company": {"id": books.company_id, "name": books.company_name},
        "code": null,
        "country_code": "US",
        "created_by": {"id": 562_949_953_900_002_u64, "name": "M. Okafor", "login": "m.okafor@ridgeline.example"},
        "delivery_method": null,
        "display_name": display_name(project),
        "erp_integrated": is_erp_integrated(books, project),
        "estimated_value": "1.0",
        "fax": null,
        "is_demo": false,
        "origin_code": project.origin_id,
        "origin_data": null,
        "origin_id": project.origin_id,
        "project_number": project.number,
        "project_type": null,
        "sector": null,
        "project_stage": {"id": 3, "name": "Course of Construction"},
        "total_value": two_decimals(project.total()),
        "updated_at": project.updated_at.to_string(),
        "work_scope": null,
    });
    add(&mut shown, more);
    if view != "normal" {
        let erp = is_erp_integrated(books, project);
        add(&mut shown, json!({"description": null, "is_erp_integrated": erp, "standard_cost_code_list_id": 1}));
    }
    shown
}

/// The flag says nothing of a link: it is true on projects whose `origin_id` is null (seen in a live list).
fn is_erp_integrated(books: &Books, project: &Project) -> bool {
    books.permissions.erp_integrations.is_some() && !project.habits.by_hand
}

fn add(shown: &mut Value, more: Value) {
    if let (Value::Object(shown), Value::Object(more)) = (shown, more) {
        shown.extend(more);
    }
}

fn light(project: &Project) -> Value {
    json!({
        "id": project.id,
        "name": project.name,
        "display_name": display_name(project),
        "project_number": project.number,
        "address": {"street": project.address},
        "stage_name": "Course of Construction",
        "status_name": if project.active { "Active" } else { "Inactive" },
        "type_name": null,
    })
}

fn display_name(project: &Project) -> String {
    match &project.number {
        Some(number) => format!("{number} - {}", project.name),
        None => project.name.clone(),
    }
}
