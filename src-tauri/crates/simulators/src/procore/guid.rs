//! Ids that follow from a text.

use uuid::Uuid;

/// An id that follows from a text: the same text, the same id.
pub(super) fn guid(text: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes()).to_string()
}
