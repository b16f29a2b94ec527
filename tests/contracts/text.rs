//! Texts against a shape: parameters, form fields, headers, and the texts inside JSON.

use super::body::said;
use super::book::Book;
use super::notation::{Object, Shape, named};

/// What of these names and values is not as the object says.
pub(super) fn differences(book: &Book, object: &Object, pairs: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in pairs {
        match object.fields.get(name) {
            Some(expected) => {
                found.extend(difference(book, &expected.shape, value).map(|why| format!("{name}: {why}")));
            }
            None if object.others.is_some() => {}
            None => found.push(format!("{name}: not in the contract")),
        }
    }
    let absent = object
        .fields
        .iter()
        .filter(|(name, expected)| expected.required && !pairs.iter().any(|(given, _)| given == *name));
    found.extend(absent.map(|(name, _)| format!("{name}: missing")));
    found
}

fn difference(book: &Book, shape: &Shape, text: &str) -> Option<String> {
    let is_so = match shape {
        Shape::OneOf(shapes) => shapes.iter().any(|shape| difference(book, shape, text).is_none()),
        Shape::NamesOf(name) => return unknown_name(book, name, text),
        Shape::FilterOn(name) => return unknown_word(book, name, text),
        shape => is_form(shape, text),
    };
    (!is_so).then(|| format!("\"{text}\" where the contract says {}", said(shape)))
}

/// Whether a text has the form of a shape that is written as text.
pub(super) fn is_form(shape: &Shape, text: &str) -> bool {
    match shape {
        Shape::Anything | Shape::Text => true,
        Shape::Integer => text.parse::<i64>().is_ok(),
        Shape::Number | Shape::Digits => is_decimal(text),
        Shape::Boolean => matches!(text, "true" | "false"),
        Shape::Word(word) => text == word,
        Shape::Moment => text.parse::<jiff::Timestamp>().is_ok(),
        Shape::Uuid => {
            let lengths: Vec<usize> = text.split('-').map(str::len).collect();
            lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
        }
        _ => false,
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, cents].iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// `A,B,Linked/C`: every name must be a field of the entity, and C one of the linked.
fn unknown_name(book: &Book, entity: &str, text: &str) -> Option<String> {
    let unknown = text.split(',').find(|path| !is_path(book, named(&book.shapes, entity), path.trim()));
    unknown.map(|path| format!("@{entity} has no field {path}"))
}

fn is_path(book: &Book, shape: &Shape, path: &str) -> bool {
    let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
    match shape {
        Shape::Named(shape) => is_path(book, named(&book.shapes, shape), path),
        Shape::List(item) => is_path(book, item, path),
        Shape::OneOf(shapes) => shapes.iter().any(|shape| is_path(book, shape, path)),
        Shape::Object(object) => {
            object.fields.get(name).is_some_and(|expected| rest.is_none_or(|rest| is_path(book, &expected.shape, rest)))
        }
        _ => false,
    }
}

/// Every word outside quotation marks must be an operator, a function, a literal or a field of the entity.
fn unknown_word(book: &Book, entity: &str, filter: &str) -> Option<String> {
    const OPERATORS: [&str; 9] = ["eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not"];
    const FUNCTIONS: [&str; 7] = ["substringof", "startswith", "endswith", "datetimeoffset", "true", "false", "null"];
    if filter.matches('\'').count() % 2 == 1 {
        return Some("a quotation mark is not closed, or not doubled".to_owned());
    }
    let outside: String = filter.split('\'').step_by(2).collect::<Vec<_>>().join(" ");
    let mut words = outside.split(|c: char| c.is_whitespace() || "(),".contains(c)).filter(|word| !word.is_empty());
    let is_known = |word: &&str| {
        OPERATORS.contains(word)
            || FUNCTIONS.contains(word)
            || is_decimal(word.trim_end_matches(['M', 'm']))
            || is_path(book, named(&book.shapes, entity), word)
    };
    words.find(|word| !is_known(word)).map(|word| format!("@{entity} has no field {word} to filter on"))
}
