//! Contract-based REST wraps every field: `{"value": x}`, and `{}` when it is empty (JSON conventions of Contract Version 4).
//!
//! A field never fails its record: what it holds is told apart here, and who needs it judges. Empty is *unknown*, never a default: a
//! right that hides a field leaves the same emptiness as a record that lacks it.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Field<T> {
    /// Absent, `{}`, `null`, or a text of nothing but spaces.
    #[default]
    Empty,
    /// This.
    Known(T),
    /// Something that is not of its type.
    Unreadable,
}

/// A text field, without its padding.
pub(crate) type Text = Field<String>;
/// An amount, read from its digits.
pub(crate) type Amount = Field<Decimal>;

/// Reads a value from its JSON.
pub(crate) trait Value: Sized {
    /// The field of this value; never fails.
    fn read(json: &str) -> Field<Self>;
}

#[derive(Deserialize)]
struct Wrapped {
    #[serde(default)]
    value: Option<Box<RawValue>>,
}

impl<T> Field<T> {
    pub(crate) const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Empty | Self::Unreadable => None,
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl Text {
    /// The text; nothing where it is not known.
    pub(crate) fn trimmed(&self) -> &str {
        self.known().map_or("", String::as_str)
    }
}

impl Value for String {
    fn read(json: &str) -> Text {
        match serde_json::from_str::<Self>(json) {
            Ok(text) if text.trim().is_empty() => Field::Empty,
            Ok(text) => Field::Known(text.trim().to_owned()),
            Err(_) => Field::Unreadable,
        }
    }
}

impl Value for Decimal {
    fn read(json: &str) -> Amount {
        match rest::decimal::parse(json) {
            Ok(Some(amount)) => Field::Known(amount),
            Ok(None) => Field::Empty,
            Err(_) => Field::Unreadable,
        }
    }
}

impl<'de, T: Value> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(match serde_json::from_str::<Option<Wrapped>>(raw.get()) {
            Ok(wrapped) => wrapped.and_then(|wrapped| wrapped.value).map_or(Self::Empty, |value| T::read(value.get())),
            Err(_) => Self::Unreadable,
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn every_way_to_be_empty_is_empty_and_nothing_else_is() {
        #[derive(Deserialize)]
        struct Record {
            #[serde(default)]
            text: Text,
            #[serde(default)]
            amount: Amount,
        }
        let amount = |digits: &str| Field::Known(digits.parse::<Decimal>().unwrap());
        for (field, text, number) in [
            ("{}", Field::Empty, Field::Empty),
            ("null", Field::Empty, Field::Empty),
            (r#"{"value":null}"#, Field::Empty, Field::Empty),
            (r#"{"value":" A 1  "}"#, Field::Known("A 1".to_owned()), Field::Unreadable),
            (r#"{"value":0}"#, Field::Unreadable, amount("0")),
            (r#"{"value":-1E+2}"#, Field::Unreadable, amount("-100")),
            (r#"{"value":"12,5"}"#, Field::Known("12,5".to_owned()), Field::Unreadable),
            (r#"{"value":{"id":"E","description":"Expense"}}"#, Field::Unreadable, Field::Unreadable),
            ("17", Field::Unreadable, Field::Unreadable),
        ] {
            let record: Record = serde_json::from_str(&format!(r#"{{"text":{field},"amount":{field}}}"#)).unwrap();
            assert_eq!((record.text, record.amount), (text, number), "{field}");
        }
        let record: Record = serde_json::from_str("{}").unwrap();
        assert_eq!((record.text, record.amount), (Field::Empty, Field::Empty));
    }
}
