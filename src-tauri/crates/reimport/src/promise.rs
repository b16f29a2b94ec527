//! What a record promised of the whole budget: its snapshot with its changes, line by line. Pure.

use crate::record::ReimportIntent;
use jobcost::{Budget, BudgetPromise, DiscrepantLine, LineChange};

/// Every line of the budget that is not what the record promised, one that vanished, appeared or is there twice among them; by their codes,
/// never by their sum.
pub(crate) fn broken_promises(intent: &ReimportIntent, budget: &Budget) -> Vec<DiscrepantLine> {
    let mut promise = BudgetPromise::default();
    for line in &intent.snapshot {
        let change = intent.lines.iter().find(|intended| intended.change.wbs_code_id() == Some(line.wbs_code_id));
        let amount = change.map_or(line.original_budget, |intended| intended.change.after());
        promise.row(&line.wbs_code, amount, change.is_some());
    }
    for line in intent.lines.iter().filter(|line| matches!(line.change, LineChange::Create { .. })) {
        promise.row(&line.wbs_code, line.change.after(), true);
    }
    promise.broken_by(budget)
}

/// Every line of the budget is as it was before, and there is no other.
pub(crate) fn is_as_it_was(intent: &ReimportIntent, budget: &Budget) -> bool {
    let mut promise = BudgetPromise::default();
    for line in &intent.snapshot {
        promise.row(&line.wbs_code, line.original_budget, false);
    }
    promise.broken_by(budget).is_empty()
}
