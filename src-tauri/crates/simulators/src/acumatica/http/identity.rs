//! Signing in by OAuth 2.0: discovery, the consent page, tokens (Acumatica: integration guide, OAuth 2.0).
//!
//! The discovery document names what is served here and no more: no identity tokens, no revocation.

use axum::body::Body;
use axum::http::{Method, Response, StatusCode, header};

use super::ApiRequest;
use crate::acumatica::json::Json;
use crate::acumatica::problem::{Problem, json};
use crate::acumatica::state::{Account, PasswordCheck};
use crate::oauth::{self, Authority, Grant, TokenRequest, Vendor};

const SCOPES: [&str; 2] = ["api", "offline_access"];

const VENDOR: Vendor =
    Vendor { name: "Acumatica", user: "tieout", scopes: Some(&SCOPES), shows_codes: false, checks_proof_keys: true };

/// `GET /identity/.well-known/openid-configuration`; readable by anybody.
pub(super) fn discovery(asked: &ApiRequest<'_>) -> Result<Response<Body>, Problem> {
    if asked.method != Method::GET {
        return Err(Problem::NoSuchMethod);
    }
    let host = asked.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let issuer = format!("http://{host}{}/identity", asked.site);
    let at = |path: &str| Json::Text(format!("{issuer}/connect/{path}"));
    let list = |words: &[&str]| Json::List(words.iter().map(|word| Json::text(*word)).collect());
    let body = Json::object([
        ("issuer", Json::text(&issuer)),
        ("authorization_endpoint", at("authorize")),
        ("token_endpoint", at("token")),
        ("scopes_supported", list(&SCOPES)),
        ("response_types_supported", list(&["code"])),
        ("response_modes_supported", list(&["query"])),
        ("grant_types_supported", list(&["authorization_code", "password", "refresh_token"])),
        ("token_endpoint_auth_methods_supported", list(&["client_secret_post", "client_secret_basic"])),
        ("code_challenge_methods_supported", list(&["S256"])),
    ]);
    Ok(json(StatusCode::OK, &body))
}

/// `GET` and `POST /identity/connect/authorize`: the page, and its form.
pub(super) fn authorize(authority: &Authority, asked: &ApiRequest<'_>) -> Result<Response<Body>, Problem> {
    let reply = match *asked.method {
        Method::GET => oauth::asked(authority, &VENDOR, &oauth::pairs(asked.query.as_bytes()), asked.now),
        Method::POST => oauth::answered(authority, &VENDOR, &oauth::pairs(asked.body), asked.now),
        _ => return Err(Problem::NoSuchMethod),
    };
    Ok(reply.response())
}

/// `POST /identity/connect/token`, form-encoded.
pub(super) fn token(
    authority: &Authority,
    account: &mut Account,
    asked: &ApiRequest<'_>,
) -> Result<Response<Body>, Problem> {
    if asked.method != Method::POST {
        return Err(Problem::NoSuchMethod);
    }
    let request = TokenRequest::of(asked.headers, asked.body).map_err(|_| Problem::oauth("invalid_request"))?;
    let client = known_client(authority, &request)?;
    let (grant, refresh) = match request.get("grant_type") {
        Some("authorization_code") => (redeem(authority, &request, &client, asked)?, None),
        Some("password") => (by_password(authority, account, &request, &client)?, None),
        Some("refresh_token") => {
            let token = request.get("refresh_token").unwrap_or_default();
            let rotated = authority.rotate(asked.now, token, &client);
            let (grant, next) = rotated.ok_or(Problem::oauth("invalid_grant"))?;
            (grant, Some(next))
        }
        _ => return Err(Problem::oauth("unsupported_grant_type")),
    };
    Ok(tokens(authority, &grant, refresh, asked))
}

/// Both id and secret; a proof key alone does not do: the guide names a secret or a signed assertion at every token request.
fn known_client(authority: &Authority, request: &TokenRequest) -> Result<String, Problem> {
    let client = request.get("client_id").and_then(|id| authority.client_of(id));
    let known = client.filter(|client| request.get("client_secret") == Some(&client.secret));
    let status = if request.by_basic { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
    known.map(|client| client.id).ok_or(Problem::OAuth { status, error: "invalid_client" })
}

fn redeem(
    authority: &Authority,
    request: &TokenRequest,
    client: &str,
    asked: &ApiRequest<'_>,
) -> Result<Grant, Problem> {
    let code = request.get("code").unwrap_or_default();
    let redirect_uri = request.get("redirect_uri").unwrap_or_default();
    let grant = authority.redeem_code(asked.now, code, client, redirect_uri, request.get("code_verifier"));
    grant.ok_or(Problem::oauth("invalid_grant"))
}

fn by_password(
    authority: &Authority,
    account: &mut Account,
    request: &TokenRequest,
    client: &str,
) -> Result<Grant, Problem> {
    let told = |name: &str| request.get(name).unwrap_or_default();
    if account.try_password(told("username"), told("password")) != PasswordCheck::Right {
        return Err(Problem::oauth("invalid_grant"));
    }
    let scopes = oauth::scopes(authority, &VENDOR, request.get("scope").unwrap_or_default());
    let scopes = scopes.ok_or(Problem::oauth("invalid_scope"))?;
    Ok(Grant::new(client, true, scopes))
}

/// A refresh token is given for `offline_access` alone.
fn tokens(authority: &Authority, grant: &Grant, refresh: Option<String>, asked: &ApiRequest<'_>) -> Response<Body> {
    let access = authority.issue_access(asked.now, grant, oauth::secret());
    let offline = grant.has_scope("offline_access");
    let refresh = refresh.or_else(|| offline.then(|| authority.issue_refresh(asked.now, grant)));
    let mut fields = vec![
        ("access_token".into(), Json::Text(access)),
        ("expires_in".into(), Json::Number(authority.access_lifetime_seconds().to_string())),
        ("token_type".into(), Json::text("Bearer")),
        ("scope".into(), Json::Text(grant.scopes.join(" "))),
    ];
    fields.extend(refresh.map(|token| ("refresh_token".into(), Json::Text(token))));
    let mut response = json(StatusCode::OK, &Json::Object(fields));
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
