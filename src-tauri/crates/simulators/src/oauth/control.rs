//! Control routes for tests in other processes, under `/__simulator/oauth/`: `POST consent`, `clients`, `redirect_uris`,
//! `expire_codes`, `expire_access_tokens`, `revoke_refresh_tokens`. They speak JSON.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{MethodRouter, post};
use axum::{Json, Router};
use serde::Deserialize;

use super::authority::{Authority, Consent};
use super::client::Client;
use crate::bench::Door;

/// `{"answer":"ask"}`, `"allow"` or `"deny"`.
#[derive(Deserialize)]
struct Answer {
    answer: Consent,
}

/// `{"client_id":…,"client_secret":…,"redirect_uris":[…]}`
#[derive(Deserialize)]
struct NewClient {
    client_id: String,
    client_secret: String,
    #[serde(default)]
    redirect_uris: Vec<String>,
}

/// `{"redirect_uri":"http://127.0.0.1:4567/callback"}`
#[derive(Deserialize)]
struct NewAddress {
    redirect_uri: String,
}

pub(crate) fn routes(authority: &Authority, door: &Door) -> Router {
    let routes = Router::new()
        .route("/consent", post(consent))
        .route("/clients", post(register))
        .route("/redirect_uris", post(add_redirect_uri))
        .route("/expire_codes", at_once(Authority::expire_codes))
        .route("/expire_access_tokens", at_once(Authority::expire_access_tokens))
        .route("/revoke_refresh_tokens", at_once(Authority::revoke_refresh_tokens))
        .with_state(authority.clone());
    door.guard(Router::new().nest("/oauth", routes))
}

fn at_once(change: fn(&Authority)) -> MethodRouter<Authority> {
    post(async move |State(authority): State<Authority>| {
        change(&authority);
        StatusCode::NO_CONTENT
    })
}

async fn consent(State(authority): State<Authority>, Json(Answer { answer }): Json<Answer>) -> StatusCode {
    authority.set_consent(answer);
    StatusCode::NO_CONTENT
}

async fn register(State(authority): State<Authority>, Json(new): Json<NewClient>) -> StatusCode {
    let client = Client { id: new.client_id, secret: new.client_secret, redirect_uris: new.redirect_uris };
    authority.register(client);
    StatusCode::NO_CONTENT
}

async fn add_redirect_uri(State(authority): State<Authority>, Json(new): Json<NewAddress>) -> StatusCode {
    authority.add_redirect_uri(&new.redirect_uri);
    StatusCode::NO_CONTENT
}
