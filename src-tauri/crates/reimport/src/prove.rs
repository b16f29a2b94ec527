//! Reads the budget back until it shows what the plan promised, or until it is clear that it will not.

use crate::amounts::Amounts;
use crate::error::SideError;
use crate::ports::{BudgetReader, Clock};
use crate::readings::budget_in;
use crate::record::ReimportIntent;
use jobcost::{Budget, Currency, DiscrepantLine, ReimportPlan, Verification, verify};
use std::time::Duration;

/// Procore's view rows may be recalculated some time after a write (reference of budget rows; "Budget Columns 2.0"). The proof
/// waits this long in all, about a minute, before it calls a line discrepant.
pub(crate) const PROOF_WAITS: [Duration; 7] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(15),
    Duration::from_secs(30),
];

/// Reads back and compares, to the cent. Waits while a difference could still be a row that lags, so that the lines which are told to differ
/// are those that do: beside one that somebody else changed, the others are waited for like any.
pub(crate) async fn prove(
    budgets: &dyn BudgetReader,
    clock: &dyn Clock,
    plan: &ReimportPlan,
    currency: Currency,
) -> Result<(Budget, Verification), SideError> {
    let mut waits = PROOF_WAITS.iter();
    loop {
        let budget = budget_in(budgets, plan.budget.project, currency).await?;
        let verification = verify(plan, &budget);
        match (&verification, waits.next()) {
            (Verification::Discrepant(lines), Some(wait)) if lines.iter().any(|line| may_lag(plan, line)) => {
                clock.sleep(*wait).await;
            }
            _ => return Ok((budget, verification)),
        }
    }
}

/// Reads a budget in which these lines ought to show, giving those that show what they did before their time. How much, is the caller's to
/// know: rows of an hour ago do not lag any more.
pub(crate) async fn read_settled(
    budgets: &dyn BudgetReader,
    clock: &dyn Clock,
    intent: &ReimportIntent,
    expected: &[usize],
    waits: &[Duration],
) -> Result<Budget, SideError> {
    let mut waits = waits.iter();
    loop {
        let budget = budget_in(budgets, intent.project, intent.currency).await?;
        let (now, before) = (Amounts::of(&budget.line_items), Amounts::of(&intent.snapshot));
        let lags = expected.iter().any(|position| {
            let line = &intent.lines[*position];
            !now.has(line) && now.find(line) == before.find(line)
        });
        match waits.next() {
            Some(wait) if lags => clock.sleep(*wait).await,
            _ => return Ok(budget),
        }
    }
}

/// A line of ours that still shows what it was before, in one row: that is what lagging looks like. A line with a third amount, one that is
/// there twice, or one we never touched was changed by somebody else, and no waiting mends it.
fn may_lag(plan: &ReimportPlan, line: &DiscrepantLine) -> bool {
    let before = plan.budget.line_item(&line.wbs_code).map(|item| item.original_budget);
    line.ours && line.found == before
}
