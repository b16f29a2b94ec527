//! What a job's lines come to: an estimate, or the job's own trouble. What is not known is neither zero nor left out.

use crate::field::Field;
use crate::lines::{Clash, RawLine, all_empty};
use crate::reading_error::{clash, empty_field, hidden_field, two_currencies, unknown_type, unreadable_field};
use jobcost::{
    AccountGroup, CostCode, Currency, Estimate, EstimateLine, InventoryItem, JobId, LineKind, Money, TaskId,
};
use reimport::SideError;

/// What was read of one job.
#[derive(Clone, Default)]
pub(crate) struct JobLines {
    pub(crate) lines: Vec<RawLine>,
    /// The first two that cannot be told apart.
    pub(crate) clash: Option<std::sync::Arc<Clash>>,
}

impl JobLines {
    /// There are cost lines, and none has a cost code: whether the tenant has any must be known before they are judged.
    pub(crate) fn have_no_cost_codes(&self) -> bool {
        let mut costs = self.costs().peekable();
        costs.peek().is_some() && all_empty(costs.map(|line| &line.row.cost_code))
    }

    /// The currency the lines tell, where they do.
    pub(crate) fn currency(&self, job: &JobId) -> Result<Option<Currency>, SideError> {
        let mut told = self.lines.iter().filter_map(|line| line.currency);
        let first = told.next();
        if told.any(|other| Some(other) != first) { Err(two_currencies(job)) } else { Ok(first) }
    }

    /// The estimate.
    pub(crate) fn estimate(
        &self,
        job: &JobId,
        currency: Currency,
        without_cost_codes: bool,
    ) -> Result<Estimate, SideError> {
        self.check(job, without_cost_codes)?;
        let lines = self.lines.iter().map(|line| estimate_line(job, line, currency)).collect::<Result<_, _>>()?;
        Ok(Estimate { job: job.clone(), currency, lines })
    }

    /// Every field that the estimate needs is known. The inventory item is needed only to tell lines apart: Procore has no such segment.
    fn check(&self, job: &JobId, without_cost_codes: bool) -> Result<(), SideError> {
        let all: Vec<&RawLine> = self.lines.iter().collect();
        known(job, "Type", &all, |line| &line.row.kind)?;
        known(job, "ProjectTaskID", &all, |line| &line.row.task)?;
        known(job, "AccountGroup", &all, |line| &line.row.account_group)?;
        if let Some(line) = all.iter().find(|line| line.kind().is_none()) {
            return Err(unknown_type(job, line.row.kind.trimmed(), &line.place()));
        }
        if !without_cost_codes {
            known(job, "CostCode", &self.costs().collect::<Vec<_>>(), |line| &line.row.cost_code)?;
        }
        known(job, "OriginalBudgetedAmount", &all, |line| &line.row.amount)?;
        self.clash.as_deref().map_or(Ok(()), |two| Err(clash(two)))
    }

    fn costs(&self) -> impl Iterator<Item = &RawLine> {
        self.lines.iter().filter(|line| line.kind() == Some(LineKind::Expense))
    }
}

fn known<T>(
    job: &JobId,
    name: &str,
    lines: &[&RawLine],
    field: impl Fn(&RawLine) -> &Field<T>,
) -> Result<(), SideError> {
    let Some(line) = lines.iter().find(|line| field(line).known().is_none()) else { return Ok(()) };
    Err(match field(line) {
        Field::Empty if all_empty(lines.iter().map(|line| field(line))) => hidden_field(job, name, lines.len()),
        Field::Empty => empty_field(job, name, &line.place()),
        _ => unreadable_field(job, name, &line.place()),
    })
}

fn estimate_line(job: &JobId, line: &RawLine, currency: Currency) -> Result<EstimateLine, SideError> {
    let row = &line.row;
    let Some(amount) = row.amount.known() else {
        return Err(empty_field(job, "OriginalBudgetedAmount", &line.place()));
    };
    let kind = line.kind().ok_or_else(|| unknown_type(job, row.kind.trimmed(), &line.place()))?;
    Ok(EstimateLine {
        task: TaskId::new(row.task.trimmed()),
        cost_code: CostCode::new(row.cost_code.trimmed()),
        account_group: AccountGroup::new(row.account_group.trimmed()),
        inventory_item: InventoryItem::new(row.inventory_item.trimmed()),
        kind,
        description: row.description.trimmed().to_owned(),
        original_estimate: Money::new(*amount, currency),
    })
}
