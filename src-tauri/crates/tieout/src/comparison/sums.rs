//! The sums of some of a plan's lines. Pure.

use crate::LineRow;
use jobcost::{Currency, Money, MoneyError};

/// What some lines come to. A side that does not have a line counts as zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sums {
    /// How many lines.
    pub lines: usize,
    /// How many of them change.
    pub changes: usize,
    /// Acumatica's amounts.
    pub estimate: Money,
    /// Procore's amounts now.
    pub budget: Money,
    /// Procore's amounts after a re-import.
    pub after: Money,
    /// What a re-import adds.
    pub change: Money,
}

/// Adds up. Fails only when a sum does not fit.
pub(crate) fn sum<'a>(
    lines: &(impl Iterator<Item = &'a LineRow> + Clone),
    currency: Currency,
) -> Result<Sums, MoneyError> {
    let add = |amount: fn(&LineRow) -> Option<Money>| Money::sum(currency, lines.clone().filter_map(amount));
    Ok(Sums {
        lines: lines.clone().count(),
        changes: lines.clone().filter(|line| line.change.is_some()).count(),
        estimate: add(|line| line.estimate)?,
        budget: add(|line| line.budget)?,
        after: add(|line| line.after)?,
        change: add(|line| line.change)?,
    })
}
