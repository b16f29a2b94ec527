//! The pattern of a budget code: sub job (optional), cost code, cost type (Procore: WBS patterns, segments, segment items).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::books::Books;
use crate::procore::codes::{Codes, CostCodeItem, CostTypeItem, SubJobItem};
use crate::procore::office::Office;
use crate::procore::params::{Page, Params};
use crate::procore::refusal::Refusal;

pub(super) const PATTERN: u64 = 562_949_953_461_000;
pub(super) const SUB_JOB: u64 = 562_949_953_461_001;
pub(super) const COST_CODE: u64 = 562_949_953_461_002;
pub(super) const COST_TYPE: u64 = 562_949_953_461_003;

pub(in crate::procore) async fn pattern(
    State(office): State<Office>,
    Path(project): Path<u64>,
) -> Result<Response, Refusal> {
    office.with(|books| {
        let segments = segments_in(books, project)?;
        Ok(pattern_of(&segments))
    })
}

pub(in crate::procore) async fn list(
    State(office): State<Office>,
    Path(project): Path<u64>,
) -> Result<Response, Refusal> {
    office.with(|books| Ok(Json(segments_in(books, project)?).into_response()))
}

pub(in crate::procore) async fn items(
    State(office): State<Office>,
    Path((project, segment)): Path<(u64, u64)>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    office.with(|books| {
        let sub_jobs = books.project(project)?.sub_jobs.clone();
        items_of(&page, &books.codes, &books.codes.of_project(project), &sub_jobs, segment)
    })
}

/// The company's own structure, from which projects take theirs. Sub jobs are a project's own.
pub(in crate::procore) async fn company_pattern(
    State(office): State<Office>,
    Path(company): Path<u64>,
) -> Result<Response, Refusal> {
    office.with(|books| Ok(pattern_of(&segments_of_company(books, company)?)))
}

pub(in crate::procore) async fn company_list(
    State(office): State<Office>,
    Path(company): Path<u64>,
) -> Result<Response, Refusal> {
    office.with(|books| Ok(Json(segments_of_company(books, company)?).into_response()))
}

pub(in crate::procore) async fn company_items(
    State(office): State<Office>,
    Path((company, segment)): Path<(u64, u64)>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    office.with(|books| {
        books.must_be_company(company)?;
        items_of(&page, &books.codes, &of_list(&books.codes), &[], segment)
    })
}

fn of_list(codes: &Codes) -> Vec<&CostCodeItem> {
    codes.cost_codes.iter().filter(|item| item.only_in.is_none()).collect()
}

fn segments_of_company(books: &Books, company: u64) -> Result<Vec<Value>, Refusal> {
    books.must_be_company(company)?;
    Ok(segments_of([0, of_list(&books.codes).len(), books.codes.cost_types.len()], false))
}

fn segments_in(books: &mut Books, project: u64) -> Result<Vec<Value>, Refusal> {
    let found = books.project(project)?;
    let (sub_jobs, reversed) = (found.sub_jobs.len(), found.codes.reversed);
    Ok(segments_of([sub_jobs, books.codes.of_project(project).len(), books.codes.cost_types.len()], reversed))
}

fn pattern_of(segments: &[Value]) -> Response {
    Json(json!({"id": PATTERN, "delimiter": ".", "segments": segments})).into_response()
}

fn items_of(
    page: &Page<'_>,
    codes: &Codes,
    cost_codes: &[&CostCodeItem],
    sub_jobs: &[SubJobItem],
    segment: u64,
) -> Result<Response, Refusal> {
    match segment {
        SUB_JOB => Ok(page.answer_shown(sub_jobs, |item| sub_job_item(item).to_string())),
        COST_CODE => Ok(page.answer_shown(cost_codes, |item| cost_code_item(item, codes).to_string())),
        COST_TYPE => Ok(page.answer_shown(&codes.cost_types, |item| cost_type_item(item).to_string())),
        _ => Err(Refusal::NotFound),
    }
}

/// The order of segments is free (Procore: what is a budget code structure).
fn segments_of([sub_jobs, cost_codes, cost_types]: [usize; 3], reversed: bool) -> Vec<Value> {
    let mut kinds = [
        (SUB_JOB, "Sub Job", "sub_job", false, sub_jobs),
        (COST_CODE, "Cost Code", "cost_code", true, cost_codes),
        (COST_TYPE, "Cost Type", "line_item_type", true, cost_types),
    ];
    if reversed {
        kinds.reverse();
    }
    let placed = (0u8..).zip(kinds);
    let shown =
        placed.map(|(place, (id, name, kind, required, count))| segment(id, name, kind, place, required, count));
    shown.collect()
}

/// The segment as a budget row tells it.
pub(in crate::procore) fn brief(kind: &str) -> Value {
    let (id, name) = match kind {
        "sub_job" => (SUB_JOB, "Sub Job"),
        "cost_code" => (COST_CODE, "Cost Code"),
        _ => (COST_TYPE, "Cost Type"),
    };
    let structure = if kind == "cost_code" { "tiered" } else { "flat" };
    json!({"id": id, "type": kind, "name": name, "structure": structure})
}

fn segment(id: u64, name: &str, kind: &str, position: u8, required: bool, count: usize) -> Value {
    json!({
        "id": id, "name": name, "type": kind, "position": position, "delimiter": ".", "required": required,
        "segment_items_count": count, "structure": if kind == "cost_code" { "tiered" } else { "flat" },
        "project_can_modify_origin_project": true, "project_can_delete_origin_company": false,
        "wbs_pattern_id": PATTERN,
    })
}

/// The item as a budget code shows it. A code's path runs from its division.
pub(super) fn cost_code_item(item: &CostCodeItem, codes: &Codes) -> Value {
    let division = item.parent.and_then(|id| codes.cost_code_by_id(id));
    let path: Vec<&CostCodeItem> = division.into_iter().chain([item]).collect();
    json!({
        "id": item.id, "code": item.code, "name": item.name, "parent_id": item.parent,
        "path_ids": path.iter().map(|one| one.id).collect::<Vec<_>>(),
        "path_code": item.full_code,
        "path_codes": path.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
        "path_names": path.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
        "is_parent": item.parent.is_none(), "in_use": true, "status": "active",
        "segment": segment(COST_CODE, "Cost Code", "cost_code", 1, true, codes.cost_codes.len()),
    })
}

pub(super) fn sub_job_item(item: &SubJobItem) -> Value {
    json!({
        "id": item.id, "code": item.code, "name": item.name, "parent_id": null,
        "path_ids": [item.id], "path_code": item.code, "path_codes": [item.code], "path_names": [item.name],
        "is_parent": false, "in_use": true, "status": "active",
        "segment": segment(SUB_JOB, "Sub Job", "sub_job", 0, false, 1),
    })
}

pub(super) fn cost_type_item(item: &CostTypeItem) -> Value {
    json!({
        "id": item.id, "code": item.code, "name": item.name, "parent_id": null,
        "path_ids": [item.id], "path_code": item.code, "path_codes": [item.code], "path_names": [item.name],
        "is_parent": false, "in_use": true, "status": "active",
        "segment": segment(COST_TYPE, "Cost Type", "line_item_type", 2, true, 5),
    })
}
