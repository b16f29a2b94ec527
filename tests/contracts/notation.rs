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
    /// Shapes whose fields it has besides, until it was [`Object::extended`] by them.
    extends: Vec<String>,
    /// The shape of every name that is not listed.
    pub(super) others: Option<Box<Shape>>,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) required: bool,
    pub(super) shape: Shape,
}

/// A shape by its name in the contracts.
pub(super) type Shapes = BTreeMap<String, Shape>;

impl Shape {
    /// The same, with the fields that the objects in it take over from the shapes they name.
    pub(super) fn extended(&self, shapes: &Shapes) -> Self {
        let boxed = |shape: &Self| Box::new(shape.extended(shapes));
        match self {
            Self::Field(inner) => Self::Field(boxed(inner)),
            Self::List(item) => Self::List(boxed(item)),
            Self::OneOf(all) => Self::OneOf(all.iter().map(|shape| shape.extended(shapes)).collect()),
            Self::Object(object) => Self::Object(object.extended(shapes)),
            plain => plain.clone(),
        }
    }
}

impl Object {
    /// The same, with its own fields and those of the shapes it names. Its own come before theirs.
    pub(super) fn extended(&self, shapes: &Shapes) -> Self {
        let mut fields = BTreeMap::new();
        for name in &self.extends {
            if let Shape::Object(base) = named(shapes, name) {
                fields.extend(base.extended(shapes).fields);
            }
        }
        let own = |(name, expected): (&String, &Expected)| {
            (name.clone(), Expected { required: expected.required, shape: expected.shape.extended(shapes) })
        };
        fields.extend(self.fields.iter().map(own));
        let others = self.others.as_ref().map(|others| Box::new(others.extended(shapes)));
        Self { fields, extends: Vec::new(), others }
    }
}

/// The shape of a name; a name without one is a mistake in the contracts.
pub(super) fn named<'a>(shapes: &'a Shapes, name: &str) -> &'a Shape {
    shapes.get(name).unwrap_or_else(|| panic!("the contracts describe no @{name}"))
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
