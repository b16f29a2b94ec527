//! Budget modifications (Procore: budget modifications; budget changes tutorial).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::procore::books::Books;
use crate::procore::history::Hand;
use crate::procore::line_json::short;
use crate::procore::modification::{Modification, ModificationFields};
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::Level;
use crate::procore::project::Project;
use crate::procore::refusal::Refusal;

#[derive(Deserialize)]
struct Sent {
    budget_modification: ModificationFields,
}

/// Reading still works in companies that have budget changes.
pub(in crate::procore) async fn list(
    State(office): State<Office>,
    Path(project): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let found: Vec<Value> =
        office.with(|books| Ok(visible(books, project)?.modifications.iter().map(shown).collect()))?;
    Ok(page.answer(&found))
}

pub(in crate::procore) async fn show(
    State(office): State<Office>,
    Path((project, id)): Path<(u64, u64)>,
) -> Result<Response, Refusal> {
    let found = office.with(|books| {
        let project = visible(books, project)?;
        project.modifications.iter().find(|one| one.id == id).map(shown).ok_or(Refusal::NotFound)
    })?;
    Ok(Json(found).into_response())
}

pub(in crate::procore) async fn create(
    State(office): State<Office>,
    Path(project): Path<u64>,
    hand: Hand,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let sent = read(&office, &bytes)?;
    let made = office.with(|books| writable(books, project)?.modify(sent.budget_modification, &hand))?;
    Ok((StatusCode::CREATED, Json(shown(&made))).into_response())
}

pub(in crate::procore) async fn update(
    State(office): State<Office>,
    Path((project, id)): Path<(u64, u64)>,
    hand: Hand,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let sent = read(&office, &bytes)?;
    let changed =
        office.with(|books| writable(books, project)?.change_modification(id, sent.budget_modification, &hand))?;
    Ok(Json(shown(&changed)).into_response())
}

pub(in crate::procore) async fn delete(
    State(office): State<Office>,
    Path((project, id)): Path<(u64, u64)>,
    hand: Hand,
) -> Result<StatusCode, Refusal> {
    office.with(|books| writable(books, project)?.remove_modification(id, &hand))?;
    Ok(StatusCode::NO_CONTENT)
}

/// 404 for an account that may not see them, as for what is not there.
fn visible(books: &mut Books, project: u64) -> Result<&mut Project, Refusal> {
    if books.switches.budget_changes_hidden {
        return Err(Refusal::NotFound);
    }
    books.budget(project, Level::ReadOnly)
}

/// The method is refused before its body is looked at.
fn read(office: &Office, bytes: &Bytes) -> Result<Sent, Refusal> {
    if office.with(|books| books.switches.budget_changes) {
        return Err(Refusal::ReadOnlyResource);
    }
    super::body(bytes)
}

fn writable(books: &mut Books, project: u64) -> Result<&mut Project, Refusal> {
    if books.switches.budget_changes {
        return Err(Refusal::ReadOnlyResource);
    }
    books.budget(project, Level::Standard)
}

fn shown(one: &Modification) -> Value {
    json!({
        "id": one.id,
        "from_budget_line_item_id": one.from_line,
        "to_budget_line_item_id": one.to_line,
        "transfer_amount": short(one.amount),
        "notes": one.notes,
        "origin_id": one.origin_id,
        "origin_data": one.origin_data,
        "created_at": one.created_at.to_string(),
        "updated_at": one.updated_at.to_string(),
    })
}
