//! `$filter` of contract version 4: the grammar, what its words mean, and nothing of HTTP.
//!
//! `substringof` stands alone: compared with a truth it finds nothing, negated it is a 500, and `contains` and `tolower` are not
//! there; names of fields mind their case (practice).
//!
//! Comparisons of text ignore case and spaces at the end, as the database's collation does (inferred).

mod evaluate;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;

use super::schema::{FieldKind, Schema};
use super::value::Value;

pub(super) use evaluate::{order, satisfies, value_at};

/// A filter that has been read for one entity: every field it names exists, and every comparison compares like with like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    Compare(Box<Expression>, Operator, Box<Expression>),
    /// Whether a text stands in another one: function, text to look for, text to look in.
    Find(Function, Box<Expression>, Box<Expression>),
    Literal(Value),
    Field(Column),
    /// The record's id.
    Id,
    Guid(uuid::Uuid),
}

impl Expression {
    /// Whether a field for which this holds stands in it.
    pub(super) fn names_any(&self, is_such: &impl Fn(Column) -> bool) -> bool {
        match self {
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Compare(left, _, right)
            | Self::Find(_, left, right) => left.names_any(is_such) || right.names_any(is_such),
            Self::Not(inner) => inner.names_any(is_such),
            Self::Field(column) => is_such(*column),
            Self::Literal(_) | Self::Id | Self::Guid(_) => false,
        }
    }
}

/// Where a field of a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Own(usize),
    Linked(usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// `substringof('part', Field)`, or `contains(Field, 'part')` in OData 4.
    SubstringOf,
    StartsWith,
    EndsWith,
}

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FilterError {
    #[error("The filter cannot be read at position {position}: {why}.")]
    Syntax { position: usize, why: String },
    #[error("{entity} has no field {name}.")]
    UnknownField { entity: &'static str, name: String },
    #[error("{name} is a list; lists cannot be filtered by.")]
    DetailField { name: String },
    #[error("Type conversion not supported.")]
    Types,
}

/// Which of the two grammars a filter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grammar {
    /// Of contract version 4: OData 3, with typed literals.
    Three,
    /// Of the OData services: dates as they are, `contains`.
    Four,
}

/// Reads a filter of OData 4.
pub(super) fn read_v4(text: &str, schema: &'static Schema) -> Result<Expression, FilterError> {
    let expression = parser::parse(text, schema, Grammar::Four)?;
    if kind_of(&expression, schema) == Some(Kind::Truth) { Ok(expression) } else { Err(FilterError::Types) }
}

/// Reads a filter for one entity. With `numeric_refused`, a comparison of a number fails as it does on some instances.
pub(super) fn read(text: &str, schema: &'static Schema, numeric_refused: bool) -> Result<Expression, FilterError> {
    let expression = parser::parse(text, schema, Grammar::Three)?;
    if kind_of(&expression, schema) != Some(Kind::Truth) {
        return Err(FilterError::Types);
    }
    if numeric_refused && compares_numbers(&expression, schema) {
        return Err(FilterError::Types);
    }
    Ok(expression)
}

/// What an expression is; `None` for null, which goes with everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Truth,
    Moment,
    Guid,
}

fn kind_of(expression: &Expression, schema: &Schema) -> Option<Kind> {
    Some(match expression {
        Expression::Literal(Value::Empty) => return None,
        Expression::Literal(Value::Text(_)) => Kind::Text,
        Expression::Literal(Value::Number(_) | Value::Whole(_)) => Kind::Number,
        Expression::Literal(Value::Moment(_)) => Kind::Moment,
        Expression::Id | Expression::Guid(_) => Kind::Guid,
        Expression::Field(column) => match field_kind(*column, schema) {
            FieldKind::Text => Kind::Text,
            FieldKind::Number | FieldKind::Whole => Kind::Number,
            FieldKind::Boolean => Kind::Truth,
            FieldKind::Moment => Kind::Moment,
        },
        _ => Kind::Truth,
    })
}

fn field_kind(column: Column, schema: &Schema) -> FieldKind {
    match column {
        Column::Own(at) => schema.fields[at].kind,
        Column::Linked(linked, at) => schema.linked[linked].fields[at].kind,
    }
}

fn compares_numbers(expression: &Expression, schema: &Schema) -> bool {
    match expression {
        Expression::And(left, right) | Expression::Or(left, right) => {
            compares_numbers(left, schema) || compares_numbers(right, schema)
        }
        Expression::Not(inner) => compares_numbers(inner, schema),
        Expression::Compare(left, _, right) => {
            [left, right].iter().any(|side| kind_of(side, schema) == Some(Kind::Number))
        }
        _ => false,
    }
}
