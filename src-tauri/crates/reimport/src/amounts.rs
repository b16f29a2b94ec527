//! The original amounts of a budget that was read, found again for the lines of a plan.

use crate::record::IntendedLine;
use jobcost::{BudgetLineItem, Money, WbsCode, WbsCodeId};
use std::collections::HashMap;

/// The original amounts of some budget lines.
pub(crate) struct Amounts<'a> {
    by_id: HashMap<WbsCodeId, Money>,
    by_code: HashMap<&'a WbsCode, Money>,
}

impl<'a> Amounts<'a> {
    pub(crate) fn of(line_items: &'a [BudgetLineItem]) -> Self {
        Self {
            by_id: line_items.iter().map(|line| (line.wbs_code_id, line.original_budget)).collect(),
            by_code: line_items.iter().map(|line| (&line.wbs_code, line.original_budget)).collect(),
        }
    }

    /// What the budget has for a planned line: by its code's number, and by the code itself where that had none yet when it was planned.
    pub(crate) fn find(&self, line: &IntendedLine) -> Option<Money> {
        match line.change.wbs_code_id() {
            Some(id) => self.by_id.get(&id).copied(),
            None => self.by_code.get(&line.wbs_code).copied(),
        }
    }

    /// The budget has what was planned.
    pub(crate) fn has(&self, line: &IntendedLine) -> bool {
        self.find(line) == Some(line.change.after())
    }
}
