use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Bench;
use super::fault::{Fault, FaultId};
use super::record::RequestRecord;

/// Where the control routes live: `GET` and `DELETE requests`, `POST` and `DELETE faults`, `POST faults/{id}/release`,
/// `DELETE faults/{id}`, `POST latency`, `POST clock`. They are for tests in other processes, speak JSON, and want the token of
/// the simulator's [`Door`](super::Door).
pub const PREFIX: &str = "/__simulator";

#[derive(Serialize)]
struct InjectedFault {
    id: FaultId,
}

#[derive(Deserialize)]
struct LatencySetting {
    ms: u64,
}

#[derive(Deserialize)]
struct ClockAdvance {
    advance_seconds: i64,
}

pub(super) fn routes(bench: Bench) -> Router {
    let door = bench.door.clone();
    let routes = Router::new()
        .route("/requests", get(requests).delete(clear_requests))
        .route("/faults", post(inject).delete(clear_faults))
        .route("/faults/{id}", delete(remove_fault))
        .route("/faults/{id}/release", post(release_fault))
        .route("/latency", post(set_latency))
        .route("/clock", post(advance_clock))
        .with_state(bench);
    door.guard(routes)
}

async fn requests(State(bench): State<Bench>) -> Json<Vec<RequestRecord>> {
    Json(bench.log.all())
}

async fn clear_requests(State(bench): State<Bench>) -> StatusCode {
    bench.log.clear();
    StatusCode::NO_CONTENT
}

async fn inject(State(bench): State<Bench>, Json(fault): Json<Fault>) -> (StatusCode, Json<InjectedFault>) {
    (StatusCode::CREATED, Json(InjectedFault { id: bench.faults.inject(fault) }))
}

async fn clear_faults(State(bench): State<Bench>) -> StatusCode {
    bench.faults.clear();
    StatusCode::NO_CONTENT
}

async fn remove_fault(State(bench): State<Bench>, Path(id): Path<u64>) -> StatusCode {
    done_or_missing(bench.faults.remove(FaultId(id)))
}

async fn release_fault(State(bench): State<Bench>, Path(id): Path<u64>) -> StatusCode {
    done_or_missing(bench.faults.release(FaultId(id)))
}

async fn set_latency(State(bench): State<Bench>, Json(setting): Json<LatencySetting>) -> StatusCode {
    bench.latency.set_ms(setting.ms);
    StatusCode::NO_CONTENT
}

async fn advance_clock(State(bench): State<Bench>, Json(advance): Json<ClockAdvance>) -> StatusCode {
    bench.clock.advance(SignedDuration::from_secs(advance.advance_seconds));
    StatusCode::NO_CONTENT
}

fn done_or_missing(done: bool) -> StatusCode {
    if done { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}
