//! How old the page's figures are, and what the rate limit still allows. Pure.

use crate::books::books::Books;
use crate::books::sweep::Reading;
use jiff::Timestamp;

/// What Procore's rate limit allows, from its own headers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    /// Requests left.
    pub remaining: u32,
    /// Requests in a window.
    pub limit: u32,
    /// When the window begins anew.
    pub resets_at: Timestamp,
}

/// What is known of Procore's limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// The hourly window.
    pub limit: Option<Limit>,
    /// Until when Procore asks to wait.
    pub paused_until: Option<Timestamp>,
}

/// The bottom bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Freshness {
    /// The oldest estimate's reading.
    pub acumatica_read_at: Option<Timestamp>,
    /// The oldest budget's reading.
    pub procore_oldest_read_at: Option<Timestamp>,
    /// The newest budget's reading.
    pub procore_newest_read_at: Option<Timestamp>,
    /// How far a sweep is.
    pub reading: Option<Reading>,
    /// Procore's limits.
    pub limits: Limits,
}

/// Sums the ages up.
pub(crate) fn freshness(books: &Books, reading: Option<Reading>, limits: &Limits) -> Freshness {
    let budgets = || books.jobs().filter_map(|book| book.budget.as_ref().map(|(_, at)| *at));
    Freshness {
        acumatica_read_at: books.jobs().filter_map(|book| book.estimate.as_ref().map(|(_, at)| *at)).min(),
        procore_oldest_read_at: budgets().min(),
        procore_newest_read_at: budgets().max(),
        reading,
        limits: *limits,
    }
}
