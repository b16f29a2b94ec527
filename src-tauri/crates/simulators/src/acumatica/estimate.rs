//! Changes to estimates from behind the API, as somebody at the vendor's own screens makes them.

use jiff::Timestamp;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::budget;
use super::line_key::LineKey;
use super::row::Row;
use super::schema::PROJECT_BUDGET;
use super::store::Store;
use super::table::bump;
use super::text::same_text;
use super::words::type_word;
use crate::ridgeline::Kind;

/// Why the books could not be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EstimateError {
    /// There is no such project.
    #[error("there is no project {0}")]
    NoSuchProject(String),
    /// No line has this key.
    #[error("there is no budget line {0}")]
    NoSuchLine(String),
    /// More than one line has what is known of the key.
    #[error("more than one budget line is {0}")]
    Ambiguous(String),
    /// A record has this key already.
    #[error("there is a record {0} already")]
    LineExists(String),
    /// No record has this key.
    #[error("there is no record {0}")]
    NoSuchRecord(String),
    /// The text is no JSON number, or the field holds no amounts.
    #[error("{0} cannot be written so")]
    NoAmount(String),
}

/// The one line that this key means.
pub(super) fn line_of(store: &Store, key: &LineKey) -> Result<Uuid, EstimateError> {
    let mut lines = store.lines.rows().iter().filter(|line| key.matches(line));
    match (lines.next(), lines.next()) {
        (Some(line), None) => Ok(line.id),
        (None, _) => Err(EstimateError::NoSuchLine(key.parts().join(" "))),
        (Some(_), Some(_)) => Err(EstimateError::Ambiguous(key.parts().join(" "))),
    }
}

/// Types an original amount. A locked budget puts it back without a word.
pub(super) fn set_original_amount(store: &mut Store, line: Uuid, amount: Decimal, now: Timestamp) {
    let project = store.lines.by_id(line).map(|row| row.key(&PROJECT_BUDGET, 0).to_owned());
    if project.is_some_and(|project| store.is_locked(&project)) {
        return;
    }
    store.lines.change(line, |row| {
        budget::set_original(row, amount);
        bump(&PROJECT_BUDGET, row, now);
    });
}

pub(super) fn add_line(store: &mut Store, mut line: Row, project: &str, now: Timestamp) -> Result<(), EstimateError> {
    if store.projects.by_keys(&[project]).is_none() {
        return Err(EstimateError::NoSuchProject(project.to_owned()));
    }
    let keys = line.keys(&PROJECT_BUDGET);
    if store.lines.by_keys(&keys).is_some() {
        return Err(EstimateError::LineExists(keys.join(" ")));
    }
    bump(&PROJECT_BUDGET, &mut line, now);
    store.lines.insert(line);
    Ok(())
}

pub(super) fn original_total(store: &Store, project: &str, kind: Kind) -> Decimal {
    let word = type_word(kind);
    let of_project = |row: &&Row| same_text(row.key(&PROJECT_BUDGET, 0), project);
    let lines = store.lines.rows().iter().filter(of_project);
    lines
        .filter(|row| row.get(&PROJECT_BUDGET, "Type").text() == word)
        .map(|row| row.get(&PROJECT_BUDGET, "OriginalBudgetedAmount").number())
        .sum()
}
