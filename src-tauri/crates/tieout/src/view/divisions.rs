//! What moves in each division and what stays apart, for a picture: amounts, and beside each its length.

use crate::view::amount::Amount;
use serde::Serialize;

/// An amount and how long it is drawn.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Bar {
    /// The amount.
    pub amount: Amount,
    /// In thousandths of the longest bar of the picture, whatever the sign; never nothing where the amount is not.
    pub length: u32,
}

/// One division in which something moves or stays apart.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DivisionBars {
    /// The division: the cost code's first segment.
    pub division: String,
    /// Its name; empty where Procore has none.
    pub name: String,
    /// How many of its lines a re-import changes.
    pub changes: u32,
    /// What it adds to lines.
    pub raised: Bar,
    /// What it takes from lines: zero or below.
    pub lowered: Bar,
    /// Procore minus Acumatica of its lines, after the re-import.
    pub stays_apart: Bar,
}
