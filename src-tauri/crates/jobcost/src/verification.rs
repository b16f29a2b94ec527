//! The proof: the budget read back against what the plan promised, to the smallest unit of its currency.

use crate::budget::Budget;
use crate::money::Money;
use crate::plan::ReimportPlan;
use crate::promise::{BudgetPromise, DiscrepantLine};

/// The result of reading back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verification {
    /// Every line of the budget is what the plan promised, and this is their sum.
    Proven {
        /// The budget's total, read back.
        total: Money,
    },
    /// These lines are not; never empty.
    Discrepant(Vec<DiscrepantLine>),
}

/// Compares the whole budget, line by line, with the plan's promise: not only the changed lines, and never by sums alone. A row that is
/// there twice, one that vanished and one that appeared are named each.
pub fn verify(plan: &ReimportPlan, found: &Budget) -> Verification {
    let mut promise = BudgetPromise::default();
    for line in &plan.lines {
        if let (Some(code), Some(after)) = (line.wbs_code(), line.after()) {
            promise.row(code, after, line.change().is_some());
        }
    }
    let discrepant = promise.broken_by(found);
    // Line for line the same, so their sum is the plan's.
    if discrepant.is_empty() {
        Verification::Proven { total: plan.totals.new_procore }
    } else {
        Verification::Discrepant(discrepant)
    }
}
