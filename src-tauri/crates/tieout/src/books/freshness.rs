//! How old the page's figures are, and what the rate limit still allows. Pure.

use crate::books::books::Books;
use crate::view::freshness::{Freshness, Limit, Reading};
use crate::view::watch::Watch;
use jiff::Timestamp;

/// What is known of Procore's limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// The hourly window.
    pub limit: Option<Limit>,
    /// Until when Procore asks to wait.
    pub paused_until: Option<Timestamp>,
}

/// Sums the ages up.
pub(crate) fn freshness(books: &Books, reading: Option<Reading>, limits: &Limits, watch: Watch) -> Freshness {
    let budgets = || books.jobs().filter_map(|book| book.budget.as_ref().map(|(_, at)| *at));
    Freshness {
        acumatica_read_at: books.jobs().filter_map(|book| book.estimate.as_ref().map(|(_, at)| *at)).min(),
        procore_oldest_read_at: budgets().min(),
        procore_newest_read_at: budgets().max(),
        reading,
        limit: limits.limit,
        paused_until: limits.paused_until,
        watch,
    }
}
