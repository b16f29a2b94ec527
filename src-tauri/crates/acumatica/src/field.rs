//! Contract-based REST wraps every field: `{"value": x}`, and `{}` when it is empty (JSON conventions of Contract Version 4).

use rest::decimal;
use rust_decimal::Decimal;
use serde::Deserialize;

/// A text field.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Text {
    #[serde(default)]
    value: Option<String>,
}

impl Text {
    /// The text without its padding; empty where the field is.
    pub(crate) fn trimmed(&self) -> &str {
        self.value.as_deref().unwrap_or_default().trim()
    }
}

/// An amount, read from its digits.
#[derive(Debug, Deserialize)]
pub(crate) struct Amount {
    #[serde(default, deserialize_with = "decimal::optional")]
    value: Option<Decimal>,
}

impl Amount {
    /// The amount. Acumatica's amounts default to zero and are never null, so an empty field is zero.
    pub(crate) fn or_zero(&self) -> Decimal {
        self.value.unwrap_or_default()
    }
}
