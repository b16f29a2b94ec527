//! `budget_line_items` v1.1: create, show, update (Procore: budget line items).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::procore::history::Hand;
use crate::procore::line::LineFields;
use crate::procore::line_json::LineV1;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::Level;
use crate::procore::refusal::Refusal;

#[derive(Deserialize)]
struct Sent {
    project_id: Option<u64>,
    budget_line_item: LineFields,
}

impl Sent {
    /// The project may be named in the body or in the query.
    fn project(&self, params: &Params) -> Result<u64, Refusal> {
        self.project_id.map_or_else(|| params.id("project_id"), Ok)
    }
}

pub(in crate::procore) async fn create(
    State(office): State<Office>,
    hand: Hand,
    params: Params,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let sent: Sent = super::body(&bytes)?;
    let project = sent.project(&params)?;
    let created = office.with(|books| {
        let lag = books.switches.row_lag;
        let project = books.budget(project, Level::Standard)?;
        let id = project.create(&sent.budget_line_item, &hand, lag)?;
        LineV1::of(project, id).ok_or(Refusal::NotFound)
    })?;
    Ok((StatusCode::CREATED, Json(created)).into_response())
}

pub(in crate::procore) async fn show(
    State(office): State<Office>,
    Path(id): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    let shown =
        office.with(|books| LineV1::of(books.budget(project, Level::ReadOnly)?, id).ok_or(Refusal::NotFound))?;
    Ok(Json(shown).into_response())
}

pub(in crate::procore) async fn update(
    State(office): State<Office>,
    Path(id): Path<u64>,
    hand: Hand,
    params: Params,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let sent: Sent = super::body(&bytes)?;
    let project = sent.project(&params)?;
    let updated = office.with(|books| {
        let lag = books.switches.row_lag;
        let project = books.budget(project, Level::Standard)?;
        project.update(id, &sent.budget_line_item, &hand, lag)?;
        LineV1::of(project, id).ok_or(Refusal::NotFound)
    })?;
    Ok(Json(updated).into_response())
}
