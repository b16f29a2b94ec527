//! The filters of the Budgets page.

/// Procore's *Filter Estimates By*.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filter {
    /// Linked, never imported.
    ReadyToImport,
    /// Imported before.
    Synced,
    /// Synced, and the two sides differ.
    Drifted,
    /// Something stands in the way.
    Blocked,
    /// Every job.
    All,
}
