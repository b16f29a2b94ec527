//! Whether the two sides can be laid beside each other: amounts of two currencies cannot.

use crate::budget::Budget;
use crate::estimate::Estimate;
use crate::money::{Currency, Money};
use crate::side::Side;
use std::collections::BTreeMap;

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

/// Amounts by their currency: those of one can be added, those of two cannot.
pub fn by_currency(amounts: impl IntoIterator<Item = Money>) -> BTreeMap<Currency, Vec<Money>> {
    let mut currencies: BTreeMap<Currency, Vec<Money>> = BTreeMap::new();
    for amount in amounts {
        currencies.entry(amount.currency()).or_default().push(amount);
    }
    currencies
}
