//! Budgets that were adopted together.

use crate::view::report::Report;
use serde::Serialize;

/// What was adopted, so that it can be taken back.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Adopted {
    /// The jobs.
    pub job_ids: Vec<String>,
    /// What is said of it.
    #[serde(flatten)]
    pub report: Report,
}
