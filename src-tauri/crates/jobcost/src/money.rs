//! An amount and its currency, inseparable.

use crate::written::grouped;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// An ISO 4217 currency code, e.g. `USD`. Three ASCII letters, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// What can be wrong with money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The text is not three letters.
    #[error("\"{0}\" is not a currency code")]
    NotACurrency(String),
    /// Two amounts of different currencies met.
    #[error("{0} and {1} cannot be added")]
    CurrenciesDiffer(Currency, Currency),
    /// The sum does not fit in a decimal of 96 bits (about 79 octillion).
    #[error("the sum is too large")]
    TooLarge,
}

impl Currency {
    /// US dollar, the currency most tests speak.
    pub const USD: Self = Self(*b"USD");
    /// No currency (ISO 4217: `XXX`, *no currency involved*): that of a budget that states none. It equals no other, so that an amount
    /// of unstated currency can never be compared with, or added to, one whose currency is known.
    pub const UNSTATED: Self = Self(*b"XXX");

    /// Somebody says which it is.
    pub fn is_stated(self) -> bool {
        self != Self::UNSTATED
    }

    /// Reads a currency code; outer spaces and case are ignored.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let letters = text.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(letters.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(MoneyError::NotACurrency(text.to_owned())),
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A decimal amount in a currency. Equal when both are equal; `1.10` and `1.1` are the same amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount in a currency.
    #[must_use]
    pub const fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// The amount without its currency: for storing and for the wire, beside the currency.
    pub const fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Exactly zero.
    pub const fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    /// Above zero: what Procore asks of an estimate before it creates a line.
    pub fn is_above_zero(&self) -> bool {
        self.amount > Decimal::ZERO
    }

    /// Below zero: a credit.
    pub fn is_credit(&self) -> bool {
        self.amount < Decimal::ZERO
    }

    /// The size of the amount, without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        Self::new(self.amount.abs(), self.currency)
    }

    /// The sum, exactly.
    pub fn plus(&self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.amount.checked_add(other.amount).map(|sum| Self::new(sum, self.currency)).ok_or(MoneyError::TooLarge)
    }

    /// The difference, exactly.
    pub fn minus(&self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.amount.checked_sub(other.amount).map(|rest| Self::new(rest, self.currency)).ok_or(MoneyError::TooLarge)
    }

    /// The sum of many amounts of one currency.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), |sum, amount| sum.plus(amount))
    }

    /// To the cent, halves away from zero, as ledgers round. Procore keeps two decimals (its budget rows print `"50000.00"`).
    #[must_use]
    pub fn to_the_cent(&self) -> Self {
        Self::new(self.amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero), self.currency)
    }

    /// Plain digits with at least two decimals and no grouping: `-1234.50`. The wire and the vendors read this.
    pub fn digits(&self) -> String {
        let mut amount = self.amount.normalize();
        if amount.scale() < 2 {
            amount.rescale(2);
        }
        // A negative zero is a zero.
        if amount.is_zero() { "0.00".to_owned() } else { amount.to_string() }
    }

    /// For a sentence: `$4,812,350.00`, `−$36,240.00`, `CAD 12.00`. The true minus sign, thousands grouped.
    pub fn sentence(&self) -> String {
        let digits = grouped(&self.to_the_cent().magnitude().digits());
        let sign = if self.is_credit() { "\u{2212}" } else { "" };
        match self.currency.as_str() {
            "USD" => format!("{sign}${digits}"),
            code => format!("{sign}{code} {digits}"),
        }
    }

    fn same_currency(&self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrenciesDiffer(self.currency, other.currency))
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.digits(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn usd(text: &str) -> Money {
        Money::new(text.parse().unwrap(), Currency::USD)
    }

    #[test]
    fn a_sum_of_cents_is_exact() {
        let cents = std::iter::repeat_n(usd("0.10"), 3);
        assert_eq!(Money::sum(Currency::USD, cents).unwrap(), usd("0.3"));
    }

    #[test]
    fn currencies_do_not_mix() {
        let cad = Money::zero(Currency::parse(" cad ").unwrap());
        assert!(matches!(usd("1").plus(cad), Err(MoneyError::CurrenciesDiffer(..))));
        assert!(matches!(usd("1").minus(cad), Err(MoneyError::CurrenciesDiffer(..))));
        assert!(Currency::parse("US").is_err() && Currency::parse("U5D").is_err());
    }

    #[test]
    fn a_sum_that_does_not_fit_says_so() {
        let largest = Money::new(Decimal::MAX, Currency::USD);
        assert_eq!(largest.plus(usd("1")), Err(MoneyError::TooLarge));
    }

    #[test]
    fn digits_and_sentences() {
        for (amount, digits, sentence) in [
            ("0", "0.00", "$0.00"),
            ("-0.00", "0.00", "$0.00"),
            ("1234.5", "1234.50", "$1,234.50"),
            ("-36240", "-36240.00", "\u{2212}$36,240.00"),
            ("999999.999", "999999.999", "$1,000,000.00"),
            ("0.005", "0.005", "$0.01"),
        ] {
            assert_eq!(usd(amount).digits(), digits);
            assert_eq!(usd(amount).sentence(), sentence);
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(usd("0.125").to_the_cent(), usd("0.13"));
        assert_eq!(usd("-0.125").to_the_cent(), usd("-0.13"));
    }
}
