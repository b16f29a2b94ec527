use std::sync::PoisonError;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use uuid::Uuid;

use super::path::Place;
use super::query::{self, Habits, Query};
use super::render::{Links, Renderer};
use super::{ApiRequest, Shared};
use crate::acumatica::filter::satisfies;
use crate::acumatica::json::Json;
use crate::acumatica::knobs::Knobs;
use crate::acumatica::problem::{Problem, json};
use crate::acumatica::row::Row;
use crate::acumatica::schema::{PROJECT, PROJECT_BALANCE, PROJECT_BUDGET, PROJECT_TASK, Schema};
use crate::acumatica::setting::BalancesAnswer;
use crate::acumatica::state::State;

/// Waits as long as a large page takes here, before anything is read. In real time, for a client's patience is.
pub(super) async fn slowness(shared: &Shared, place: &Place, method: &Method, query: &str) {
    let slow = shared.state.lock().unwrap_or_else(PoisonError::into_inner).knobs.slow_lists;
    let Some((largest, ms)) = slow else { return };
    let is_list = matches!(place, Place::Entity { rest, .. } if rest.is_empty()) && *method == Method::GET;
    let top = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name.eq_ignore_ascii_case("$top"))
        .and_then(|(_, top)| top.parse::<usize>().ok());
    if is_list && top.is_none_or(|top| top > largest) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}

/// A list: filtered, then skipped, then cut, in the order of the form. Without `$top` it is everything.
pub(super) fn list(
    state: &State,
    asked: &ApiRequest<'_>,
    schema: &'static Schema,
    links: Links<'_>,
) -> Result<Response<Body>, Problem> {
    let query = query::parse(asked.query, schema, Habits::of(&state.knobs, schema, links.version))?;
    check_optimizable(&state.knobs, schema, &query)?;
    let table = state.store.table(schema.name).ok_or_else(|| Problem::NoSuchPath { path: schema.name.into() })?;
    let renderer = Renderer { schema, shape: &query.shape, state, links };
    let listed = table.rows().iter().filter(|row| is_listed(state, schema, row));
    let shown = listed.map(|row| state.knobs.words.translated(schema, row));
    let passing = shown.filter(|row| query.filter.as_ref().is_none_or(|filter| satisfies(row, filter)));
    let skip = if state.knobs.skip_ignored { 0 } else { query.skip };
    let page: Vec<_> = passing.skip(skip).take(query.top.unwrap_or(usize::MAX)).collect();
    if query.top.is_none() && state.knobs.needs_top.is_some_and(|most| page.len() > most) {
        return Err(Problem::exception("System.Data.SqlClient.SqlException", "The query was stopped by the governor."));
    }
    let records = page.iter().zip(1..).map(|(row, number)| renderer.record(row, number)).collect();
    Ok(json(StatusCode::OK, &Json::List(records)))
}

/// Whether a record is in the lists of this user: nothing of templates and of no project, nothing a restriction hides. The status
/// of a project or a task, and whether a code is active, do not matter.
fn is_listed(state: &State, schema: &Schema, row: &Row) -> bool {
    let knobs = &state.knobs;
    let is_line = schema.name == PROJECT_BUDGET.name;
    if !is_line && schema.name != PROJECT.name && schema.name != PROJECT_TASK.name {
        return true;
    }
    let project = row.key(schema, 0);
    state.store.is_listed(project)
        && !knobs.restricts(project)
        && !(is_line && knobs.restricted_lines.iter().any(|line| line.matches(row)))
}

/// One record, by its id or by its keys. It is read without the optimiser, so everything can be expanded.
pub(super) fn single(
    state: &State,
    asked: &ApiRequest<'_>,
    schema: &'static Schema,
    path: &[String],
    links: Links<'_>,
) -> Result<Response<Body>, Problem> {
    let query = query::parse(asked.query, schema, Habits::of(&state.knobs, schema, links.version))?;
    check_balances(state.knobs.balances, schema, &query)?;
    let table = state.store.table(schema.name).ok_or_else(Problem::no_entity)?;
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let id = match keys[..] {
        [only] => only.parse::<Uuid>().ok(),
        _ => None,
    };
    let row = id.and_then(|id| table.by_id(id)).or_else(|| table.by_keys(&keys)).ok_or_else(Problem::no_entity)?;
    let is_project = schema.name == PROJECT.name;
    if is_project && state.knobs.restricts(row.key(schema, 0)) {
        return Err(Problem::no_entity());
    }
    let renderer = Renderer { schema, shape: &query.shape, state, links };
    Ok(json(StatusCode::OK, &renderer.record(&state.knobs.words.translated(schema, row), 1)))
}

fn check_balances(answer: BalancesAnswer, schema: &'static Schema, query: &Query) -> Result<(), Problem> {
    let are_asked = query.shape.details.iter().any(|(at, _)| schema.details[*at] == PROJECT_BALANCE.name);
    match answer {
        BalancesAnswer::Forbidden if are_asked => Err(Problem::Forbidden { entity: schema.name }),
        BalancesAnswer::NotFound if are_asked => Err(Problem::NoSuchPath { path: schema.name.into() }),
        BalancesAnswer::Failing if are_asked => Err(Problem::not_optimizable(&[PROJECT_BALANCE.name])),
        _ => Ok(()),
    }
}

fn check_optimizable(knobs: &Knobs, schema: &'static Schema, query: &Query) -> Result<(), Problem> {
    let linked = query.shape.linked.iter().map(|(at, _)| schema.linked[*at].name);
    let details = query.shape.details.iter().map(|(at, _)| schema.details[*at]);
    let refused: Vec<&str> =
        linked.chain(details).filter(|name| knobs.unlistable.contains(&name.to_lowercase())).collect();
    if refused.is_empty() { Ok(()) } else { Err(Problem::not_optimizable(&refused)) }
}
