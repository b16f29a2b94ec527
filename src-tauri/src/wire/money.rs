//! An amount on the wire.

use serde::Serialize;
use specta::Type;

/// Plain digits with at least two decimals, e.g. `-1234.50`, and the ISO 4217 code.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Money {
    amount: String,
    currency: String,
}

impl From<tieout::Money> for Money {
    fn from(money: tieout::Money) -> Self {
        Self { amount: money.digits(), currency: money.currency().to_string() }
    }
}
