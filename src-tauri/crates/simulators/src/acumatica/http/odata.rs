//! OData's own door: a user's name and password in every request, a bearer token, or the cookies of a session.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::ApiRequest;
use crate::acumatica::odata::{self, Service};
use crate::acumatica::problem::Problem;
use crate::acumatica::state::{Account, State};

/// `/t/{tenant}/api/odata/{gi|dac}/…`; read only.
pub(super) fn answer(
    state: &mut State,
    asked: &ApiRequest<'_>,
    tenant: &str,
    service: Service,
    rest: &[String],
) -> Result<Response<Body>, Problem> {
    if asked.method != Method::GET {
        return Err(Problem::NoSuchMethod);
    }
    if !state.account.any_tenant && !tenant.eq_ignore_ascii_case(&state.account.tenant) {
        return Err(Problem::NoSuchPath { path: format!("t/{tenant}") });
    }
    if let Err(problem) = admit(state, asked) {
        return Ok(with_challenge(problem));
    }
    if state.knobs.denied.contains(odata::ENTITY) {
        return Err(Problem::Forbidden { entity: odata::ENTITY });
    }
    let host = asked.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let base = format!("http://{host}{}/t/{tenant}/api/odata/{}", asked.site, service.word());
    odata::answer(&state.store, service, &base, rest, asked.query)
}

/// A name and a password make a conventional user, who takes no seat of an API user; the rest is as for the entities.
fn admit(state: &mut State, asked: &ApiRequest<'_>) -> Result<(), Problem> {
    match basic(asked.headers) {
        Some((name, password)) if is_user(&state.account, &name, &password) => Ok(()),
        Some(_) => Err(Problem::NotSignedIn),
        None => super::signed_in(state, asked),
    }
}

fn is_user(account: &Account, name: &str, password: &str) -> bool {
    name.eq_ignore_ascii_case(&account.user) && password == account.password
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, encoded) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    text.split_once(':').map(|(name, password)| (name.to_owned(), password.to_owned()))
}

fn with_challenge(problem: Problem) -> Response<Body> {
    let challenged = problem == Problem::NotSignedIn;
    let mut response = problem.response();
    if challenged {
        let challenge = HeaderValue::from_static("Basic realm=\"OData\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
