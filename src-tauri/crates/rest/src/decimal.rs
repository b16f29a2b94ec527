//! Exact decimals in JSON: read from their digits, written as their digits, never by way of a binary float.
//!
//! Through [`RawValue`], not through `serde_json`'s feature `arbitrary_precision`: that feature would change how every number of the whole
//! program is read, the window's among them, as soon as one crate asks for it.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A decimal that is written to JSON as a number with exactly its digits.
#[derive(Clone, Copy, Debug)]
pub struct JsonNumber(pub Decimal);

impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error as _;
        RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// Reads a decimal from a number or from a string: `#[serde(deserialize_with = "rest::decimal::exact")]`.
pub fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    optional(deserializer)?.ok_or_else(|| D::Error::custom("an amount is missing"))
}

/// The same where `null` is allowed; add `#[serde(default)]` where the field may be missing.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    parse(raw.get()).map_err(D::Error::custom)
}

/// Reads a decimal from the text of a JSON value.
pub fn parse(json: &str) -> Result<Option<Decimal>, String> {
    let json = json.trim();
    if json == "null" {
        return Ok(None);
    }
    let digits = match serde_json::from_str::<String>(json) {
        Ok(text) => text,
        Err(_) => json.to_owned(),
    };
    let digits = digits.trim();
    let parsed =
        if digits.contains(['e', 'E']) { Decimal::from_scientific(digits) } else { Decimal::from_str_exact(digits) };
    parsed.map(Some).map_err(|error| format!("{digits:?} is not an amount: {error}"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[derive(serde::Deserialize)]
    struct Line {
        #[serde(deserialize_with = "exact")]
        amount: Decimal,
        #[serde(default, deserialize_with = "optional")]
        other: Option<Decimal>,
    }

    #[test]
    fn numbers_and_strings_keep_their_digits() {
        for (json, expected) in [
            ("201.73", "201.73"),
            ("\"50000.00\"", "50000.00"),
            ("0.1", "0.1"),
            ("-0.01", "-0.01"),
            ("1E+2", "100"),
            ("2.5e-1", "0.25"),
            // More digits than a binary float keeps.
            ("9007199254740993.17", "9007199254740993.17"),
        ] {
            let line: Line = serde_json::from_str(&format!("{{\"amount\":{json},\"other\":null}}")).unwrap();
            assert_eq!((line.amount, line.other), (expected.parse().unwrap(), None), "{json}");
        }
    }

    #[test]
    fn what_is_no_amount_is_an_error() {
        for json in ["\"\"", "\"12,5\"", "true", "null", "\"NaN\"", "{}"] {
            assert!(serde_json::from_str::<Line>(&format!("{{\"amount\":{json}}}")).is_err(), "{json}");
        }
    }

    #[test]
    fn a_number_is_written_with_its_digits() {
        let text = serde_json::to_string(&JsonNumber("9007199254740993.17".parse().unwrap())).unwrap();
        assert_eq!(text, "9007199254740993.17");
    }
}
