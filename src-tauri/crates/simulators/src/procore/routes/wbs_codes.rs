//! The budget codes of a project (Procore: WBS codes).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::wbs_segments::{COST_CODE, COST_TYPE, PATTERN, SUB_JOB, cost_code_item, cost_type_item, sub_job_item};
use crate::procore::books::Books;
use crate::procore::codes::Codes;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::{Level, Right};
use crate::procore::refusal::Refusal;
use crate::procore::wbs::WbsCode;

#[derive(Deserialize)]
struct NewCode {
    description: Option<String>,
    segment_items: Vec<SegmentItem>,
}

#[derive(Deserialize)]
struct SegmentItem {
    segment_id: u64,
    segment_item_id: u64,
}

#[derive(Deserialize)]
struct Bulk {
    bulk: Vec<NewCode>,
}

#[derive(Deserialize)]
struct Edit {
    description: Option<String>,
    status: Option<Status>,
}

#[derive(Deserialize)]
struct EditMany {
    ids: Vec<u64>,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    status: Status,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Active,
    Inactive,
}

pub(in crate::procore) async fn list(
    State(office): State<Office>,
    Path(project): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let statuses = params.all("filters[status]");
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let holds = |text: String| text.to_lowercase().contains(&query);
    let is_wanted = |code: &&WbsCode| {
        (statuses.is_empty() || statuses.iter().any(|status| status == status_of(code)))
            && (query.is_empty() || holds(code.flat_code()) || holds(code.description()))
    };
    office.with(|books| {
        books.project(project)?;
        let Books { projects, codes, .. } = books;
        let project = projects.get(&project).ok_or(Refusal::NotFound)?;
        let wanted: Vec<&WbsCode> = project.codes.iter().filter(is_wanted).collect();
        Ok(page.answer_shown(&wanted, |code| shown(code, codes).to_string()))
    })
}

/// Of an existing combination only the description is renewed; that is 201 as well.
pub(in crate::procore) async fn create(
    State(office): State<Office>,
    Path(project): Path<u64>,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let wanted: NewCode = super::body(&bytes)?;
    let now = office.now();
    let made = office.with(|books| make(books, project, wanted, now))?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

pub(in crate::procore) async fn create_many(
    State(office): State<Office>,
    Path(project): Path<u64>,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let wanted: Bulk = super::body(&bytes)?;
    let now = office.now();
    let (mut entities, mut errors) = (Vec::new(), Vec::new());
    office.with(|books| {
        for code in wanted.bulk {
            match make(books, project, code, now) {
                Ok(made) if is_never_made(books, project, &made) => {}
                Ok(made) => entities.push(made),
                Err(refused @ (Refusal::NotFound | Refusal::Forbidden)) => return Err(refused),
                Err(_) => errors.push(json!({"errors": {"segment_items": ["are invalid"]}})),
            }
        }
        Ok(())
    })?;
    Ok((StatusCode::CREATED, Json(json!({"entities": entities, "errors": errors}))).into_response())
}

/// Sets the status of several codes, all or none.
pub(in crate::procore) async fn edit_many(
    State(office): State<Office>,
    Path(project): Path<u64>,
    bytes: Bytes,
) -> Result<StatusCode, Refusal> {
    let sent: EditMany = super::body(&bytes)?;
    let now = office.now();
    office.with(|books| {
        let project = books.budget(project, Level::Standard)?;
        if sent.ids.iter().any(|id| project.codes.get(*id).is_none()) {
            return Err(Refusal::NotFound);
        }
        for id in sent.ids {
            if let Some(code) = project.codes.get_mut(id) {
                code.active = sent.attributes.status == Status::Active;
                code.updated_at = now;
            }
        }
        Ok(StatusCode::NO_CONTENT)
    })
}

pub(in crate::procore) async fn edit(
    State(office): State<Office>,
    Path((project, id)): Path<(u64, u64)>,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let edit: Edit = super::body(&bytes)?;
    let now = office.now();
    let edited = office.with(|books| {
        books.budget(project, Level::Standard)?;
        let Books { projects, codes, .. } = books;
        let project = projects.get_mut(&project).ok_or(Refusal::NotFound)?;
        let code = project.codes.get_mut(id).ok_or(Refusal::NotFound)?;
        if let Some(status) = edit.status {
            code.active = status == Status::Active;
        }
        if edit.description.is_some() {
            code.description = edit.description;
        }
        code.updated_at = now;
        Ok(shown(code, codes))
    })?;
    Ok(Json(edited).into_response())
}

fn make(books: &mut Books, project: u64, wanted: NewCode, now: jiff::Timestamp) -> Result<Value, Refusal> {
    books.project(project)?;
    if !books.permissions.has(Right::CreateCodes) {
        return Err(Refusal::Forbidden);
    }
    books.budget(project, Level::Standard)?;
    let erp_list_only = books.switches.erp_list_only;
    let Books { projects, codes, .. } = books;
    let item = |segment: u64| {
        let found = wanted.segment_items.iter().find(|item| item.segment_id == segment);
        found.map(|item| item.segment_item_id).ok_or_else(|| Refusal::invalid("segment_items", "are incomplete"))
    };
    let unknown = || Refusal::invalid("segment_items", "are invalid");
    let cost_code = codes.cost_code_by_id(item(COST_CODE)?).ok_or_else(unknown)?;
    let cost_type = codes.cost_type_by_id(item(COST_TYPE)?).ok_or_else(unknown)?;
    if erp_list_only && (cost_code.origin_id.is_none() || cost_type.origin_id.is_none()) {
        return Err(Refusal::invalid("segment_items", "are not on the ERP standard cost code list"));
    }
    let project = projects.get_mut(&project).ok_or(Refusal::NotFound)?;
    let sub_job = wanted.segment_items.iter().find(|item| item.segment_id == SUB_JOB).map(|item| {
        let known = project.sub_jobs.iter().find(|sub_job| sub_job.id == item.segment_item_id);
        known.cloned().ok_or_else(unknown)
    });
    let sub_job = sub_job.transpose()?;
    let id = project.codes.make(sub_job.as_ref(), cost_code, cost_type, wanted.description, now);
    project.codes.get(id).map(|code| shown(code, codes)).ok_or(Refusal::NotFound)
}

/// Some codes are not among the entities of a bulk creation, and nothing says why.
fn is_never_made(books: &mut Books, project: u64, made: &Value) -> bool {
    let Some(project) = books.projects.get_mut(&project) else { return false };
    let is_it = made["flat_code"].as_str().is_some_and(|code| project.habits.never_made.iter().any(|one| one == code));
    if is_it && let Some(code) = made["id"].as_u64().and_then(|id| project.codes.get_mut(id)) {
        code.active = false;
    }
    is_it
}

fn shown(code: &WbsCode, codes: &Codes) -> Value {
    let sub_job = code.sub_job.as_ref().map(sub_job_item);
    let others = [cost_code_item(&code.cost_code, codes), cost_type_item(&code.cost_type)];
    let mut items: Vec<Value> = sub_job.into_iter().chain(others).collect();
    if code.reversed {
        items.reverse();
    }
    json!({
        "id": code.id,
        "flat_code": code.flat_code(),
        "flat_name": code.flat_name(),
        "description": code.description(),
        "status": status_of(code),
        "created_at": code.updated_at.to_string(),
        "updated_at": code.updated_at.to_string(),
        "wbs_pattern_id": PATTERN,
        "segment_items": items,
    })
}

fn status_of(code: &WbsCode) -> &'static str {
    if code.active { "active" } else { "inactive" }
}
