//! Changes to estimates from behind the API, as somebody at the vendor's own screens makes them.

use jiff::Timestamp;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::budget;
use super::filter::same_text;
use super::row::Row;
use super::schema::PROJECT_BUDGET;
use super::state::State;
use super::table::bump;
use crate::ridgeline::Kind;

/// Why an estimate could not be changed.
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
    /// A line has this key already.
    #[error("there is a budget line {0} already")]
    LineExists(String),
}

/// The one line with this key: project, task, cost code, account group, item. An empty part matches every line.
pub(super) fn line_of(state: &State, key: [&str; 5]) -> Result<Uuid, EstimateError> {
    let has_key = |row: &&Row| {
        row.keys(&PROJECT_BUDGET).iter().zip(key).all(|(own, part)| part.is_empty() || same_text(own, part))
    };
    let mut lines = state.store.lines.rows().iter().filter(has_key);
    match (lines.next(), lines.next()) {
        (Some(line), None) => Ok(line.id),
        (None, _) => Err(EstimateError::NoSuchLine(key.join(" "))),
        (Some(_), Some(_)) => Err(EstimateError::Ambiguous(key.join(" "))),
    }
}

pub(super) fn set_original_amount(state: &mut State, line: Uuid, amount: Decimal, now: Timestamp) {
    state.store.lines.change(line, |row| {
        row.set(&PROJECT_BUDGET, "OriginalBudgetedAmount", amount);
        budget::recompute(row);
        bump(&PROJECT_BUDGET, row, now);
    });
}

pub(super) fn add_line(state: &mut State, mut line: Row, project: &str, now: Timestamp) -> Result<(), EstimateError> {
    if state.store.projects.by_keys(&[project]).is_none() {
        return Err(EstimateError::NoSuchProject(project.to_owned()));
    }
    let keys = line.keys(&PROJECT_BUDGET);
    if state.store.lines.by_keys(&keys).is_some() {
        return Err(EstimateError::LineExists(keys.join(" ")));
    }
    bump(&PROJECT_BUDGET, &mut line, now);
    state.store.lines.insert(line);
    Ok(())
}

pub(super) fn original_total(state: &State, project: &str, kind: Kind) -> Decimal {
    let word = budget::type_word(kind);
    let of_project = |row: &&Row| same_text(row.keys(&PROJECT_BUDGET)[0], project);
    let lines = state.store.lines.rows().iter().filter(of_project);
    lines
        .filter(|row| row.get(&PROJECT_BUDGET, "Type").text() == word)
        .map(|row| row.get(&PROJECT_BUDGET, "OriginalBudgetedAmount").number())
        .sum()
}
