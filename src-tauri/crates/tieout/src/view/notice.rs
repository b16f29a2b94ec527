//! What the user is told without having asked, until they put it away.

use crate::view::report::Report;
use jobcost::JobId;
use serde::Serialize;

/// How a notice sounds.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// Good to know.
    Info,
    /// Good news.
    Success,
    /// The two books differ.
    Attention,
    /// Needs the user.
    Problem,
}

/// A notice.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Notice {
    /// Names it, so that it can be put away.
    pub id: String,
    /// How it sounds.
    pub tone: Tone,
    /// The job that it is about, by its id in Acumatica: its action opens it. Nothing where it is about several, or about none.
    pub job: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub report: Report,
}

impl Notice {
    /// A notice with a name of its own.
    #[must_use]
    pub fn new(tone: Tone, report: impl Into<Report>) -> Self {
        Self { id: uuid::Uuid::new_v4().to_string(), tone, job: None, report: report.into() }
    }

    /// The same about this job.
    #[must_use]
    pub fn about(self, job: &JobId) -> Self {
        Self { job: Some(job.to_string()), ..self }
    }
}
