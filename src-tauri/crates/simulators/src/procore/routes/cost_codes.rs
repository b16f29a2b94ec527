//! Cost codes, cost types, units and sub jobs (Procore: cost codes, line item types, uoms, sub jobs).

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::json;

use crate::procore::line::UNITS;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::refusal::Refusal;

/// `GET /rest/v1.0/cost_codes?project_id=`: divisions and the codes in them.
pub(in crate::procore) async fn list(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let project_id = params.id("project_id")?;
    let page = params.page(100, 2_000)?;
    let origins = params.all("filters[origin_id]");
    office.with(|books| {
        let project = books.project(project_id)?;
        let biller = (project.name.clone(), project.origin_id.clone());
        let is_wanted =
            |origin: &Option<String>| origins.is_empty() || origin.as_ref().is_some_and(|id| origins.contains(id));
        let mut wanted = books.codes.of_project(project_id);
        wanted.retain(|code| is_wanted(&code.origin_id));
        Ok(page.answer_shown(&wanted, |code| {
            json!({
                "id": code.id, "code": code.code, "full_code": code.full_code, "sortable_code": code.full_code,
                "name": code.name, "origin_id": code.origin_id, "origin_data": null,
                "standard_cost_code_origin_id": code.origin_id, "biller_origin_id": biller.1,
                "parent": {"id": code.parent}, "biller": biller.0, "biller_id": project_id, "biller_type": "Project",
                "deleted_at": null,
            })
            .to_string()
        }))
    })
}

/// `GET /rest/v1.0/line_item_types` for a company or a project.
pub(in crate::procore) async fn types(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let origins = params.all("filters[origin_id]");
    office.with(|books| {
        match params.get("project_id") {
            Some(_) => books.project(params.id("project_id")?).map(|_| ())?,
            None => books.must_be_company(params.id("company_id")?)?,
        }
        let is_wanted =
            |origin: &Option<String>| origins.is_empty() || origin.as_ref().is_some_and(|id| origins.contains(id));
        let wanted: Vec<_> = books.codes.cost_types.iter().filter(|one| is_wanted(&one.origin_id)).collect();
        Ok(page.answer_shown(&wanted, |one| {
            json!({
                "id": one.id, "name": one.name, "code": one.code, "base_type": one.base_type,
                "origin_id": one.origin_id, "origin_data": null,
            })
            .to_string()
        }))
    })
}

pub(in crate::procore) async fn units(
    State(office): State<Office>,
    Path(company_id): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    office.with(|books| books.must_be_company(company_id))?;
    let units = UNITS.iter().zip(1u32..).map(|(name, id)| {
        json!({"id": id, "is_standard": true, "name": name, "description": null, "uom_category": {"id": 1, "name": "General"}})
    });
    Ok(params.page(100, 2_000)?.answer(&units.collect::<Vec<_>>()))
}

/// The sub jobs of a project; none where nobody uses them.
pub(in crate::procore) async fn sub_jobs(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let project_id = params.id("project_id")?;
    let sub_jobs = office.with(|books| Ok(books.project(project_id)?.sub_jobs.clone()))?;
    let shown = sub_jobs
        .iter()
        .map(|one| json!({"id": one.id, "code": one.code, "name": one.name, "origin_id": one.origin_id}));
    Ok(params.page(100, 2_000)?.answer(&shown.collect::<Vec<_>>()))
}
