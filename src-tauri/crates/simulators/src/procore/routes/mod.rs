//! The routes, one file per part of the reference.

pub(super) mod auth;
pub(super) mod budget_changes;
pub(super) mod budget_page;
pub(super) mod budget_reads;
pub(super) mod control;
pub(super) mod cost_codes;
pub(super) mod identity;
pub(super) mod line_items;
pub(super) mod lock;
pub(super) mod modifications;
pub(super) mod permissions;
pub(super) mod projects;
pub(super) mod sync;
pub(super) mod v2;
pub(super) mod wbs_codes;
pub(super) mod wbs_segments;

use axum::body::Bytes;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// A JSON body (Procore: malformed JSON is 400).
fn body<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| Refusal::BadRequest(format!("The request body is invalid: {error}")))
}
