use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::Deserialize;

use super::ApiRequest;
use crate::acumatica::problem::Problem;
use crate::acumatica::schema::{PROJECT, Schema};
use crate::acumatica::state::State;

/// `{"entity":{"ProjectID":{"value":"24-101"}}}`
#[derive(Deserialize)]
struct Request {
    entity: Entity,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "ProjectID")]
    project: Wrapped,
}

#[derive(Deserialize)]
struct Wrapped {
    value: String,
}

/// `POST Project/LockProjectBudget` and `UnlockProjectBudget`: 204. No field of the contract shows the lock.
pub(super) fn act(
    state: &mut State,
    asked: &ApiRequest<'_>,
    schema: &Schema,
    action: &str,
) -> Result<Response<Body>, Problem> {
    let locked = match action.to_ascii_lowercase().as_str() {
        "lockprojectbudget" => true,
        "unlockprojectbudget" => false,
        _ => return Err(Problem::NoSuchPath { path: action.to_owned() }),
    };
    if schema.name != PROJECT.name {
        return Err(Problem::NoSuchPath { path: action.to_owned() });
    }
    let unreadable = |error: serde_json::Error| Problem::Unreadable { part: "entity", why: error.to_string() };
    let request: Request = serde_json::from_slice(asked.body).map_err(unreadable)?;
    let project = request.entity.project.value;
    if state.store.projects.by_keys(&[&project]).is_none() {
        return Err(Problem::no_entity());
    }
    state.store.set_locked(&project, locked);
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}
