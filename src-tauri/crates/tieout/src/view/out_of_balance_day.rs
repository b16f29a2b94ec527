//! One day of the picture of what is out of balance.

use crate::view::amount::Amount;
use jiff::civil::Date;
use serde::Serialize;

/// By how much the synced jobs together were out of balance in one currency, as the last complete look of the day found it. A day on
/// which nobody looked is not there: it is not a day of nothing.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OutOfBalanceDay {
    /// The day, `2026-03-02`, by this computer's calendar.
    pub day: Date,
    /// As ISO 4217 code.
    pub currency: String,
    /// The sum of the sizes: two differences that cancel out are two.
    pub amount: Amount,
    /// How many jobs were out of balance.
    pub jobs: u32,
}
