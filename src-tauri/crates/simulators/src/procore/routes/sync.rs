//! `POST /rest/v1.0/budget_line_items/sync`, BETA: creates and updates many lines, deletes none (Procore: sync budget line items).

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::procore::history::Hand;
use crate::procore::line::LineFields;
use crate::procore::line_json::LineV1;
use crate::procore::office::Office;
use crate::procore::permission::Right;
use crate::procore::refusal::Refusal;

/// What Procore documents for sync calls in general; for this one no number is documented.
const ITEMS_MAX: usize = 1_000;

#[derive(Deserialize)]
struct Sent {
    project_id: u64,
    budget_line_items: Vec<LineFields>,
}

/// Answers with the lines in the order they were sent. All or none, unless the simulator was switched to partial: the reference
/// does not say which, so a client has to survive both.
pub(in crate::procore) async fn sync(
    State(office): State<Office>,
    hand: Hand,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    if !office.with(|books| books.switches.sync) {
        return Err(Refusal::NotFound);
    }
    let sent: Sent = super::body(&bytes)?;
    if sent.budget_line_items.len() > ITEMS_MAX {
        return Err(Refusal::TooLarge { limit: ITEMS_MAX });
    }
    let answer = office.with(|books| {
        let (lag, partial) = (books.switches.row_lag, books.switches.sync_partial);
        let may_set = books.permissions.has(Right::ModifyOriginal);
        books.budget_to_write(sent.project_id)?;
        for item in &sent.budget_line_items {
            books.must_be_of_erp_list(sent.project_id, item.wbs_code_id)?;
        }
        let project = books.budget_to_write(sent.project_id)?;
        let mut written = project.clone();
        let ids: Result<Vec<u64>, Refusal> =
            sent.budget_line_items.iter().map(|fields| written.sync(fields, may_set, &hand, lag)).collect();
        if ids.is_ok() || partial {
            *project = written;
        }
        Ok(ids?.into_iter().filter_map(|id| LineV1::of(project, id)).collect::<Vec<_>>())
    })?;
    Ok(Json(answer).into_response())
}
