//! What forbids something.

use serde::Serialize;

/// Something that forbids a re-import, and the way out.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Refusal {
    /// Why, in a sentence.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl From<(String, String)> for Refusal {
    fn from((reason, remedy): (String, String)) -> Self {
        Self { reason, remedy }
    }
}
