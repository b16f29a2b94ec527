//! What a plan does, step by step, in the order in which it is done. Pure.

use crate::plan::ReimportPlan;

/// One step of a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanStep {
    /// So many budget codes are made. Before the budget is unlocked, because they need no open budget.
    CreateCodes(usize),
    /// The budget is unlocked; its budget modifications are preserved.
    Unlock,
    /// So many lines are changed.
    ChangeLines(usize),
    /// The budget is locked again, also when the lines fail.
    LockAgain,
}

impl ReimportPlan {
    /// The steps, in order.
    pub fn steps(&self) -> Vec<PlanStep> {
        let new_codes = self.new_codes().count();
        let steps = [
            (new_codes > 0).then_some(PlanStep::CreateCodes(new_codes)),
            self.unlocks.then_some(PlanStep::Unlock),
            Some(PlanStep::ChangeLines(self.changes().count())),
            self.unlocks.then_some(PlanStep::LockAgain),
        ];
        steps.into_iter().flatten().collect()
    }
}
