//! Exact decimals in JSON: read from their digits, written as their digits, never by way of a binary float.
//!
//! Through [`RawValue`], not through `serde_json`'s feature `arbitrary_precision`: that feature would change how every number of the whole
//! program is read, the window's among them, as soon as one crate asks for it.

mod digits;

pub use digits::{NotAnAmount, Why};

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// In the words of every error about an amount, for telling it from one about the shape around it.
pub(crate) const NO_AMOUNT: &str = "as an amount of money";

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
    optional(deserializer)?.ok_or_else(|| D::Error::custom(format!("nothing is read {NO_AMOUNT}")))
}

/// The same where `null` is allowed; add `#[serde(default)]` where the field may be missing.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    told(deserializer)?.map_err(|error| D::Error::custom(format!("{error}: not read {NO_AMOUNT}")))
}

/// The same, but what is no amount is an error of this one value and not of everything around it: a list with one amount that nobody
/// can read is still a list, and its reader says which record is meant.
pub fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Result<Option<Decimal>, NotAnAmount>, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    Ok(parse(raw.get()))
}

/// Reads a decimal from the text of a JSON value: a number, a string of one, or `null`. More places than a [`Decimal`] holds are
/// rounded half away from zero; a whole part that it does not hold is an error, as is everything else that is no plain number. An
/// amount that cannot be read is never zero.
pub fn parse(json: &str) -> Result<Option<Decimal>, NotAnAmount> {
    let json = json.trim();
    if json == "null" {
        return Ok(None);
    }
    match serde_json::from_str::<String>(json) {
        Ok(text) => digits::read(text.trim()).map(Some),
        Err(_) => digits::read(json).map(Some),
    }
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

    #[derive(serde::Deserialize)]
    struct Lenient {
        #[serde(deserialize_with = "told")]
        amount: Result<Option<Decimal>, NotAnAmount>,
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
        for json in [
            "\"\"",
            "\" \"",
            "\"12,5\"",
            "\"1,234.50\"",
            "\"1.234,50\"",
            "\"1 234.50\"",
            "\"1_000\"",
            "\"$5\"",
            "\"5 USD\"",
            "\"(5.00)\"",
            "\"5-\"",
            "\"--5\"",
            "\"\u{2212}5\"",
            "\"\u{ff15}\"",
            "\"0x10\"",
            "\"1e\"",
            "\"e5\"",
            "\"1e5.5\"",
            "\".\"",
            "\"-\"",
            "\"1.2.3\"",
            "true",
            "null",
            "\"NaN\"",
            "\"Infinity\"",
            "\"-Infinity\"",
            "\"null\"",
            "{}",
            "[]",
            "[5]",
        ] {
            assert!(serde_json::from_str::<Line>(&format!("{{\"amount\":{json}}}")).is_err(), "{json}");
        }
        for json in ["\"\"", "\"NaN\"", "{}"] {
            let other = serde_json::from_str::<Line>(&format!("{{\"amount\":1,\"other\":{json}}}"));
            assert!(other.is_err(), "an optional amount that is there and no amount is not a missing one: {json}");
        }
    }

    #[test]
    fn one_amount_that_cannot_be_read_leaves_the_others_readable() {
        let lines: Vec<Lenient> =
            serde_json::from_str(r#"[{"amount":1.5},{"amount":1e40},{"amount":null},{"amount":"n/a"}]"#).unwrap();
        let [good, large, none, text] = lines.try_into().ok().unwrap();
        assert_eq!(good.amount, Ok(Some("1.5".parse().unwrap())));
        assert_eq!(large.amount.unwrap_err().why, Why::TooLarge);
        assert_eq!(none.amount, Ok(None));
        assert_eq!(text.amount.unwrap_err().to_string(), "\"n/a\" is not an amount");
    }

    #[test]
    fn a_number_is_written_with_its_digits() {
        let text = serde_json::to_string(&JsonNumber("9007199254740993.17".parse().unwrap())).unwrap();
        assert_eq!(text, "9007199254740993.17");
    }
}
