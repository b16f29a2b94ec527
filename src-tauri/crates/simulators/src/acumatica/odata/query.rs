use std::cmp::Ordering;
use std::collections::HashMap;

use axum::http::StatusCode;

use crate::acumatica::filter::{self, Column, Expression};
use crate::acumatica::problem::Problem;
use crate::acumatica::row::Row;
use crate::acumatica::schema::Schema;

/// The query options of one request. What the service does not have, it refuses: `$expand` goes one level, there is no `$apply`.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) filter: Option<Expression>,
    pub(super) top: Option<usize>,
    pub(super) skip: usize,
    /// Positions of the columns that are shown.
    pub(super) columns: Vec<usize>,
    /// Records that are navigated to, each with its columns.
    pub(super) expanded: Vec<(usize, Vec<usize>)>,
    order: Vec<(Column, bool)>,
}

const KNOWN: [&str; 6] = ["$filter", "$select", "$expand", "$orderby", "$top", "$skip"];

pub(super) fn parse(query: &str, schema: &'static Schema) -> Result<Query, Problem> {
    let options: HashMap<String, String> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    if let Some(unknown) = options.keys().find(|name| name.starts_with('$') && !KNOWN.contains(&name.as_str())) {
        return Err(refused(format!("The query option '{unknown}' is not supported.")));
    }
    let option = |name: &str| options.get(name).map(String::as_str).filter(|value| !value.trim().is_empty());
    let filter = option("$filter").map(|text| filter::read_v4(text, schema)).transpose();
    Ok(Query {
        filter: filter.map_err(|error| refused(error.to_string()))?,
        top: option("$top").map(|text| count("$top", text)).transpose()?,
        skip: option("$skip").map(|text| count("$skip", text)).transpose()?.unwrap_or(0),
        columns: columns(schema, option("$select"))?,
        expanded: option("$expand").map(|text| expanded(schema, text)).transpose()?.unwrap_or_default(),
        order: option("$orderby").map(|text| order(schema, text)).transpose()?.unwrap_or_default(),
    })
}

impl Query {
    /// By the columns that were asked for; rows that are the same there keep their order.
    pub(super) fn sort(&self, rows: &mut [Row]) {
        rows.sort_by(|one, other| {
            let by_column = |(column, descending): &(Column, bool)| {
                let ordering = filter::order(filter::value_at(one, *column), filter::value_at(other, *column));
                if *descending { ordering.reverse() } else { ordering }
            };
            self.order.iter().map(by_column).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
        });
    }
}

fn refused(why: String) -> Problem {
    Problem::OData { status: StatusCode::BAD_REQUEST, why }
}

fn unknown(schema: &Schema, name: &str) -> Problem {
    refused(format!("Could not find a property named '{name}' on type '{}'.", schema.name))
}

fn count(part: &str, text: &str) -> Result<usize, Problem> {
    text.parse().map_err(|_| refused(format!("'{text}' is no value for {part}.")))
}

fn columns(schema: &Schema, select: Option<&str>) -> Result<Vec<usize>, Problem> {
    let Some(select) = select else { return Ok((0..schema.fields.len()).collect()) };
    let named = select.split(',').map(str::trim).filter(|name| !name.is_empty());
    named.map(|name| schema.column_exactly(name).ok_or_else(|| unknown(schema, name))).collect()
}

/// `A,B($select=X,Y)`: a comma inside parentheses belongs to what is expanded.
fn expanded(schema: &'static Schema, text: &str) -> Result<Vec<(usize, Vec<usize>)>, Problem> {
    let mut depth = 0_usize;
    let parts = text.split(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    });
    parts.map(str::trim).map(|part| expand(schema, part)).collect()
}

fn expand(schema: &'static Schema, part: &str) -> Result<(usize, Vec<usize>), Problem> {
    let (name, options) = part.split_once('(').unwrap_or((part, ""));
    let linked = schema.linked.iter().position(|linked| linked.name == name).ok_or_else(|| unknown(schema, name))?;
    let select = match options.strip_suffix(')').unwrap_or(options) {
        "" => None,
        options => Some(
            options
                .strip_prefix("$select=")
                .ok_or_else(|| refused(format!("'{options}' is not supported inside $expand.")))?,
        ),
    };
    Ok((linked, columns(&schema.linked[linked], select)?))
}

fn order(schema: &'static Schema, text: &str) -> Result<Vec<(Column, bool)>, Problem> {
    let by = |part: &str| {
        let (name, direction) = part.split_once(' ').unwrap_or((part, "asc"));
        let descending = match direction.trim() {
            "asc" => false,
            "desc" => true,
            other => return Err(refused(format!("'{other}' is no direction."))),
        };
        let column = match name.split_once('/') {
            None => schema.column_exactly(name).map(Column::Own),
            Some((parent, child)) => schema
                .linked
                .iter()
                .position(|linked| linked.name == parent)
                .and_then(|linked| Some(Column::Linked(linked, schema.linked[linked].column_exactly(child)?))),
        };
        Ok((column.ok_or_else(|| unknown(schema, name))?, descending))
    };
    text.split(',').map(str::trim).map(by).collect()
}
