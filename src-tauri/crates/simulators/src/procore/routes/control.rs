//! Control routes for tests in other processes: somebody else works in the budget, and the company is another one. They are neither
//! logged nor limited.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::bench::Moment;
use crate::procore::deed::Deed;
use crate::procore::edits;
use crate::procore::line::decimal;
use crate::procore::office::Office;
use crate::procore::refusal::Refusal;
use crate::procore::switches::Setting;

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

/// `{"project":562…,"does":{"kind":"move_money","from":"03-30-00.S","to":"05-50-00.M","amount":"90"},"when":{"nth":3}}`; without
/// `when` it is done now.
#[derive(Deserialize)]
struct Somebody {
    project: u64,
    does: Deed,
    when: Option<Moment>,
}

pub(in crate::procore) async fn lock(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let which: Which = super::body(&bytes)?;
    edits::perform(&office, which.project, &Deed::Lock)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(in crate::procore) async fn unlock(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let which: Which = super::body(&bytes)?;
    edits::perform(&office, which.project, &Deed::Unlock)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets the amount of a line, adding the line where it is new.
pub(in crate::procore) async fn amount(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let NewAmount { project, code, amount } = super::body(&bytes)?;
    let deed = match amount {
        Some(amount) => Deed::SetAmount { code, amount },
        None => Deed::RemoveLine { code },
    };
    edits::perform(&office, project, &deed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets somebody do something, now or at a moment of the traffic.
pub(in crate::procore) async fn somebody(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let Somebody { project, does, when } = super::body(&bytes)?;
    match when {
        None => edits::perform(&office, project, &does)?,
        Some(moment) => edits::plan(&office, moment, project, does)?,
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Changes settings of the company or of a project: a JSON list of them.
pub(in crate::procore) async fn settings(State(office): State<Office>, bytes: Bytes) -> Result<StatusCode, Refusal> {
    let settings: Vec<Setting> = super::body(&bytes)?;
    settings.iter().try_for_each(|setting| office.with(|books| setting.put_on(books)))?;
    Ok(StatusCode::NO_CONTENT)
}
