//! Whether a budget is locked, locking and unlocking it (Procore: budget, budget lock).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::procore::history::Hand;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::{Level, Right};
use crate::procore::refusal::Refusal;

pub(in crate::procore) async fn show(
    State(office): State<Office>,
    Path(project): Path<u64>,
) -> Result<Response, Refusal> {
    let locked = office.with(|books| Ok(books.budget(project, Level::ReadOnly)?.locked))?;
    Ok(Json(json!({"locked": locked})).into_response())
}

pub(in crate::procore) async fn lock(
    State(office): State<Office>,
    Path(project): Path<u64>,
    hand: Hand,
) -> Result<Response, Refusal> {
    office.with(|books| {
        books.budget_by_right(project, Right::Lock)?.lock(&hand);
        Ok(())
    })?;
    Ok((StatusCode::CREATED, Json(json!({"locked": true}))).into_response())
}

/// Only Admin: the granular right is to lock (Procore: granular permissions for Budget). The flag is true unless the caller says otherwise: the real route destroys the budget modifications by default, too.
pub(in crate::procore) async fn unlock(
    State(office): State<Office>,
    Path(project): Path<u64>,
    hand: Hand,
    params: Params,
) -> Result<Response, Refusal> {
    let destroy = match params.get("destroy_all_budget_line_item_transfers") {
        None | Some("true" | "1") => true,
        Some("false" | "0") => false,
        Some(_) => return Err(Refusal::BadRequest("destroy_all_budget_line_item_transfers is invalid".into())),
    };
    office.with(|books| books.budget(project, Level::Admin)?.unlock(destroy, &hand))?;
    Ok(Json(json!({"locked": false})).into_response())
}
