//! A decimal out of its digits, as servers compute them: products and conversions with dozens of places, and powers of ten.

use rust_decimal::Decimal;

/// The most places a [`Decimal`] holds.
const PLACES_MAX: i64 = 28;
/// No number of so many digits before its point fits, so the zeros of a power of ten need not be written out beyond them.
const WHOLE_MAX: i64 = 29;
/// A text that is no amount is quoted no further than this.
const QUOTED_MAX: usize = 40;

/// Why a text is not an amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// It is not written as a plain number: empty, a word, thousands separators, a currency sign.
    NotANumber,
    /// Its whole part has more digits than an amount can have here (up to 28, and some of 29).
    TooLarge,
}

/// A text where an amount should be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{text:?} is {}", match .why { Why::NotANumber => "not an amount", Why::TooLarge => "too large for an amount" })]
pub struct NotAnAmount {
    /// What stood there, shortened.
    pub text: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Reads a plain number, and rounds half away from zero to the places there is room for.
pub(crate) fn read(text: &str) -> Result<Decimal, NotAnAmount> {
    let error = |why| NotAnAmount { text: text.chars().take(QUOTED_MAX).collect(), why };
    let written = WrittenNumber::of(text).ok_or_else(|| error(Why::NotANumber))?;
    written.value().ok_or_else(|| error(Why::TooLarge))
}

/// A number as it is written: its digits without leading zeros, and how many of them stand behind the point.
struct WrittenNumber {
    negative: bool,
    digits: Vec<u8>,
    places: i64,
}

impl WrittenNumber {
    fn of(text: &str) -> Option<Self> {
        let (negative, text) = match text.as_bytes() {
            [b'-', ..] => (true, &text[1..]),
            [b'+', ..] => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power_of_ten(power)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if all().next().is_none() || !all().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let digits = all().skip_while(|digit| *digit == b'0').collect();
        let places = i64::try_from(fraction.len()).ok()?.saturating_sub(power);
        Some(Self { negative, digits, places })
    }

    /// `None` where its whole part does not fit.
    fn value(mut self) -> Option<Decimal> {
        let length = i64::try_from(self.digits.len()).ok()?;
        if length == 0 {
            return Decimal::try_from_i128_with_scale(0, scale(self.places.clamp(0, PLACES_MAX))?).ok();
        }
        let whole = length.saturating_sub(self.places);
        if whole > WHOLE_MAX {
            return None;
        }
        if self.places < 0 {
            let zeros = usize::try_from(self.places.unsigned_abs()).ok()?;
            self.digits.resize(self.digits.len() + zeros, b'0');
            self.places = 0;
        }
        let most = self.places.min(PLACES_MAX).min(WHOLE_MAX - whole.max(0));
        // Twenty-nine digits fit only where they are small ones, so one place less is tried before it is given up.
        (most.saturating_sub(1).max(0)..=most).rev().find_map(|places| self.rounded_to(places))
    }

    fn rounded_to(&self, places: i64) -> Option<Decimal> {
        let kept = i64::try_from(self.digits.len()).ok()? - (self.places - places);
        let (kept, next) = match usize::try_from(kept) {
            Ok(kept) => (&self.digits[..kept], self.digits.get(kept)),
            // Zeros stand between the last place and its first digit.
            Err(_) => (&[][..], None),
        };
        let whole =
            kept.iter().try_fold(0_i128, |sum, digit| sum.checked_mul(10)?.checked_add(i128::from(digit - b'0')))?;
        let away = i128::from(next.is_some_and(|digit| *digit >= b'5'));
        let value = whole.checked_add(away)?;
        Decimal::try_from_i128_with_scale(if self.negative { -value } else { value }, scale(places)?).ok()
    }
}

fn scale(places: i64) -> Option<u32> {
    u32::try_from(places).ok()
}

/// A power that no number comes near counts as one that is out of reach, not as no number.
fn power_of_ten(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let out_of_reach = i64::from(i32::MAX);
    let power = digits.parse().unwrap_or(out_of_reach).min(out_of_reach);
    Some(if text.starts_with('-') { -power } else { power })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        read(text).unwrap().to_string()
    }

