//! Whether the two sides can be laid beside each other: amounts of two currencies cannot.

use crate::budget::Budget;
use crate::estimate::Estimate;
use crate::money::Currency;
use crate::side::Side;

/// Why the two sides' amounts cannot be compared.
pub(crate) enum CurrencyClash {
    /// A side with amounts does not say in which currency they are.
    Unstated(Side),
    /// Each side says another one.
    Differ {
        /// The estimate's.
        estimate: Currency,
        /// The budget's.
        budget: Currency,
    },
}

/// What keeps the two sides from being compared. A budget without lines contradicts no currency: the estimate's is taken, and has to be
/// proven (rule 15).
pub(crate) fn currency_clash(estimate: &Estimate, budget: &Budget) -> Option<CurrencyClash> {
    if !estimate.currency.is_stated() {
        return Some(CurrencyClash::Unstated(Side::Acumatica));
    }
    if !budget.currency.is_stated() {
        return (!budget.line_items.is_empty()).then_some(CurrencyClash::Unstated(Side::Procore));
    }
    let differ = CurrencyClash::Differ { estimate: estimate.currency, budget: budget.currency };
    (estimate.currency != budget.currency).then_some(differ)
}

/// The two sides can be laid beside each other: both say the same currency, or the budget has no line yet and says none.
pub fn comparable(estimate: &Estimate, budget: &Budget) -> bool {
    currency_clash(estimate, budget).is_none()
}
