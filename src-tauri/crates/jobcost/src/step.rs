//! What a plan does, step by step, in the order in which it is done. Pure.

use crate::ReimportPlan;

/// One step of a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanStep {
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
        let lines = PlanStep::ChangeLines(self.changes().count());
        if self.unlocks { vec![PlanStep::Unlock, lines, PlanStep::LockAgain] } else { vec![lines] }
    }
}
