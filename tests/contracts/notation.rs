//! From the notation of the contract files to shapes.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a value may look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Anything,
    /// No body at all.
    Nothing,
    Null,
    Integer,
    Number,
    Boolean,
    Text,
    Digits,
    Moment,
    Uuid,
    Word(String),
    Named(String),
    NamesOf(String),
    FilterOn(String),
    /// `{"value": ..}`.
    Field(Box<Shape>),
    /// `{}` in the place of a field.
    EmptyField,
    OneOf(Vec<Shape>),
    List(Box<Shape>),
    Object(Object),
}

/// The names of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) fields: BTreeMap<String, Expected>,
    /// Shapes whose fields it has besides.
    pub(super) extends: Vec<String>,
    /// The shape of every name that is not listed.
    pub(super) others: Option<Box<Shape>>,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) required: bool,
    pub(super) shape: Shape,
}

/// Reads a shape.
pub(super) fn shape(written: &Value) -> Result<Shape, String> {
    match written {
        Value::String(text) => words(text),
        Value::Array(items) => match items.as_slice() {
            [item] => Ok(Shape::List(Box::new(shape(item)?))),
            _ => Err("a list names the shape of its items, once".to_owned()),
        },
        Value::Object(fields) => Ok(Shape::Object(object(fields)?)),
        other => Err(format!("{other} is no type")),
    }
}

/// Reads an object's names.
pub(super) fn object(written: &Map<String, Value>) -> Result<Object, String> {
    let mut object = Object::default();
    for (name, value) in written {
        match name.as_str() {
            ".." => object.extends = extended(value)?,
            "*" => object.others = Some(Box::new(shape(value)?)),
            name => {
                let expected = Expected { required: !name.ends_with('?'), shape: shape(value)? };
                object.fields.insert(name.trim_end_matches('?').to_owned(), expected);
            }
        }
    }
    Ok(object)
}

fn extended(value: &Value) -> Result<Vec<String>, String> {
    match words(value.as_str().unwrap_or_default())? {
        Shape::Named(name) => Ok(vec![name]),
        _ => Err("`..` takes the name of a shape".to_owned()),
    }
}

fn words(text: &str) -> Result<Shape, String> {
    let mut alternatives = text.split('|').map(|word| word_of(word.trim())).collect::<Result<Vec<_>, _>>()?;
    match (alternatives.len(), alternatives.pop()) {
        (1, Some(only)) => Ok(only),
        (_, Some(last)) => {
            alternatives.push(last);
            Ok(Shape::OneOf(alternatives))
        }
        _ => Err("an empty type".to_owned()),
    }
}

fn word_of(word: &str) -> Result<Shape, String> {
    if let Some(name) = word.strip_prefix("names of @") {
        return Ok(Shape::NamesOf(name.to_owned()));
    }
    if let Some(name) = word.strip_prefix("filter on @") {
        return Ok(Shape::FilterOn(name.to_owned()));
    }
    if let Some(name) = word.strip_prefix('@') {
        return Ok(Shape::Named(name.to_owned()));
    }
    if let Some(literal) = word.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Ok(Shape::Word(literal.to_owned()));
    }
    if let Some(inner) = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return if inner.is_empty() { Ok(Shape::EmptyField) } else { Ok(Shape::Field(Box::new(word_of(inner)?))) };
    }
    Ok(match word {
        "any" => Shape::Anything,
        "nothing" => Shape::Nothing,
        "null" => Shape::Null,
        "integer" => Shape::Integer,
        "number" => Shape::Number,
        "boolean" => Shape::Boolean,
        "string" => Shape::Text,
        "digits" => Shape::Digits,
        "moment" => Shape::Moment,
        "uuid" => Shape::Uuid,
        other => return Err(format!("`{other}` is no type")),
    })
}
