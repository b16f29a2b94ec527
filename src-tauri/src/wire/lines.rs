//! The lines of a job on the wire.

use super::{AppError, ErrorCode, Money, count};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What happens to a line.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    Created,
    Revised,
    SetToZero,
    RevisedToCredit,
    Agrees,
    OnlyInProcore,
    NotCreated,
    Unmapped,
    Left,
}

impl From<tieout::LineOutcome> for Outcome {
    fn from(outcome: tieout::LineOutcome) -> Self {
        match outcome {
            tieout::LineOutcome::Created => Self::Created,
            tieout::LineOutcome::Revised => Self::Revised,
            tieout::LineOutcome::SetToZero => Self::SetToZero,
            tieout::LineOutcome::RevisedToCredit => Self::RevisedToCredit,
            tieout::LineOutcome::Agrees => Self::Agrees,
            tieout::LineOutcome::OnlyInProcore => Self::OnlyInProcore,
            tieout::LineOutcome::NotCreated => Self::NotCreated,
            tieout::LineOutcome::Unmapped => Self::Unmapped,
            tieout::LineOutcome::Left => Self::Left,
        }
    }
}

/// What can be decided of a line in place of the rules' outcome.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Choice {
    Leave,
    SetToZero,
}

impl From<tieout::Choice> for Choice {
    fn from(choice: tieout::Choice) -> Self {
        match choice {
            tieout::Choice::Leave => Self::Leave,
            tieout::Choice::SetToZero => Self::SetToZero,
        }
    }
}

/// A choice that a line offers.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Chosen {
    choice: Choice,
    made: bool,
}

/// A choice as the window hands it back: never an amount.
#[derive(Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineChoice {
    code: String,
    choice: Choice,
}

impl From<LineChoice> for tieout::LineChoice {
    fn from(one: LineChoice) -> Self {
        let choice = match one.choice {
            Choice::Leave => tieout::Choice::Leave,
            Choice::SetToZero => tieout::Choice::SetToZero,
        };
        Self { code: one.code, choice }
    }
}

/// One line: both sides, what happens and why.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineRow {
    code: String,
    division: String,
    cost_code: String,
    sub_job: Option<String>,
    description: String,
    cost_type: String,
    estimate: Option<Money>,
    budget: Option<Money>,
    after: Option<Money>,
    variance: Money,
    change: Option<Money>,
    outcome: Outcome,
    reason: String,
    estimate_lines: u32,
    /// What the user may choose of it, and whether he did.
    choice: Option<Chosen>,
}

impl TryFrom<tieout::LineRow> for LineRow {
    type Error = AppError;

    fn try_from(line: tieout::LineRow) -> Result<Self, AppError> {
        let Some(variance) = line.variance else { return Err(no_variance(&line.code)) };
        Ok(Self {
            code: line.code,
            division: line.division,
            cost_code: line.cost_code,
            sub_job: line.sub_job,
            description: line.description,
            cost_type: line.cost_type,
            estimate: line.estimate.map(Into::into),
            budget: line.budget.map(Into::into),
            after: line.after.map(Into::into),
            variance: variance.into(),
            change: line.change.map(Into::into),
            outcome: line.outcome.into(),
            reason: line.reason,
            estimate_lines: count(line.estimate_lines),
            choice: line.choice.map(|(choice, made)| Chosen { choice: choice.into(), made }),
        })
    }
}

/// Without it the line would look as if it agreed.
fn no_variance(code: &str) -> AppError {
    AppError::new(
        ErrorCode::Internal,
        format!("The two amounts of line {code} are too large to be compared."),
        "Look at the line in Acumatica and in Procore.",
    )
}

/// Something that forbids a re-import, and the way out.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Refusal {
    reason: String,
    remedy: String,
}

impl From<(String, String)> for Refusal {
    fn from((reason, remedy): (String, String)) -> Self {
        Self { reason, remedy }
    }
}
