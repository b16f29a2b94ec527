//! A re-import on the wire.

use super::count;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::time::Duration;
use tieout::{JobId, Progress, ReimportEnd, Stage};

/// The stages, in order. While it is asking, the native dialog is open and nothing has happened.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReimportStage {
    Asking,
    ReadingAgain,
    CreatingCodes,
    Unlocking,
    Writing,
    LockingAgain,
    Proving,
}

impl From<Stage> for ReimportStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Asking => Self::Asking,
            Stage::ReadingAgain => Self::ReadingAgain,
            Stage::CreatingCodes => Self::CreatingCodes,
            Stage::Unlocking => Self::Unlocking,
            Stage::Writing => Self::Writing,
            Stage::LockingAgain => Self::LockingAgain,
            Stage::Proving => Self::Proving,
        }
    }
}

/// How far a re-import is.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReimportProgress {
    job_id: String,
    stage: ReimportStage,
    lines_done: u32,
    lines_planned: u32,
    seconds_left: Option<u32>,
}

impl ReimportProgress {
    /// A step of the re-import of this job.
    pub(crate) fn of(job: &JobId, progress: &Progress) -> Self {
        Self {
            job_id: job.to_string(),
            stage: progress.stage.into(),
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

/// A re-import took a step.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ReimportProgressed(pub(crate) ReimportProgress);

/// The ends of a re-import.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EndingKind {
    Declined,
    Outdated,
    Refused,
    InAgreement,
    Posted,
    StillDiffers,
    Discrepant,
    Interrupted,
    NotKnownYet,
    Voided,
}

impl From<&ReimportEnd> for EndingKind {
    fn from(end: &ReimportEnd) -> Self {
        match end.kind {
            _ if end.end == tieout::End::StillDiffers => Self::StillDiffers,
            tieout::EndKind::NothingToChange => Self::InAgreement,
            tieout::EndKind::NotKnownYet => Self::NotKnownYet,
            tieout::EndKind::Declined => Self::Declined,
            tieout::EndKind::Outdated => Self::Outdated,
            tieout::EndKind::Refused => Self::Refused,
            tieout::EndKind::Posted => Self::Posted,
            tieout::EndKind::Discrepant => Self::Discrepant,
            tieout::EndKind::Interrupted => Self::Interrupted,
            tieout::EndKind::Voided => Self::Voided,
        }
    }
}

/// How a re-import ended, in a word for the program and in words for the person.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReimportEnding {
    job_id: String,
    project_name: String,
    kind: EndingKind,
    message: String,
    details: Vec<String>,
    remedy: String,
}

impl From<ReimportEnd> for ReimportEnding {
    fn from(end: ReimportEnd) -> Self {
        Self {
            kind: EndingKind::from(&end),
            job_id: end.job_id,
            project_name: end.project_name,
            message: end.report.message,
            details: end.report.details,
            remedy: end.report.remedy,
        }
    }
}

/// A re-import ended.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ReimportEnded(pub(crate) ReimportEnding);

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