    #[test]
    fn amounts_as_servers_compute_them() {
        for (text, expected) in [
            ("1.5E+2", "150"),
            ("1e-30", "0.0000000000000000000000000000"),
            ("5e-29", "0.0000000000000000000000000001"),
            ("4.9e-29", "0.0000000000000000000000000000"),
            // A third of a million, as an exchange rate leaves it.
            ("333333.333333333333333333333333333333333", "333333.33333333333333333333333"),
            ("12345678901234567890.123456789012345", "12345678901234567890.123456789"),
            ("0.00000000000000000000000000005", "0.0000000000000000000000000001"),
            ("-0.00000000000000000000000000005", "-0.0000000000000000000000000001"),
            ("9.99999999999999999999999999999999", "10.000000000000000000000000000"),
            // The largest there is, and halves beside it.
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("79228162514264337593543950335.4", "79228162514264337593543950335"),
            ("-79228162514264337593543950335", "-79228162514264337593543950335"),
            ("7.9228162514264337593543950336", "7.922816251426433759354395034"),
            ("0E+99999999999999999999", "0"),
            ("-0.00", "0.00"),
            ("1e-99999999999999999999", "0.0000000000000000000000000000"),
            ("00012.50", "12.50"),
            ("1.50e0", "1.50"),
            ("100e-2", "1.00"),
            (".5", "0.5"),
            ("5.", "5"),
            ("+5", "5"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_part_that_does_not_fit_is_trouble_and_never_zero() {
        for text in [
            "79228162514264337593543950336",
            "79228162514264337593543950335.5",
            "-1e29",
            "1e40",
            "1E999999999999999999999",
            "123456789012345678901234567890.5",
        ] {
            assert_eq!(read(text).unwrap_err().why, Why::TooLarge, "{text}");
        }
        let long = "9".repeat(1_000_000);
        assert!(read(&long).unwrap_err().text.len() <= QUOTED_MAX);
    }

    /// Rounds by hand, on the digits.
    fn to_cents(digits: &str) -> i128 {
        let (whole, fraction) = digits.split_once('.').unwrap();
        let sign = if whole.starts_with('-') { -1 } else { 1 };
        let cents: i128 = format!("{}{}", whole.trim_start_matches('-'), &fraction[..2]).parse().unwrap();
        sign * (cents + i128::from(fraction.as_bytes()[2] >= b'5'))
    }

    proptest! {
        #[test]
        fn whatever_a_decimal_holds_is_read_back_digit_for_digit(value in any::<i64>(), places in 0_u32..=28) {
            let decimal = Decimal::try_from_i128_with_scale(i128::from(value), places).unwrap();
            prop_assert_eq!(read(&decimal.to_string()), Ok(decimal));
            // The same number in powers of ten, and as a string in JSON.
            prop_assert_eq!(read(&format!("{value}e-{places}")), Ok(decimal));
            prop_assert_eq!(super::super::parse(&format!("\"{decimal}\"")), Ok(Some(decimal)));
        }

        #[test]
        fn longer_fractions_change_no_cent(digits in "-?(0|[1-9][0-9]{0,14})\\.[0-9]{3,60}") {
            let read = read(&digits).unwrap();
            let away = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
            let cents = read.round_dp_with_strategy(2, away) * Decimal::ONE_HUNDRED;
            // A half is met twice only where every digit between is a nine.
            prop_assume!(!digits.contains("49999999999"));
            prop_assert_eq!(cents.trunc().to_string().parse::<i128>().unwrap(), to_cents(&digits));
        }

        #[test]
        fn what_is_read_is_as_near_as_there_is_room_for(digits in "[1-9][0-9]{0,27}\\.[0-9]{0,40}") {
            let read = read(&digits).unwrap();
            let (whole, _) = digits.split_once('.').unwrap();
            let whole: Decimal = whole.parse().unwrap();
            prop_assert!(read >= whole && read <= whole + Decimal::ONE);
            prop_assert!(usize::try_from(read.scale()).unwrap() + whole.to_string().len() >= 28.min(digits.len() - 1));
        }

        #[test]
        fn nothing_else_panics_or_is_zero(text in "\\PC{0,40}") {
            if let Ok(read) = read(&text) {
                prop_assert!(!read.is_zero() || text.contains('0'));
            }
        }
    }
}
