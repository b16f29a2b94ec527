use std::collections::HashMap;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Response, StatusCode, header};

use super::{ApiRequest, cookies};
use crate::acumatica::problem::Problem;
use crate::acumatica::state::{PasswordCheck, State};
use crate::acumatica::words::{LOCKED_OUT, WRONG_CREDENTIALS};

/// `POST /entity/auth/login`: 204 and two cookies.
///
/// The status of a refused sign-in is not documented; clients go by the text, and so they must here.
pub(super) fn sign_in(state: &mut State, asked: &ApiRequest<'_>) -> Result<Response<Body>, Problem> {
    if asked.method != Method::POST {
        return Err(Problem::NoSuchMethod);
    }
    let fields = fields(asked)?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    check_tenant(state, if field("tenant").is_empty() { field("company") } else { field("tenant") })?;
    if state.knobs.site_locked {
        return Err(Problem::exception("PX.Data.PXException", "Only administrators may sign in now."));
    }
    match state.account.try_password(field("name"), field("password")) {
        PasswordCheck::Right => {}
        PasswordCheck::Wrong => return Err(refused(state, WRONG_CREDENTIALS)),
        PasswordCheck::Locked => return Err(refused(state, LOCKED_OUT)),
    }
    let current = cookies::session(asked.headers);
    let Some(session) = state.sessions.open(asked.now, current) else {
        let unexplained = state.knobs.sign_in_limit_unexplained;
        return Err(if unexplained { Problem::SignInLimitUnexplained } else { Problem::SignInLimit });
    };
    let mut response = no_content();
    cookies::hand_out(response.headers_mut(), &session);
    Ok(response)
}

fn refused(state: &State, why: &str) -> Problem {
    Problem::exception("PX.Data.PXException", state.knobs.words.shown(why))
}

/// `POST /entity/auth/logout`: 204, whether or not there was a session. Without a length the web server in front answers 411.
pub(super) fn sign_out(state: &mut State, asked: &ApiRequest<'_>) -> Result<Response<Body>, Problem> {
    if asked.method != Method::POST {
        return Err(Problem::NoSuchMethod);
    }
    let has_length =
        [header::CONTENT_LENGTH, header::TRANSFER_ENCODING].iter().any(|name| asked.headers.contains_key(name));
    if !has_length {
        return Err(Problem::LengthRequired);
    }
    if let Some(current) = cookies::session(asked.headers) {
        state.sessions.close(current);
    }
    if let Some(live) = bearer(asked.headers).and_then(|token| state.oauth.live(token, asked.now)) {
        state.sessions.close_grant(&live.grant);
    }
    let mut response = no_content();
    cookies::take_back(response.headers_mut());
    Ok(response)
}

/// The token of `Authorization: Bearer`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// No name means the default tenant; an instance of one tenant takes any name.
fn check_tenant(state: &State, tenant: &str) -> Result<(), Problem> {
    let known = tenant.is_empty() || state.account.any_tenant || tenant.eq_ignore_ascii_case(&state.account.tenant);
    if known {
        return Ok(());
    }
    Err(Problem::exception("PX.Data.PXUndefinedCompanyException", "A proper company ID cannot be determined."))
}

/// The body's fields by lower-case name, as JSON or as a form.
fn fields(asked: &ApiRequest<'_>) -> Result<HashMap<String, String>, Problem> {
    let content_type =
        asked.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let pairs = url::form_urlencoded::parse(asked.body);
        return Ok(pairs.map(|(name, value)| (name.to_lowercase(), value.into_owned())).collect());
    }
    let fields: HashMap<String, Option<String>> = serde_json::from_slice(asked.body)
        .map_err(|error| Problem::Unreadable { part: "credentials", why: error.to_string() })?;
    Ok(fields.into_iter().filter_map(|(name, value)| Some((name.to_lowercase(), value?))).collect())
}

fn no_content() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
