use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use uuid::Uuid;

use super::ApiRequest;
use super::query::{self, Habits, Query};
use super::render::{Links, Renderer, head, links};
use crate::acumatica::filter::satisfies;
use crate::acumatica::input::{self, Input};
use crate::acumatica::json::Json;
use crate::acumatica::problem::{Problem, json};
use crate::acumatica::row::Row;
use crate::acumatica::rules::{self, Complaint};
use crate::acumatica::schema::{Access, Schema};
use crate::acumatica::state::State;
use crate::acumatica::table::{Table, bump};
use crate::acumatica::text::same_text;

/// `PUT`: changes the record that the body means, or inserts a new one (Acumatica: integration guide, PUT).
///
/// Only differing fields are written, and computed ones are passed over in silence: 200 does not prove that anything was saved.
pub(super) fn put(
    state: &mut State,
    asked: &ApiRequest<'_>,
    schema: &'static Schema,
    place: Links<'_>,
) -> Result<Response<Body>, Problem> {
    let query = query::parse(asked.query, schema, Habits::of(&state.knobs, schema, place.version))?;
    let input = input::read(schema, asked.body)?;
    let table = state.store.table(schema.name).ok_or_else(Problem::no_entity)?;
    let found = meant(table, &input, &query)?.cloned();
    check_precondition(asked, found.is_some())?;

    let inserting = found.is_none();
    let mut row = match found.clone() {
        Some(row) => row,
        None => rules::new_row(&state.store, schema, &input)
            .map_err(|complaints| invalid(schema, &input, &complaints, true, place))?,
    };
    rules::check_open(&state.store, schema, &row)
        .map_err(|complaints| invalid(schema, &input, &complaints, inserting, place))?;
    write_fields(schema, &mut row, &input);
    rules::settle(&state.store, schema, &mut row, found.as_ref(), &input)
        .map_err(|complaints| invalid(schema, &input, &complaints, inserting, place))?;
    if found.as_ref() != Some(&row) {
        bump(schema, &mut row, asked.now);
    }
    let id = row.id;
    save(state, schema, row, inserting);

    let table = state.store.table(schema.name).ok_or_else(Problem::no_entity)?;
    let saved = table.by_id(id).ok_or_else(Problem::no_entity)?;
    let renderer = Renderer { schema, shape: &query.shape, state, links: place };
    Ok(json(StatusCode::OK, &renderer.record(&state.knobs.words.translated(schema, saved), 1)))
}

/// The record a body means: by `id`, else by the keys it gives if they name exactly one, else by `$filter`.
fn meant<'a>(table: &'a Table, input: &Input, query: &Query) -> Result<Option<&'a Row>, Problem> {
    if let Some(id) = input.id {
        return table.by_id(id).map(Some).ok_or_else(Problem::no_entity);
    }
    let keys: Vec<usize> = table.schema.key_columns().filter(|column| input.value(*column).is_some()).collect();
    let has_keys = |row: &&Row| {
        keys.iter()
            .all(|column| input.value(*column).is_some_and(|key| same_text(row.values[*column].text(), key.text())))
    };
    let passes = |row: &&Row| query.filter.as_ref().is_none_or(|filter| satisfies(row, filter));
    if keys.is_empty() && query.filter.is_none() {
        return Ok(None);
    }
    let mut matches = table.rows().iter().filter(has_keys).filter(passes);
    match (matches.next(), matches.next()) {
        (Some(_), Some(_)) => {
            Err(Problem::exception("PX.Data.PXException", "More than one entity satisfies the condition."))
        }
        (first, _) => Ok(first),
    }
}

fn check_precondition(asked: &ApiRequest<'_>, exists: bool) -> Result<(), Problem> {
    let any = |name| asked.headers.get(name).is_some_and(|value: &header::HeaderValue| value.as_bytes() == b"*");
    if exists && any(header::IF_NONE_MATCH) {
        return Err(Problem::Precondition { why: "The record exists, and only an insertion was asked for." });
    }
    if !exists && any(header::IF_MATCH) {
        return Err(Problem::Precondition { why: "The record does not exist, and only an update was asked for." });
    }
    Ok(())
}

/// Writes what may be written.
fn write_fields(schema: &Schema, row: &mut Row, input: &Input) {
    for (column, value) in &input.values {
        if schema.fields[*column].access == Access::Free {
            row.values[*column] = value.clone();
        }
    }
    for (linked, column, value) in &input.linked {
        row.linked[*linked][*column] = value.clone();
    }
}

fn save(state: &mut State, schema: &Schema, row: Row, inserting: bool) {
    if let Some(table) = state.store.table_mut(schema) {
        if inserting {
            table.insert(row);
        } else {
            table.change(row.id, |saved| *saved = row);
        }
    }
}

/// 422: the body's own fields given back, with the complaint beside the value.
fn invalid(schema: &Schema, input: &Input, complaints: &[Complaint], inserting: bool, place: Links<'_>) -> Problem {
    let id = input.id.unwrap_or_else(Uuid::new_v4);
    let doing = if inserting { "Inserting" } else { "Updating" };
    let summary = format!("{doing} '{}' record raised at least one error. Please review the errors.", schema.name);
    let mut record = head(id, 1);
    record.push(("error".into(), Json::Text(summary)));
    for (column, field) in schema.fields.iter().enumerate() {
        let value = input.value(column).and_then(crate::acumatica::value::Value::json);
        let complaint = complaints.iter().find(|complaint| complaint.column == column);
        let mut parts = Vec::new();
        parts.extend(value.map(|value| ("value".into(), value)));
        parts.extend(complaint.map(|complaint| ("error".into(), Json::text(&complaint.why))));
        if !parts.is_empty() {
            record.push((field.name.into(), Json::Object(parts)));
        }
    }
    record.push(("custom".into(), Json::Object(Vec::new())));
    record.push(("_links".into(), links(schema, place, id)));
    Problem::Invalid(Json::Object(record))
}
