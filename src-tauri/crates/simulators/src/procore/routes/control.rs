//! Control routes for tests in other processes: somebody else works in the budget. They are neither logged nor limited.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::procore::edits;
use crate::procore::line::decimal;
use crate::procore::office::Office;
use crate::procore::refusal::Refusal;

/// `{"project":562…}`
#[derive(Deserialize)]
struct Which {
    project: u64,
}

/// `{"project":562…,"code":"03-30-00.S","amount":"612400.00"}`; without an amount the line is removed.
#[derive(Deserialize)]
struct NewAmount {
    project: u64,
    code: String,
    #[serde(default, deserialize_with = "decimal")]
    amount: Option<Decimal>,
}

pub(in crate::procore) async fn lock(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let which: Which = super::body(&bytes)?;
    edits::set_locked(&office, which.project, true)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(in crate::procore) async fn unlock(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let which: Which = super::body(&bytes)?;
    edits::set_locked(&office, which.project, false)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets the amount of a line, adding the line where it is new.
pub(in crate::procore) async fn amount(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let wanted: NewAmount = super::body(&bytes)?;
    match wanted.amount {
        Some(amount) => edits::set_amount(&office, wanted.project, &wanted.code, amount)?,
        None => edits::remove_line(&office, wanted.project, &wanted.code)?,
    }
    Ok(StatusCode::NO_CONTENT)
}
