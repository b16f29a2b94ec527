//! How a re-import ended, in a word for the program and in words for the person.

use crate::news::event::{EndKind, ReimportEnd};
use reimport::{LinkedJob, Outcome, report};

/// An end, in a word and in words.
pub(crate) fn reimport_end(linked: &LinkedJob, outcome: &Outcome) -> ReimportEnd {
    ReimportEnd {
        job_id: linked.job.to_string(),
        project_name: linked.name.clone(),
        kind: end_kind(outcome),
        end: outcome.end(),
        reimport: outcome.reimport(),
        report: report(outcome),
    }
}

fn end_kind(outcome: &Outcome) -> EndKind {
    match outcome {
        Outcome::Declined => EndKind::Declined,
        Outcome::Outdated(_) | Outcome::Relinked => EndKind::Outdated,
        Outcome::Refused(_) | Outcome::RefusedByProcore { .. } | Outcome::NotBegun(_) => EndKind::Refused,
        Outcome::NothingToChange { .. } => EndKind::NothingToChange,
        Outcome::Posted(_) => EndKind::Posted,
        Outcome::Discrepant { .. } => EndKind::Discrepant,
        Outcome::Interrupted { .. } | Outcome::Unproven { .. } | Outcome::LeftUnlocked { .. } => EndKind::Interrupted,
        Outcome::NotKnownYet { .. } => EndKind::NotKnownYet,
        Outcome::Voided { .. } => EndKind::Voided,
    }
}
