//! `budget_line_items` v1.1: create, show, update (Procore: budget line items).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::bench::Exact;
use crate::procore::history::Hand;
use crate::procore::line::LineFields;
use crate::procore::line_json::LineV1;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::{Level, Right};
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

/// An account that may add a line but set no amount gets a line without one, and 201 (Procore: add a budget line item).
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
        let may_set = books.permissions.has(Right::ModifyOriginal);
        books.budget(project, Level::Standard)?;
        books.must_be_of_erp_list(project, sent.budget_line_item.wbs_code_id)?;
        let project = books.budget(project, Level::Standard)?;
        let fields = if may_set { sent.budget_line_item } else { sent.budget_line_item.without_value() };
        let id = project.create(&fields, &hand, lag)?;
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
        if sent.budget_line_item.has_value() && !books.permissions.has(Right::ModifyOriginal) {
            return books.budget(project, Level::ReadOnly).and(Err(Refusal::Forbidden));
        }
        books.budget_to_write(project)?;
        books.must_be_of_erp_list(project, sent.budget_line_item.wbs_code_id)?;
        let project = books.budget_to_write(project)?;
        project.update(id, &sent.budget_line_item, &hand, lag)?;
        LineV1::of(project, id).ok_or(Refusal::NotFound)
    })?;
    Ok(Json(updated).into_response())
}

/// `GET /rest/v1.0/budget_line_items/{id}`, the older item: with computed fields that know nothing of what the ERP booked, so that they
/// differ from the ERP's view (Procore: budget line items v1.0).
pub(in crate::procore) async fn show_older(
    State(office): State<Office>,
    Path(id): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let project = params.id("project_id")?;
    let shown = office.with(|books| {
        let project = books.budget(project, Level::ReadOnly)?;
        let line = project.lines.get(&id).ok_or(Refusal::NotFound)?;
        let revised = Exact(line.original_budget_amount + project.modified_by(id));
        let item = LineV1::of(project, id).ok_or(Refusal::NotFound)?;
        Ok(OlderLine {
            item,
            revised_budget: revised,
            projected_budget: revised,
            projected_costs: revised,
            projected_over_under: Exact(Decimal::new(0, 2)),
        })
    })?;
    Ok(Json(shown).into_response())
}

#[derive(Serialize)]
struct OlderLine {
    #[serde(flatten)]
    item: LineV1,
    revised_budget: Exact,
    projected_budget: Exact,
    projected_costs: Exact,
    projected_over_under: Exact,
}
