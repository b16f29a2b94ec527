//! The sums of some of a plan's lines. Pure.

use crate::view::amount::Amount;
use crate::view::arrangement::Sums;
use crate::view::count::count;
use crate::view::lines::LineRow;
use jobcost::{Currency, Money, MoneyError};

/// Adds up. Fails only when a sum does not fit.
pub(crate) fn sum<'a>(
    lines: &(impl Iterator<Item = &'a LineRow> + Clone),
    currency: Currency,
) -> Result<Sums, MoneyError> {
    let add = |amount: fn(&LineRow) -> Option<Amount>| {
        Money::sum(currency, lines.clone().filter_map(amount).map(|amount| *amount)).map(Amount)
    };
    let (estimate, after) = (add(|line| line.estimate)?, add(|line| line.after)?);
    Ok(Sums {
        lines: count(lines.clone().count()),
        changes: count(lines.clone().filter(|line| line.change.is_some()).count()),
        estimate,
        budget: add(|line| line.budget)?,
        after,
        change: add(|line| line.change)?,
        stays_apart: Amount(after.minus(*estimate)?),
    })
}
