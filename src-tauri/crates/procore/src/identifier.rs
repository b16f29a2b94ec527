//! Identifiers that another system chose.

use serde::{Deserialize, Deserializer};

/// Reads an identifier: text, or a number where it looked like one. A GUID, a list number of another program, two numbers joined by a bar:
/// every integration has its own form, and none is looked into.
pub(crate) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Identifier {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(Option::<Identifier>::deserialize(deserializer)?.map(|identifier| match identifier {
        Identifier::Text(text) => text,
        Identifier::Number(number) => number.to_string(),
    }))
}

/// A text that says something. Unused columns hold `None` as a word.
pub(crate) fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty() && *text != "None")
}

/// A number that says something. Unused columns hold 0.
pub(crate) fn numbered(number: Option<i64>) -> Option<i64> {
    number.filter(|number| *number != 0)
}
