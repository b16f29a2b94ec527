//! The brake: a plan that would take most of a job's money to zero is asked about apart (rule 16). Pure.

use crate::choices::Choice;
use crate::estimate::Estimate;
use crate::money::{Money, MoneyError};
use crate::plan::ReimportPlan;
use crate::planned_line::{LineChange, PlannedLine};

/// Why a plan is stopped before it takes money away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ZeroingCause {
    /// The job had an estimate, and now every expense line is gone or zero.
    EstimateGone,
    /// Every expense line is zero, or there is none, while the budget has money.
    EstimateIsZero,
    /// The lines that the estimate sets to zero or below hold more than half of the budget's money.
    MostOfTheBudget,
}

/// What a plan would take away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zeroing {
    /// Why it is stopped.
    pub cause: ZeroingCause,
    /// How many lines the estimate sets to zero or below; none where nothing of the budget is on the estimate's codes.
    pub lines: usize,
    /// What these lines hold now.
    pub from: Money,
    /// What they would hold: zero, or a credit.
    pub to: Money,
}

impl ReimportPlan {
    /// What the plan would take to zero, where that is most of the job's money, or where the estimate itself is gone; `None` for an
    /// ordinary plan. `earlier` is the total of the job's estimate as it was known before; `None` where none was. Lines that the user
    /// chose to set to zero do not count: those are decisions. Fails when amounts cannot be added.
    pub fn zeroing(&self, earlier: Option<Money>) -> Result<Option<Zeroing>, MoneyError> {
        let zero = Money::zero(self.currency());
        let (mut lines, mut from, mut to, mut taken) = (0, zero, zero, zero);
        for (before, after) in self.changes().filter_map(zeroed) {
            lines += 1;
            (from, to) = (from.plus(before)?, to.plus(after)?);
            taken = taken.plus(before.magnitude())?;
        }
        let held = self.lines.iter().filter_map(|line| line.compared.budget).map(|amount| amount.magnitude());
        let held = Money::sum(self.currency(), held)?;
        let cause = if is_nothing(&self.estimate) && earlier.is_some_and(|total| !total.is_zero()) {
            Some(ZeroingCause::EstimateGone)
        } else if lines > 0 && is_nothing(&self.estimate) {
            Some(ZeroingCause::EstimateIsZero)
        } else if taken.amount() > held.minus(taken)?.amount() {
            Some(ZeroingCause::MostOfTheBudget)
        } else {
            None
        };
        Ok(cause.map(|cause| Zeroing { cause, lines, from, to }))
    }
}

/// No expense line, or none with an amount. Lines that cancel out are an estimate all the same.
fn is_nothing(estimate: &Estimate) -> bool {
    estimate.expenses().all(|line| line.original_estimate.is_zero())
}

/// What a change takes from above zero to zero or below, or from a credit to zero, by the estimate's word.
fn zeroed((line, change): (&PlannedLine, &LineChange)) -> Option<(Money, Money)> {
    let (before, after) = (change.before()?, change.after());
    let taken = before.is_above_zero() && !after.is_above_zero() || before.is_credit() && after.is_zero();
    (taken && line.chosen() != Some(Choice::SetToZero)).then_some((before, after))
}
