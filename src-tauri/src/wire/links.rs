//! Links of jobs and projects on the wire. A project's number is text: TypeScript's numbers end before Procore's do.

use serde::Serialize;
use specta::Type;
use tieout::{Evidence, LinkedBy};

/// A project that may be a job's, or is.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkCandidate {
    project_id: String,
    name: String,
    number: String,
    address: String,
    active: bool,
    /// What speaks for it, in words, the strongest first.
    evidence: Vec<String>,
    /// The job that holds it already.
    held_by: Option<String>,
}

/// A job without a project.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnlinkedJob {
    job_id: String,
    name: String,
    address: String,
    candidates: Vec<LinkCandidate>,
    /// The user said that it has none.
    set_aside: bool,
    /// The project that the user linked it to, where Procore does not show it any more.
    not_shown: Option<String>,
}

/// A job with a project.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkedJob {
    job_id: String,
    name: String,
    project: LinkCandidate,
    /// The user said so.
    by_user: bool,
}

/// Everything about links.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkReview {
    unlinked: Vec<UnlinkedJob>,
    linked: Vec<LinkedJob>,
    free: Vec<LinkCandidate>,
}

impl From<tieout::LinkCandidate> for LinkCandidate {
    fn from(candidate: tieout::LinkCandidate) -> Self {
        Self {
            project_id: candidate.project.0.to_string(),
            name: candidate.name,
            number: candidate.number,
            address: candidate.address,
            active: candidate.active,
            evidence: candidate.evidence.into_iter().map(Evidence::words).map(str::to_owned).collect(),
            held_by: candidate.held_by.map(|job| job.to_string()),
        }
    }
}

impl From<tieout::LinkReview> for LinkReview {
    fn from(review: tieout::LinkReview) -> Self {
        let unlinked = |row: tieout::UnlinkedJob| UnlinkedJob {
            job_id: row.job.to_string(),
            name: row.name,
            address: row.address,
            candidates: row.candidates.into_iter().map(Into::into).collect(),
            set_aside: row.set_aside,
            not_shown: row.not_shown.map(|project| project.0.to_string()),
        };
        let linked = |row: tieout::LinkedJobRow| LinkedJob {
            job_id: row.job.to_string(),
            name: row.name,
            project: row.project.into(),
            by_user: row.by == LinkedBy::User,
        };
        Self {
            unlinked: review.unlinked.into_iter().map(unlinked).collect(),
            linked: review.linked.into_iter().map(linked).collect(),
            free: review.free.into_iter().map(Into::into).collect(),
        }
    }
}
