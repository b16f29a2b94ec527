//! A line of a job in words: both sides, what a re-import would do to it, and why.

use crate::view::amount::Amount;
use crate::view::reconciling::Accepted;
use crate::view::twin::twin;
use serde::{Deserialize, Serialize};

/// What happens to a line.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "Outcome", rename_all = "camelCase")]
pub enum LineOutcome {
    /// It is created.
    Created,
    /// Its value becomes the estimate's.
    Revised,
    /// Its value becomes zero.
    SetToZero,
    /// Its value becomes negative.
    RevisedToCredit,
    /// It agrees.
    Agrees,
    /// It stays: only Procore has it.
    OnlyInProcore,
    /// It is not created: the estimate is not above zero.
    NotCreated,
    /// It is left out: there is no budget code for it.
    Unmapped,
    /// It stays: the user chose to leave it.
    Left,
    /// It stays: its difference was accepted.
    Accepted,
}

twin! {
    /// What can be decided of a line in place of the rules' outcome.
    Choice of jobcost::Choice {
        /// It stays as it is in Procore.
        Leave,
        /// It becomes zero, although only Procore has it.
        SetToZero,
    }
}

/// A choice that a line offers.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ChoiceState {
    /// What can be chosen.
    pub choice: Choice,
    /// The user chose it.
    pub made: bool,
    /// What moved since they did, in words.
    pub conflict: Option<String>,
}

/// A choice about one line, as it is handed back: never an amount.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LineChoice {
    /// The budget code, as the lines show it. Where two are shown alike, with its parts apart: `sub job / cost code / cost type`.
    pub code: String,
    /// What was chosen.
    pub choice: Choice,
}

/// One line.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct LineRow {
    /// The budget code, or the estimate's own code where there is none.
    pub code: String,
    /// The division: the cost code's first segment.
    pub division: String,
    /// The division's name; empty where Procore has none.
    pub division_name: String,
    /// The cost code; the estimate's own code where there is no budget code.
    pub cost_code: String,
    /// The sub job, where the code has one.
    pub sub_job: Option<String>,
    /// What the line is.
    pub description: String,
    /// The cost type's name.
    pub cost_type: String,
    /// Acumatica's amount.
    pub estimate: Option<Amount>,
    /// Procore's amount now.
    pub budget: Option<Amount>,
    /// Procore's amount after a re-import.
    pub after: Option<Amount>,
    /// Budget minus estimate.
    pub variance: Amount,
    /// What a re-import adds to the line.
    pub change: Option<Amount>,
    /// What happens.
    pub outcome: LineOutcome,
    /// And why.
    pub reason: String,
    /// How many estimate lines were summed.
    pub estimate_lines: u32,
    /// What the user may choose of it, and whether they did.
    pub choice: Option<ChoiceState>,
    /// What was accepted on it.
    pub accepted: Option<Accepted>,
}
