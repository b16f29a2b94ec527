//! An amount as it is shown.

use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// An amount with its currency. Written as its digits, and never as a number: numbers of other programs lose cents.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount(pub jobcost::Money);

/// Plain digits with at least two decimals, e.g. `-1234.50`, and the ISO 4217 code.
#[derive(Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
struct Money {
    amount: String,
    currency: String,
}

impl From<jobcost::Money> for Amount {
    fn from(money: jobcost::Money) -> Self {
        Self(money)
    }
}

impl From<Amount> for jobcost::Money {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl Deref for Amount {
    type Target = jobcost::Money;

    fn deref(&self) -> &jobcost::Money {
        &self.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Money { amount: self.digits(), currency: self.currency().to_string() }.serialize(serializer)
    }
}

#[cfg(feature = "bindings")]
impl specta::Type for Amount {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        Money::definition(types)
    }
}
