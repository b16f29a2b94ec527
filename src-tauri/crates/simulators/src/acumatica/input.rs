use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::problem::Problem;
use super::schema::{FieldKind, Schema};
use super::value::Value;

/// A body of `PUT`, read: what it says of the record's own fields and of its linked records. The rest of it is passed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) id: Option<Uuid>,
    pub(super) values: BTreeMap<usize, Value>,
    pub(super) linked: Vec<(usize, usize, Value)>,
}

impl Input {
    /// What the body says of a field.
    pub(super) fn value(&self, column: usize) -> Option<&Value> {
        self.values.get(&column)
    }
}

type Body = BTreeMap<String, Box<RawValue>>;

/// One field as it is sent: `{"value": ..}`, or `{}` for an empty one.
#[derive(Deserialize)]
struct Wrapped {
    value: Option<Box<RawValue>>,
}

pub(super) fn read(schema: &'static Schema, body: &[u8]) -> Result<Input, Problem> {
    let body: Body = serde_json::from_slice(body).map_err(|error| unreadable("entity", error))?;
    let mut input = Input::default();
    for (name, raw) in &body {
        if name == "id" {
            let text: String = serde_json::from_str(raw.get()).map_err(|error| unreadable("id", error))?;
            input.id = Some(text.parse().map_err(|error: uuid::Error| unreadable("id", error))?);
        } else if let Some(column) = schema.column(name) {
            let field = &schema.fields[column];
            input.values.insert(column, field_value(field.name, field.kind, raw)?);
        } else if let Some(linked) = schema.linked_position(name) {
            read_linked(&schema.linked[linked], linked, raw, &mut input)?;
        }
    }
    Ok(input)
}

fn read_linked(schema: &'static Schema, linked: usize, raw: &RawValue, input: &mut Input) -> Result<(), Problem> {
    let fields: Body = serde_json::from_str(raw.get()).map_err(|error| unreadable(schema.name, error))?;
    for (name, raw) in &fields {
        if let Some(column) = schema.column(name) {
            let field = &schema.fields[column];
            input.linked.push((linked, column, field_value(field.name, field.kind, raw)?));
        }
    }
    Ok(())
}

fn field_value(name: &'static str, kind: FieldKind, raw: &RawValue) -> Result<Value, Problem> {
    let wrapped: Wrapped = serde_json::from_str(raw.get()).map_err(|error| unreadable(name, error))?;
    match wrapped.value {
        None => Ok(Value::Empty),
        Some(value) => {
            decode(kind, value.get()).ok_or_else(|| unreadable(name, format!("{} cannot be converted", value.get())))
        }
    }
}

/// The value of a JSON text. Numbers are read from their digits, bare or in quotes.
fn decode(kind: FieldKind, json: &str) -> Option<Value> {
    if json == "null" {
        return Some(Value::Empty);
    }
    let unquoted = || serde_json::from_str::<String>(json).ok();
    match kind {
        FieldKind::Text => unquoted().map(|text| Value::from(text.as_str())),
        FieldKind::Number => decimal(unquoted().as_deref().unwrap_or(json)).map(Value::Number),
        FieldKind::Whole => unquoted().as_deref().unwrap_or(json).parse().ok().map(Value::Whole),
        FieldKind::Boolean => json.parse().ok().map(Value::Boolean),
        FieldKind::Moment => unquoted()?.parse::<Timestamp>().ok().map(Value::Moment),
    }
}

fn decimal(digits: &str) -> Option<Decimal> {
    Decimal::from_str_exact(digits).or_else(|_| Decimal::from_scientific(digits)).ok()
}

fn unreadable(part: &'static str, why: impl std::fmt::Display) -> Problem {
    Problem::Unreadable { part, why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_in_every_form() {
        let read = |json: &str| decode(FieldKind::Number, json).map(|value| value.number().to_string());
        for (json, digits) in [
            ("79228162514264337593543950.33", "79228162514264337593543950.33"),
            ("0.1", "0.1"),
            ("\"-12.50\"", "-12.50"),
            ("1.5e3", "1500"),
        ] {
            assert_eq!(read(json).as_deref(), Some(digits), "{json}");
        }
        assert_eq!(read("\"many\""), None);
        assert_eq!(decode(FieldKind::Number, "null"), Some(Value::Empty));
    }
}
