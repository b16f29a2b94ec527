//! Budget changes: what a project's people do to its budget past the original amounts, in companies of today (Procore: budget changes).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One budget change, in the project's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct BudgetChange {
    pub(super) id: u64,
    /// Counted from 1 in each project.
    pub(super) number: usize,
    /// `draft`, `approved`, `under_review` or `void`.
    pub(super) status: String,
    #[serde(with = "crate::bench::decimal_text")]
    pub(super) amount: Decimal,
    pub(super) created_by: String,
}
