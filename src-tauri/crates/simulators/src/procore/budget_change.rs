//! Budget changes: what a project's people do to its budget past the original amounts, in companies of today (Procore: budget changes).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::history::Hand;
use super::project::Project;

const COLUMN: &str = "Budget Changes";

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

impl Project {
    /// Makes one.
    pub(super) fn make_budget_change(&mut self, amount: Decimal, status: &str, hand: &Hand) {
        self.budget_changes.push(BudgetChange {
            id: self.next_line_id,
            number: self.budget_changes.len() + 1,
            status: status.to_owned(),
            amount,
            created_by: hand.by.clone(),
        });
        self.next_line_id += 1;
        self.updated_at = hand.now;
        self.note(hand, 0, "Create", COLUMN, None, Some(amount.to_string()));
    }
}
