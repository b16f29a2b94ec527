use axum::body::Body;
use axum::http::{Response, StatusCode};
use uuid::Uuid;

use super::Asked;
use super::query::{self, Query};
use super::render::{Links, Renderer};
use crate::acumatica::filter::satisfies;
use crate::acumatica::json::Json;
use crate::acumatica::problem::{Problem, json};
use crate::acumatica::schema::Schema;
use crate::acumatica::state::{Knobs, State};

/// A list: filtered, then skipped, then cut, in the order of the keys. Without `$top` it is everything.
pub(super) fn list(
    state: &State,
    asked: &Asked<'_>,
    schema: &'static Schema,
    links: Links<'_>,
) -> Result<Response<Body>, Problem> {
    let query = query::parse(asked.query, schema, state.knobs.numeric_filters_refused)?;
    check_optimizable(&state.knobs, schema, &query)?;
    let table = state.store.table(schema.name).ok_or_else(|| Problem::NoSuchPath { path: schema.name.into() })?;
    let renderer = Renderer { schema, shape: &query.shape, state, links };
    let passes = |row: &&_| query.filter.as_ref().is_none_or(|filter| satisfies(row, filter));
    let page = table.rows().iter().filter(passes).skip(query.skip).take(query.top.unwrap_or(usize::MAX));
    let records = page.zip(1..).map(|(row, number)| renderer.record(row, number)).collect();
    Ok(json(StatusCode::OK, &Json::List(records)))
}

/// One record, by its id or by its keys. It is read without the optimiser, so everything can be expanded.
pub(super) fn single(
    state: &State,
    asked: &Asked<'_>,
    schema: &'static Schema,
    path: &[String],
    links: Links<'_>,
) -> Result<Response<Body>, Problem> {
    let query = query::parse(asked.query, schema, state.knobs.numeric_filters_refused)?;
    let table = state.store.table(schema.name).ok_or_else(Problem::no_entity)?;
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let id = match keys[..] {
        [only] => only.parse::<Uuid>().ok(),
        _ => None,
    };
    let row = id.and_then(|id| table.by_id(id)).or_else(|| table.by_keys(&keys)).ok_or_else(Problem::no_entity)?;
    let renderer = Renderer { schema, shape: &query.shape, state, links };
    Ok(json(StatusCode::OK, &renderer.record(row, 1)))
}

fn check_optimizable(knobs: &Knobs, schema: &'static Schema, query: &Query) -> Result<(), Problem> {
    let linked = query.shape.linked.iter().map(|(at, _)| schema.linked[*at].name);
    let details = query.shape.details.iter().map(|(at, _)| schema.details[*at]);
    let refused: Vec<&str> =
        linked.chain(details).filter(|name| knobs.unlistable.contains(&name.to_lowercase())).collect();
    if refused.is_empty() { Ok(()) } else { Err(Problem::not_optimizable(&refused)) }
}
