//! Signing in (Procore: OAuth endpoints, authorization code grant, client credentials, access tokens).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::json;

use crate::oauth::{self, Authority, Client, Grant, TokenRequest, Vendor};
use crate::procore::caller::{Caller, PERSON_LOGIN};
use crate::procore::gate;
use crate::procore::office::Office;
use crate::procore::refusal::Refusal;

/// No scopes: what a person may do is in their permissions. Proof keys are documented nowhere.
const VENDOR: Vendor =
    Vendor { name: "Procore", user: PERSON_LOGIN, scopes: None, shows_codes: true, checks_proof_keys: false };

/// `GET /oauth/authorize`: the page that asks.
pub(in crate::procore) async fn ask(State(office): State<Office>, RawQuery(query): RawQuery) -> Response {
    let pairs = oauth::pairs(query.unwrap_or_default().as_bytes());
    oauth::asked(&office.authority(), &VENDOR, &pairs, office.now()).response()
}

/// `POST /oauth/authorize`: the page's own form.
pub(in crate::procore) async fn answer(State(office): State<Office>, form: Bytes) -> Response {
    oauth::answered(&office.authority(), &VENDOR, &oauth::pairs(&form), office.now()).response()
}

/// `POST /oauth/token`: JSON, form and multipart bodies are in use, and HTTP Basic for id and secret.
pub(in crate::procore) async fn token(State(office): State<Office>, request: Request) -> Result<Response, Refusal> {
    let request = read(request).await?;
    let (authority, now) = (office.authority(), office.now());
    let given = match request.get("grant_type") {
        Some("client_credentials") => {
            let client = known_client(&authority, &request)?;
            tokens(&authority, &Grant::new(&client.id, false, Vec::new()), None, now)
        }
        Some("authorization_code") => {
            let client = known_client(&authority, &request)?;
            let code = request.get("code").unwrap_or_default();
            let redirect_uri = request.get("redirect_uri").unwrap_or_default();
            let grant = authority.redeem_code(now, code, &client.id, redirect_uri, None);
            let grant = grant.ok_or(Refusal::InvalidGrant)?;
            let refresh = authority.gives_refresh_tokens().then(|| authority.issue_refresh(now, &grant));
            tokens(&authority, &grant, refresh, now)
        }
        Some("refresh_token") => {
            let client = known_client(&authority, &request)?;
            let old = request.get("refresh_token").unwrap_or_default();
            let (grant, next) = authority.rotate(now, old, &client.id).ok_or(Refusal::InvalidGrant)?;
            tokens(&authority, &grant, Some(next), now)
        }
        _ => return Err(Refusal::UnsupportedGrant),
    };
    Ok(given)
}

/// `GET /oauth/token/info`: whose token it is, and for how long.
pub(in crate::procore) async fn info(State(office): State<Office>, headers: HeaderMap) -> Result<Response, Refusal> {
    let now = office.now();
    let live = gate::bearer(&headers).and_then(|token| office.authority().live(token, now));
    let live = live.ok_or(Refusal::Unauthorized)?;
    let owner = if live.grant.by_person { Caller::Person } else { Caller::ServiceAccount };
    Ok(Json(json!({
        "resource_owner_id": owner.id(),
        "scopes": live.grant.scopes,
        "expires_in_seconds": live.expires.duration_since(now).as_secs(),
        "application": {"uid": live.grant.client_id},
        "created_at": live.issued.as_second(),
    }))
    .into_response())
}

/// `POST /oauth/revoke`: 200 for an unknown token, too. Access and refresh token end together.
pub(in crate::procore) async fn revoke(State(office): State<Office>, request: Request) -> Result<Response, Refusal> {
    let request = read(request).await?;
    let authority = office.authority();
    known_client(&authority, &request)?;
    authority.revoke(request.get("token").unwrap_or_default());
    Ok((StatusCode::OK, Json(json!({}))).into_response())
}

async fn read(request: Request) -> Result<TokenRequest, Refusal> {
    let unreadable = |what| Refusal::BadRequest(format!("The token request is unreadable: {what}"));
    TokenRequest::read(request).await.map_err(unreadable)
}

fn known_client(authority: &Authority, request: &TokenRequest) -> Result<Client, Refusal> {
    let client = request.get("client_id").and_then(|id| authority.client_of(id));
    client.filter(|client| request.get("client_secret") == Some(&client.secret)).ok_or(Refusal::InvalidClient)
}

/// Like a JSON web token to look at, and nothing to read in it.
fn tokens(authority: &Authority, grant: &Grant, refresh: Option<String>, now: Timestamp) -> Response {
    let access = authority.issue_access(now, grant, format!("eyJ0eXAi.{}.{}", oauth::secret(), oauth::secret()));
    let mut answer = json!({
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": authority.access_lifetime_seconds(),
        "created_at": now.as_second(),
    });
    if let Some(refresh) = refresh {
        answer["refresh_token"] = refresh.into();
    }
    Json(answer).into_response()
}
