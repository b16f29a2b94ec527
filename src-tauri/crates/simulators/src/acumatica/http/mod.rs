//! From a request to an answer: where it leads, whether it may, and what it says.

mod action;
mod cookies;
mod identity;
mod odata;
mod path;
mod query;
mod read;
mod render;
mod sign_in;
mod write;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use jiff::Timestamp;

use super::json::Json;
use super::licence::{LimitReached, Queue};
use super::problem::{Problem, json};
use super::screens;
use super::state::State;
use super::swagger;
use crate::bench::{Clock, Route};
use path::{Place, Target};

/// The simulator's state and its time, shared by all requests.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    pub(super) state: Arc<Mutex<State>>,
    pub(super) clock: Clock,
    pub(super) queue: Queue,
}

/// One request, read as far as every route needs it.
struct ApiRequest<'a> {
    method: &'a Method,
    headers: &'a HeaderMap,
    query: &'a str,
    body: &'a [u8],
    site: &'a str,
    now: Timestamp,
}

/// All routes. There is no path table of axum's: names are matched without regard to case, under any site prefix.
pub(super) fn router(shared: Shared) -> Router {
    Router::new().fallback(handle).with_state(shared)
}

async fn handle(
    extract::State(shared): extract::State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let target = match path::read(uri.path()) {
        Ok(target) => target,
        Err(problem) => return problem.response(),
    };
    let counted = target.place.is_counted();
    let entered = if counted { shared.queue.enter(|| shared.clock.now()).await } else { Ok(None) };
    let mut response = match entered {
        Ok(_core) => {
            read::slowness(&shared, &target.place, &method, uri.query().unwrap_or_default()).await;
            at_work(&shared, &target, &method, &uri, &headers, &body)
        }
        Err(LimitReached) => Problem::LimitReached.response(),
    };
    response.extensions_mut().insert(Route(target.place.route()));
    response
}

/// Answers while nobody else does.
fn at_work(
    shared: &Shared,
    target: &Target,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Response<Body> {
    let asked = ApiRequest {
        method,
        headers,
        query: uri.query().unwrap_or_default(),
        body,
        site: &target.site,
        now: shared.clock.now(),
    };
    let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let response = answer(&mut state, &asked, target).unwrap_or_else(Problem::response);
    if let Place::Entity { entity, .. } = &target.place {
        screens::do_waiting(&mut state, entity, asked.now);
    }
    response
}

fn answer(state: &mut State, asked: &ApiRequest<'_>, target: &Target) -> Result<Response<Body>, Problem> {
    match &target.place {
        Place::SignIn => sign_in::sign_in(state, asked),
        Place::SignOut => sign_in::sign_out(state, asked),
        Place::Endpoints => endpoints(state, asked),
        Place::Swagger { endpoint, version } => description(state, asked, endpoint, version),
        Place::OData { tenant, service, rest } => odata::answer(state, asked, tenant, *service, rest),
        Place::Discovery => identity::discovery(asked),
        Place::Authorize => identity::authorize(&state.oauth, asked),
        Place::Token => identity::token(&state.oauth, &mut state.account, asked),
        Place::Entity { endpoint, version, entity, rest } => {
            signed_in(state, asked)?;
            let schema = entity_schema(state, endpoint, version, entity)?;
            if state.knobs.denied.contains(schema.name) {
                return Err(Problem::Forbidden { entity: schema.name });
            }
            let links = render::Links { site: asked.site, version };
            match (asked.method, rest.as_slice()) {
                (&Method::GET, [only]) if only.eq_ignore_ascii_case("$adHocSchema") => {
                    Ok(json(StatusCode::OK, &swagger::skeleton(schema)))
                }
                (&Method::GET, []) => read::list(state, asked, schema, links),
                (&Method::GET, keys) => read::single(state, asked, schema, keys, links),
                (&Method::PUT, []) => write::put(state, asked, schema, links),
                (&Method::POST, [action]) => action::act(state, asked, schema, action),
                _ => Err(Problem::NoSuchMethod),
            }
        }
    }
}

/// By a bearer token, or by the two cookies. A bearer's session takes its seat with its first request [inferred].
fn signed_in(state: &mut State, asked: &ApiRequest<'_>) -> Result<(), Problem> {
    if let Some(token) = sign_in::bearer(asked.headers) {
        let live = state.oauth.live(token, asked.now).ok_or(Problem::NotSignedIn)?;
        let seated = state.sessions.touch_grant(asked.now, &live.grant, live.expires);
        return if seated { Ok(()) } else { Err(Problem::SignInLimit) };
    }
    let cookies = cookies::session(asked.headers).ok_or(Problem::NotSignedIn)?;
    if state.sessions.touch(asked.now, cookies) { Ok(()) } else { Err(Problem::NotSignedIn) }
}

fn entity_schema(
    state: &State,
    endpoint: &str,
    version: &str,
    entity: &str,
) -> Result<&'static super::schema::Schema, Problem> {
    let table = is_offered(state, endpoint, version).then(|| state.store.table(entity)).flatten();
    table
        .map(|table| table.schema)
        .ok_or_else(|| Problem::NoSuchPath { path: format!("{endpoint}/{version}/{entity}") })
}

fn is_offered(state: &State, endpoint: &str, version: &str) -> bool {
    endpoint.eq_ignore_ascii_case("Default") && state.knobs.versions.iter().any(|known| known == version)
}

/// The endpoint's description, readable without signing in as it is in practice; `company` names the tenant, of which there is one.
fn description(
    state: &State,
    asked: &ApiRequest<'_>,
    endpoint: &str,
    version: &str,
) -> Result<Response<Body>, Problem> {
    if asked.method != Method::GET {
        return Err(Problem::NoSuchMethod);
    }
    if !is_offered(state, endpoint, version) {
        return Err(Problem::NoSuchPath { path: format!("{endpoint}/{version}/swagger.json") });
    }
    let entities: Vec<_> = state.store.tables().map(|table| table.schema).collect();
    Ok(json(StatusCode::OK, &swagger::document(version, &entities)))
}

/// What the instance offers; readable without signing in (Acumatica: integration guide, list of endpoints).
fn endpoints(state: &State, asked: &ApiRequest<'_>) -> Result<Response<Body>, Problem> {
    if asked.method != Method::GET {
        return Err(Problem::NoSuchMethod);
    }
    let endpoint = |version: &String| {
        Json::object([
            ("name", Json::text("Default")),
            ("version", Json::text(version)),
            ("href", Json::Text(format!("{}/entity/Default/{version}/", asked.site))),
        ])
    };
    let build = || Json::text("25.101.0153.5");
    let body = Json::object([
        ("version", Json::object([("acumaticaBuildVersion", build()), ("databaseVersion", build())])),
        ("endpoints", Json::List(state.knobs.versions.iter().map(endpoint).collect())),
    ]);
    Ok(json(StatusCode::OK, &body))
}
