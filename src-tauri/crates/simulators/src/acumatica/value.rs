use jiff::Timestamp;
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::json::Json;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Value {
    /// Nothing: `{}` in an answer.
    Empty,
    Text(String),
    Number(#[serde(with = "crate::bench::decimal_text")] Decimal),
    Whole(i64),
    Boolean(bool),
    Moment(Timestamp),
}

impl Value {
    /// The text, or nothing for any other value.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// The number, or zero for any other value: amounts default to zero and are never null.
    pub(super) fn number(&self) -> Decimal {
        match self {
            Self::Number(number) => *number,
            _ => Decimal::ZERO,
        }
    }

    /// The bare value in JSON; `None` for an empty field.
    pub(super) fn json(&self) -> Option<Json> {
        Some(match self {
            Self::Empty => return None,
            Self::Text(text) => Json::Text(text.clone()),
            Self::Number(number) => Json::Number(as_double(*number)),
            Self::Whole(whole) => Json::Number(whole.to_string()),
            Self::Boolean(flag) => Json::Boolean(*flag),
            Self::Moment(moment) => Json::Text(with_offset(*moment)),
        })
    }

    /// The contract's wrapping: `{"value": ..}`, or `{}` for an empty field.
    pub(super) fn wrapped(&self) -> Json {
        Json::Object(self.json().map(|value| ("value".into(), value)).into_iter().collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Boolean(flag)
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}

/// A whole amount is written as a double is: `42000.0`. The digits never pass through one.
fn as_double(number: Decimal) -> String {
    let digits = number.normalize().to_string();
    if digits.contains('.') { digits } else { format!("{digits}.0") }
}

/// `2025-11-03T14:22:05.327+00:00`: milliseconds and an offset, as the vendor writes date-time values.
fn with_offset(moment: Timestamp) -> String {
    format!("{:.3}", moment.display_with_offset(Offset::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_the_contract_writes_them() {
        let wrapped = |value: Value| serde_json::to_string(&value.wrapped()).expect("JSON");
        assert_eq!(wrapped(Value::Empty), "{}");
        assert_eq!(wrapped(Value::Text("APPT COM".into())), r#"{"value":"APPT COM"}"#);
        assert_eq!(wrapped(Value::Number(Decimal::new(20173, 2))), r#"{"value":201.73}"#);
        assert_eq!(wrapped(Value::Number(Decimal::new(4_200_000, 2))), r#"{"value":42000.0}"#);
        assert_eq!(wrapped(Value::Number(Decimal::ZERO)), r#"{"value":0.0}"#);
        assert_eq!(wrapped(Value::Whole(7)), r#"{"value":7}"#);
        assert_eq!(wrapped(Value::Boolean(false)), r#"{"value":false}"#);
        let moment = "2025-11-03T14:22:05.327Z".parse::<Timestamp>().expect("a moment");
        assert_eq!(wrapped(Value::Moment(moment)), r#"{"value":"2025-11-03T14:22:05.327+00:00"}"#);
    }
}
