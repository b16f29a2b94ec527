//! Lines as a table to paste.

use serde::Serialize;

/// The same table twice: what is pasted into decides which it takes.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LinesTable {
    /// Cells parted by tabs, a line each: plain text.
    pub text: String,
    /// A table of HTML: letters, and spreadsheets, which take this one where they can: it says which cells are texts.
    pub html: String,
    /// How many lines.
    pub lines: u32,
}
