//! Values as the journal's text: exact there and back.

use jiff::Timestamp;
use jobcost::{CostCode, CostTypeCode, Currency, JobId, Money, SubJob, WbsCode};
use rusqlite::Row;
use rusqlite::types::Type;
use rust_decimal::Decimal;
use std::str::FromStr;

/// The digits of an amount, with its own number of decimals.
pub(crate) fn digits(money: Money) -> String {
    money.amount().to_string()
}

/// Exactly the number that was written: text that does not fit a decimal is an error, never rounded.
pub(crate) fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|error| format!("\"{text}\" is no amount: {error}"))
}

/// The job in one spelling, for looking it up.
pub(crate) fn job_key(job: &JobId) -> String {
    job.as_str().to_lowercase()
}

pub(crate) fn money(row: &Row<'_>, column: &str, currency: Currency) -> rusqlite::Result<Money> {
    parsed(row, column, |text| decimal(text).map(|amount| Money::new(amount, currency)))
}

pub(crate) fn currency(row: &Row<'_>, column: &str) -> rusqlite::Result<Currency> {
    parsed(row, column, |text| Currency::parse(text).map_err(|error| error.to_string()))
}

pub(crate) fn timestamp(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    parsed(row, column, |text| Timestamp::from_str(text).map_err(|error| error.to_string()))
}

/// The budget code of a row that has its parts.
pub(crate) fn wbs_code(row: &Row<'_>) -> rusqlite::Result<WbsCode> {
    Ok(WbsCode {
        sub_job: row.get::<_, Option<String>>("sub_job")?.map(SubJob::new),
        cost_code: CostCode::new(row.get::<_, String>("cost_code")?),
        cost_type: CostTypeCode::new(row.get::<_, String>("cost_type")?),
    })
}

/// Reads a text column by its name and makes a value of it.
pub(crate) fn parsed<T>(
    row: &Row<'_>,
    column: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    let text: String = row.get(index)?;
    read(&text).map_err(|why| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, why.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_same_there_and_back_or_an_error() {
        for text in ["0", "-0.01", "12345678901234567890.12345678", "1.10"] {
            let there = Money::new(decimal(text).unwrap_or_default(), Currency::USD);
            assert_eq!(digits(there), text);
        }
        assert!(decimal("0.12345678901234567890123456789012345").is_err());
        assert!(decimal("1e3").is_err() && decimal("").is_err());
    }
}
