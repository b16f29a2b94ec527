//! Identifiers that another system chose.

use serde::{Deserialize, Deserializer};

/// Reads an identifier: text, or a number where it looked like one.
pub(crate) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Identifier {
        Text(String),
        Number(i64),
    }
    Ok(Option::<Identifier>::deserialize(deserializer)?.map(|identifier| match identifier {
        Identifier::Text(text) => text,
        Identifier::Number(number) => number.to_string(),
    }))
}
