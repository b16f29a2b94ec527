//! JSON against a shape.

use super::book::Book;
use super::notation::{Object, Shape, named};
use super::text;
use serde_json::{Map, Value};
use std::fmt;

/// What of this value is not as the shape says, each with its place.
pub(super) fn differences(book: &Book, shape: &Shape, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(book, shape, value, At::Body, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Where in the body something stands: a text only once there is something to say about it.
#[derive(Clone, Copy)]
enum At<'a> {
    Body,
    Field(&'a At<'a>, &'a str),
    Item(&'a At<'a>),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Field(Self::Body, name) => f.write_str(name),
            Self::Field(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer) => write!(f, "{outer}[]"),
        }
    }
}

fn compare(book: &Book, shape: &Shape, value: &Value, at: At<'_>, found: &mut Vec<String>) {
    match (shape, value) {
        (Shape::Named(name), _) => compare(book, named(&book.shapes, name), value, at, found),
        (Shape::OneOf(shapes), _) => compare_any(book, shapes, value, at, found),
        (Shape::List(item), Value::Array(values)) => {
            for value in values {
                compare(book, item, value, At::Item(&at), found);
            }
        }
        (Shape::Object(object), Value::Object(values)) => compare_object(book, object, values, at, found),
        (Shape::Field(inner), Value::Object(values)) => compare_field(book, inner, values, at, found),
        (Shape::EmptyField, Value::Object(values)) if values.is_empty() => {}
        _ if is_plain(shape, value) => {}
        _ => found.push(format!("{}: {} where the contract says {}", place(at), kind(value), said(shape))),
    }
}

/// Passes when one of the shapes does. Else the differences are those from the shape that was meant, where one can be told.
fn compare_any(book: &Book, shapes: &[Shape], value: &Value, at: At<'_>, found: &mut Vec<String>) {
    if shapes.iter().any(|shape| is_plain(shape, value)) {
        return;
    }
    let mut nearest: Option<Vec<String>> = None;
    for shape in shapes {
        let mut differences = Vec::new();
        compare(book, shape, value, at, &mut differences);
        if differences.is_empty() {
            return;
        }
        let outer = format!("{}: ", place(at));
        let inside = differences.iter().all(|difference| !difference.starts_with(&outer));
        if inside && nearest.as_ref().is_none_or(|nearest| nearest.len() > differences.len()) {
            nearest = Some(differences);
        }
    }
    let all = shapes.iter().map(said).collect::<Vec<_>>().join(" or ");
    let outside = format!("{}: {} where the contract says {all}", place(at), kind(value));
    found.extend(nearest.unwrap_or_else(|| vec![outside]));
}

fn compare_object(book: &Book, object: &Object, values: &Map<String, Value>, at: At<'_>, found: &mut Vec<String>) {
    for (name, value) in values {
        let at = At::Field(&at, name);
        match (object.fields.get(name), &object.others) {
            (Some(expected), _) => compare(book, &expected.shape, value, at, found),
            (None, Some(others)) => compare(book, others, value, at, found),
            (None, None) => found.push(format!("{at}: not in the contract")),
        }
    }
    let absent = object.fields.iter().filter(|(name, expected)| expected.required && !values.contains_key(*name));
    found.extend(absent.map(|(name, _)| format!("{}: missing", At::Field(&at, name))));
}

/// `{"value": ..}`, and beside it only an `error`.
fn compare_field(book: &Book, inner: &Shape, values: &Map<String, Value>, at: At<'_>, found: &mut Vec<String>) {
    match values.get("value") {
        Some(value) => compare(book, inner, value, At::Field(&at, "value"), found),
        None => found.push(format!("{}: no value", place(at))),
    }
    let strangers = values.keys().filter(|name| !["value", "error"].contains(&name.as_str()));
    found.extend(strangers.map(|name| format!("{}: not in the contract", At::Field(&at, name))));
}

fn is_plain(shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Anything, _)
        | (Shape::Null, Value::Null)
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Number, Value::Number(_)) => true,
        (Shape::Integer, Value::Number(number)) => number.is_i64() || number.is_u64(),
        (Shape::Text | Shape::Digits | Shape::Moment | Shape::Uuid | Shape::Word(_), Value::String(text)) => {
            text::is_form(shape, text)
        }
        _ => false,
    }
}

fn place(at: At<'_>) -> String {
    if matches!(at, At::Body) { "the body".to_owned() } else { at.to_string() }
}

fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text \"{}\"", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(values) if values.is_empty() => "{}".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A shape in a word.
pub(super) fn said(shape: &Shape) -> String {
    match shape {
        Shape::Anything => "anything".to_owned(),
        Shape::Nothing => "no body".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Integer => "an integer".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Boolean => "a boolean".to_owned(),
        Shape::Text => "a text".to_owned(),
        Shape::Digits => "a decimal number as text".to_owned(),
        Shape::Moment => "a moment".to_owned(),
        Shape::Uuid => "a uuid".to_owned(),
        Shape::Word(word) => format!("\"{word}\""),
        Shape::Named(name) => format!("@{name}"),
        Shape::NamesOf(name) => format!("names of @{name}"),
        Shape::FilterOn(name) => format!("a filter on @{name}"),
        Shape::Field(inner) => format!("a field with {}", said(inner)),
        Shape::EmptyField => "{}".to_owned(),
        Shape::OneOf(shapes) => shapes.iter().map(said).collect::<Vec<_>>().join(" or "),
        Shape::List(_) => "a list".to_owned(),
        Shape::Object(_) => "an object".to_owned(),
    }
}
