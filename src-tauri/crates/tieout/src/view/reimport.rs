//! How far a re-import is, and how it ended.

use crate::view::count::count;
use crate::view::report::Report;
use crate::view::twin::twin;
use jobcost::{JobId, Tie};
use reimport::ports::{Progress, Stage};
use reimport::{End, Outcome, ReimportId};
use serde::Serialize;
use std::time::Duration;

twin! {
    /// The stages of a re-import, in order.
    ReimportStage of Stage {
        /// The native dialog is open; nothing has happened.
        Asking,
        /// Reading both sides again after the yes.
        ReadingAgain,
        /// Making the budget codes that lines lack.
        CreatingCodes,
        /// Unlocking the budget.
        Unlocking,
        /// Sending lines.
        Writing,
        /// Locking the budget again.
        LockingAgain,
        /// Reading the budget back.
        Proving,
    }
}

impl ReimportStage {
    /// What is being done, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Asking => "Asking for confirmation",
            Self::ReadingAgain => "Reading both sides again",
            Self::CreatingCodes => "Creating budget codes",
            Self::Unlocking => "Unlocking the budget",
            Self::Writing => "The import is in progress",
            Self::LockingAgain => "Locking the budget again",
            Self::Proving => "Reading the budget back",
        }
    }
}

/// How far a re-import is.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReimportProgress {
    /// The job.
    pub job_id: String,
    /// What is being done.
    pub stage: ReimportStage,
    /// The same in words.
    pub words: &'static str,
    /// Lines acknowledged so far.
    pub lines_done: u32,
    /// Lines planned.
    pub lines_planned: u32,
    /// How long the rest will take at the pace so far; nothing while nobody can tell.
    pub seconds_left: Option<u32>,
}

impl ReimportProgress {
    /// A step of the re-import of this job.
    pub(crate) fn of(job: &JobId, progress: &Progress) -> Self {
        let stage = ReimportStage::from(progress.stage);
        Self {
            job_id: job.to_string(),
            stage,
            words: stage.words(),
            lines_done: count(progress.lines_done),
            lines_planned: count(progress.lines_planned),
            seconds_left: progress.time_left.map(whole_seconds),
        }
    }
}

/// Rounded up: "0 seconds left" would be said of something that still runs.
fn whole_seconds(duration: Duration) -> u32 {
    let begun = u64::from(duration.subsec_nanos() > 0);
    u32::try_from(duration.as_secs().saturating_add(begun)).unwrap_or(u32::MAX)
}

/// How a re-import ended, in a word for the program.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "EndingKind", rename_all = "camelCase")]
pub enum EndKind {
    /// The user did not say OK.
    Declined,
    /// A side moved meanwhile.
    Outdated,
    /// Something forbids it.
    Refused,
    /// There was nothing to change, and the two books tie out.
    InAgreement,
    /// Carried out as confirmed and proven, or nothing to carry out; and the two books tie out with reconciling items.
    WithItems,
    /// Carried out as confirmed, proven to the cent, and the two books tie out: the only green one.
    Posted,
    /// Carried out as confirmed and proven, or nothing to carry out; and the two books are still apart.
    StillDiffers,
    /// Sent, but not what was promised.
    Discrepant,
    /// Stopped midway, or not proven yet.
    Interrupted,
    /// Requests are out of which nobody knows what became.
    NotKnownYet,
    /// Nothing reached Procore.
    Voided,
}

impl From<&Outcome> for EndKind {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            _ if outcome.end() == End::StillDiffers => Self::StillDiffers,
            _ if outcome.tie() == Some(Tie::TiesOutWithItems) => Self::WithItems,
            Outcome::Declined => Self::Declined,
            Outcome::Outdated(_) | Outcome::Relinked => Self::Outdated,
            Outcome::Refused(_) | Outcome::RefusedByProcore { .. } | Outcome::NotBegun(_) => Self::Refused,
            Outcome::NothingToChange { .. } => Self::InAgreement,
            Outcome::Posted(_) => Self::Posted,
            Outcome::Discrepant { .. } => Self::Discrepant,
            Outcome::Interrupted { .. } | Outcome::Unproven { .. } | Outcome::LeftUnlocked { .. } => Self::Interrupted,
            Outcome::NotKnownYet { .. } => Self::NotKnownYet,
            Outcome::Voided { .. } => Self::Voided,
        }
    }
}

/// How a re-import ended, in a word for the program and in words for the person.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "ReimportEnding", rename_all = "camelCase")]
pub struct ReimportEnd {
    /// The job.
    pub job_id: String,
    /// Its name.
    pub project_name: String,
    /// The word.
    pub kind: EndKind,
    /// Which of the six ends it is: the terminal's exit status.
    #[serde(skip)]
    pub end: End,
    /// Its record in the journal; `None` where nothing was begun.
    #[serde(skip)]
    pub reimport: Option<ReimportId>,
    /// The words.
    #[serde(flatten)]
    pub report: Report,
}

impl ReimportEnd {
    /// The end of a re-import of this job.
    pub(crate) fn of(job: &JobId, project_name: &str, outcome: &Outcome) -> Self {
        Self {
            job_id: job.to_string(),
            project_name: project_name.to_owned(),
            kind: outcome.into(),
            end: outcome.end(),
            reimport: outcome.reimport(),
            report: reimport::report(outcome).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_rounded_up() {
        assert_eq!(whole_seconds(Duration::from_millis(1)), 1);
        assert_eq!(whole_seconds(Duration::from_secs(2)), 2);
        assert_eq!(whole_seconds(Duration::MAX), u32::MAX);
    }
}
