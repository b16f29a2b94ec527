//! The ERP's side: a job's cost budget in Acumatica.

use crate::identifier::{AccountGroup, CostCode, InventoryItem, JobId, TaskId};
use crate::money::{Currency, Money, MoneyError};

/// What a line of Acumatica's project budget is about: the `Type` of its account group. Only expenses belong to a cost budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// A cost: part of the estimate.
    Expense,
    /// Revenue, asset, liability or off-balance: not part of the estimate.
    Other,
}

/// One line of the project budget, keyed by task, cost code, account group and inventory item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EstimateLine {
    /// The task (phase) of the job.
    pub task: TaskId,
    /// The cost code.
    pub cost_code: CostCode,
    /// The account group, which becomes the cost type.
    pub account_group: AccountGroup,
    /// The inventory item; Procore has no such segment, so lines differing only by it are summed.
    pub inventory_item: InventoryItem,
    /// Whether the line is a cost.
    pub kind: LineKind,
    /// What the line says it is.
    pub description: String,
    /// `OriginalBudgetedAmount`, in the project's currency.
    pub original_estimate: Money,
}

/// A job's original estimate as Acumatica has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Estimate {
    /// The job.
    pub job: JobId,
    /// The project's currency; every line's amount is in it.
    pub currency: Currency,
    /// Every line of the project budget, of every kind, in the server's order.
    pub lines: Vec<EstimateLine>,
}

impl Estimate {
    /// The lines that belong to the cost budget.
    pub fn expenses(&self) -> impl Iterator<Item = &EstimateLine> {
        self.lines.iter().filter(|line| line.kind == LineKind::Expense)
    }

    /// Current Acumatica Total: every expense line, summed exactly, then to the currency's smallest unit. Fails when an amount is in
    /// another currency than the estimate, or the sum does not fit.
    pub fn total(&self) -> Result<Money, MoneyError> {
        let sum = Money::sum(self.currency, self.expenses().map(|line| line.original_estimate))?;
        Ok(sum.to_smallest_unit())
    }
}
