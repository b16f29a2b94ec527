//! What the user is told, in words.

use serde::Serialize;

/// A message, its particulars and the next step.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Report {
    /// One sentence: what happened.
    pub message: String,
    /// The particulars, a line each.
    pub details: Vec<String>,
    /// What to do next; empty where nothing is to be done.
    pub remedy: String,
}

impl From<reimport::Report> for Report {
    fn from(report: reimport::Report) -> Self {
        let reimport::Report { message, details, remedy } = report;
        Self { message, details, remedy }
    }
}
