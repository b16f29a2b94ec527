use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A decimal that is written to JSON digit by digit: `Exact(201.73)` becomes `201.73`, and `42000.00` keeps its zeros.
///
/// The road not taken is `serde_json::Number`: without `arbitrary_precision` it is a binary float on the way out, and that
/// feature would change how every crate of the program reads numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact(pub Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        exact(self.0).serialize(serializer)
    }
}

/// The JSON number of a decimal, from its digits.
#[expect(clippy::missing_panics_doc, reason = "it cannot: every decimal prints as a JSON number")]
pub fn exact(amount: Decimal) -> Box<RawValue> {
    RawValue::from_string(amount.to_string())
        .expect("a decimal prints as an optional sign, digits and a point: a JSON number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_as_they_are() {
        #[derive(Serialize)]
        struct Wrapped {
            value: Exact,
        }
        for digits in ["201.73", "-0.01", "0", "42000.00", "79228162514264337593543950335"] {
            let amount = digits.parse().expect("a decimal");
            let json = serde_json::to_string(&Wrapped { value: Exact(amount) }).expect("JSON");
            assert_eq!(json, format!("{{\"value\":{digits}}}"));
        }
    }
}
