//! A budget as a re-import reads it: in the currency that was confirmed, where Procore states none.

use crate::error::SideError;
use crate::ports::BudgetReader;
use jobcost::{Budget, BudgetLineItem, Currency, Money, ProjectId};

/// Reads a budget whose amounts were confirmed to be in this currency. One that Procore states is left as it is: where it is another, no
/// line is what was promised.
pub(crate) async fn budget_in(
    budgets: &dyn BudgetReader,
    project: ProjectId,
    currency: Currency,
) -> Result<Budget, SideError> {
    Ok(restated(budgets.budget(project).await?, currency))
}

/// The budget in this currency, where it states none.
pub(crate) fn restated(budget: Budget, currency: Currency) -> Budget {
    if budget.currency.is_stated() {
        return budget;
    }
    let restate = |line: BudgetLineItem| {
        let original_budget = Money::new(line.original_budget.amount(), currency);
        BudgetLineItem { original_budget, ..line }
    };
    Budget { currency, line_items: budget.line_items.into_iter().map(restate).collect(), ..budget }
}
