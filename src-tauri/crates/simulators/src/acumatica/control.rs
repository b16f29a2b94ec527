use std::sync::PoisonError;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::edit::{Edit, EditAfter};
use super::estimate::{self, EstimateError};
use super::http::Shared;
use super::licence::Licence;
use super::line_key::LineKey;
use super::screens;
use super::setting::Setting;
use crate::bench::Door;

/// A budget line, and its new original amount.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    project: String,
    #[serde(default)]
    task: String,
    #[serde(default)]
    cost_code: String,
    #[serde(default)]
    account_group: String,
    #[serde(default)]
    inventory_id: String,
    /// The new original amount, as a number or as text; its digits count.
    original_amount: Option<Box<RawValue>>,
}

/// `POST /__simulator/estimate` changes a line's original amount, `DELETE` removes the line, `POST /__simulator/licence` sets the
/// limits, `POST /__simulator/setting` a [`Setting`], `POST /__simulator/edit` makes an [`Edit`] at once and
/// `POST /__simulator/edit_after` an [`EditAfter`] later: for tests in other processes.
pub(super) fn routes(shared: Shared, door: &Door) -> Router {
    let routes = Router::new()
        .route("/estimate", post(change).delete(remove))
        .route("/licence", post(set_licence))
        .route("/setting", post(set))
        .route("/edit", post(edit_now))
        .route("/edit_after", post(edit_later))
        .with_state(shared);
    door.guard(routes)
}

async fn set_licence(State(shared): State<Shared>, Json(licence): Json<Licence>) -> StatusCode {
    shared.queue.set(licence);
    StatusCode::NO_CONTENT
}

async fn set(State(shared): State<Shared>, Json(setting): Json<Setting>) -> (StatusCode, String) {
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    told(state.set(setting))
}

async fn edit_now(State(shared): State<Shared>, Json(edit): Json<Edit>) -> (StatusCode, String) {
    let now = shared.clock.now();
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    told(screens::apply(&mut state, edit, now))
}

async fn edit_later(State(shared): State<Shared>, Json(later): Json<EditAfter>) -> StatusCode {
    shared.state.lock().unwrap_or_else(PoisonError::into_inner).wait_for(later);
    StatusCode::NO_CONTENT
}

async fn change(State(shared): State<Shared>, body: Bytes) -> (StatusCode, String) {
    let Ok(line) = read(&body) else { return not_understood() };
    let Some(amount) = line.original_amount.as_deref().and_then(digits) else { return not_understood() };
    let now = shared.clock.now();
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let found = estimate::line_of(&state.store, &line.key());
    told(found.map(|id| estimate::set_original_amount(&mut state.store, id, amount, now)))
}

async fn remove(State(shared): State<Shared>, body: Bytes) -> (StatusCode, String) {
    let Ok(line) = read(&body) else { return not_understood() };
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let found = estimate::line_of(&state.store, &line.key());
    told(found.map(|id| {
        state.store.lines.remove(id);
    }))
}

impl Line {
    fn key(&self) -> LineKey {
        let line = LineKey::of(&self.project).task(&self.task).cost_code(&self.cost_code);
        line.account_group(&self.account_group).item(&self.inventory_id)
    }
}

fn read(body: &[u8]) -> serde_json::Result<Line> {
    serde_json::from_slice(body)
}

fn digits(amount: &RawValue) -> Option<Decimal> {
    Decimal::from_str_exact(amount.get().trim_matches('"')).ok()
}

fn told(outcome: Result<(), EstimateError>) -> (StatusCode, String) {
    match outcome {
        Ok(()) => (StatusCode::NO_CONTENT, String::new()),
        Err(
            error @ (EstimateError::NoSuchProject(_) | EstimateError::NoSuchLine(_) | EstimateError::NoSuchRecord(_)),
        ) => (StatusCode::NOT_FOUND, error.to_string()),
        Err(error) => (StatusCode::CONFLICT, error.to_string()),
    }
}

fn not_understood() -> (StatusCode, String) {
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        r#"expected {"project":"24-101","cost_code":"03-30-00","original_amount":"1.00"}"#.into(),
    )
}
