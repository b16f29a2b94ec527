use std::borrow::Cow;

use super::query::Query;
use crate::acumatica::json::Json;
use crate::acumatica::row::Row;
use crate::acumatica::schema::{Access, Field, Schema};
use crate::acumatica::value::Value;

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Amounts as texts with six decimals.
    Inquiry,
    /// Plain numbers.
    Class,
}

/// One row: the columns that were chosen, then what was expanded.
pub(super) fn record(schema: &'static Schema, query: &Query, dialect: Dialect, row: &Row) -> Json {
    let mut fields: Vec<(Cow<'static, str>, Json)> =
        query.columns.iter().map(|at| field(&schema.fields[*at], &row.values[*at], dialect)).collect();
    for (linked, columns) in &query.expanded {
        let values =
            columns.iter().map(|at| field(&schema.linked[*linked].fields[*at], &row.linked[*linked][*at], dialect));
        fields.push((schema.linked[*linked].name.into(), Json::Object(values.collect())));
    }
    Json::Object(fields)
}

/// Codes come padded with spaces to their width, as they are stored.
fn field(field: &Field, value: &Value, dialect: Dialect) -> (Cow<'static, str>, Json) {
    let shown = match (field.access, value) {
        (Access::Key { width }, Value::Text(text)) => Json::Text(format!("{text:<width$}")),
        (_, Value::Number(number)) if dialect == Dialect::Inquiry => Json::Text(format!("{number:.6}")),
        _ => value.json().unwrap_or(Json::Null),
    };
    (field.name.into(), shown)
}
