//! The change history of a budget: every write, with the old and the new value and who it was
//! (Procore: budget change history).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The column that a re-import writes.
pub(super) const ORIGINAL_AMOUNT: &str = "Original Budget Amount";

/// One changed cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Change {
    pub(super) budget_code: String,
    pub(super) description: String,
    /// The kind of change, e.g. `Update`.
    pub(super) kind: String,
    /// The column's readable name.
    pub(super) column: String,
    pub(super) at: Timestamp,
    pub(super) by: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

/// Who writes, and when.
#[derive(Clone, Debug)]
pub(super) struct Hand {
    pub(super) by: String,
    pub(super) now: Timestamp,
}
