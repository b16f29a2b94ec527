//! What forbids something.

use reimport::RefusalText;
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

impl From<RefusalText> for Refusal {
    fn from(RefusalText { reason, remedy }: RefusalText) -> Self {
        Self { reason, remedy }
    }
}
