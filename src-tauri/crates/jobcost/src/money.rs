//! An amount and its currency, inseparable.

use crate::written::grouped;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// An ISO 4217 currency code, e.g. `USD`. Three ASCII letters, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// How many decimals are shown of an amount whose currency nobody states.
const USUAL_DECIMALS: u32 = 2;

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

    /// How many decimals its smallest unit has (ISO 4217): none for the yen, three for the Bahraini dinar, two for most. That of no
    /// currency is not known.
    pub fn decimals(self) -> Option<u32> {
        match &self.0 {
            b"XXX" => None,
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => Some(0),
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => Some(3),
            b"CLF" | b"UYW" => Some(4),
            _ => Some(2),
        }
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

    /// To the smallest unit of its currency, halves away from zero, as ledgers round: cents, none for the yen, three decimals for the
    /// Bahraini dinar. What is of no known currency has no known unit, and stays as it is.
    #[must_use]
    pub fn to_smallest_unit(&self) -> Self {
        let rounded = |decimals| self.amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        Self::new(self.currency.decimals().map_or(self.amount, rounded), self.currency)
    }

    /// How long it is drawn beside an amount that is drawn at this length, whatever the signs: nothing only where it is zero.
    pub fn length_beside(&self, longest: &Self, length: u32) -> u32 {
        if self.amount.is_zero() {
            return 0;
        }
        let share = self.amount.abs().checked_div(longest.amount.abs());
        let drawn = share.and_then(|share| share.checked_mul(length.into())).and_then(|drawn| drawn.round().to_u32());
        drawn.unwrap_or_default().clamp(1, length)
    }

    /// Plain digits with at least the decimals of its currency and no grouping: `-1234.50`. The wire and the vendors read this.
    pub fn digits(&self) -> String {
        let mut amount = self.amount.normalize();
        let decimals = self.currency.decimals().unwrap_or(USUAL_DECIMALS);
        if amount.scale() < decimals {
            amount.rescale(decimals);
        }
        // A negative zero is a zero.
        if amount.is_zero() { amount.abs().to_string() } else { amount.to_string() }
    }

    /// For a sentence: `$4,812,350.00`, `−$36,240.00`, `CAD 12.00`, `JPY 1,200`; without a currency where none is stated. The true minus
    /// sign, thousands grouped, never more decimals than the currency has.
    pub fn sentence(&self) -> String {
        let shown = self.to_smallest_unit();
        let digits = grouped(&shown.magnitude().digits());
        let sign = if shown.is_credit() { "\u{2212}" } else { "" };
        match self.currency.as_str() {
            "USD" => format!("{sign}${digits}"),
            _ if !self.currency.is_stated() => format!("{sign}{digits}"),
            code => format!("{sign}{code} {digits}"),
        }
    }

    /// The same amount in the currency that somebody says it is in; one of another stated currency is not converted.
    pub(crate) fn in_currency(self, currency: Currency) -> Result<Self, MoneyError> {
        if self.currency == currency || !self.currency.is_stated() {
            return Ok(Self::new(self.amount, currency));
        }
        Err(MoneyError::CurrenciesDiffer(self.currency, currency))
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
    fn a_negative_amount_that_rounds_to_nothing_has_no_sign() {
        assert_eq!(usd("-0.004").sentence(), "$0.00");
    }

    #[test]
    fn halves_round_away_from_zero_to_the_smallest_unit_of_the_currency() {
        for (code, amount, rounded, digits, sentence) in [
            ("USD", "0.125", "0.13", "0.13", "$0.13"),
            ("USD", "-0.125", "-0.13", "-0.13", "\u{2212}$0.13"),
            ("JPY", "1200.5", "1201", "1201", "JPY 1,201"),
            ("KRW", "0.4", "0", "0", "KRW 0"),
            ("BHD", "1.2345", "1.235", "1.235", "BHD 1.235"),
            ("KWD", "1.2", "1.2", "1.200", "KWD 1.200"),
            ("XXX", "1.2345", "1.2345", "1.2345", "1.2345"),
        ] {
            let currency = Currency::parse(code).unwrap();
            let money = Money::new(amount.parse().unwrap(), currency).to_smallest_unit();
            assert_eq!(money, Money::new(rounded.parse().unwrap(), currency), "{code} {amount}");
            assert_eq!((money.digits().as_str(), money.sentence().as_str()), (digits, sentence), "{code} {amount}");
        }
    }
}
