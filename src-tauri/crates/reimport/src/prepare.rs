//! Reads both sides and makes the plan, or says everything that stands in its way.

use crate::error::{ReimportError, SideError};
use crate::ports::{BudgetReader, BudgetReadings, EstimateReader};
use crate::readings::restated;
use jobcost::{
    Budget, BudgetCodes, Choices, CodeMapping, Currency, Estimate, JobId, Money, Ownership, ProjectId,
    ReconcilingItems, Refusal, ReimportPlan, Rights, comparable, plan, refusals,
};
use std::sync::Arc;

/// A job that is linked to a Procore project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedJob {
    /// The job.
    pub job: JobId,
    /// Its name, for people.
    pub name: String,
    /// The project it is linked to.
    pub project: ProjectId,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// Procore's own ERP connector knows the project too, and may write its budget.
    pub erp_connected: bool,
    /// The currency that the user stated for the project; it counts where Procore states none.
    pub currency: Option<Currency>,
    /// The total of the job's estimate as it was last known before, where it was: an estimate that is gone is asked about (rule 16).
    pub earlier_estimate: Option<Money>,
    /// The differences that the user accepted.
    pub items: Arc<ReconcilingItems>,
}

/// Everything read of one job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BothSides {
    /// Acumatica's side.
    pub estimate: Arc<Estimate>,
    /// Procore's side.
    pub budget: Arc<Budget>,
    /// What the mapping may map to.
    pub codes: Arc<BudgetCodes>,
    /// What the account may do.
    pub rights: Rights,
    /// Who owns the original budget.
    pub ownership: Ownership,
    /// The budget has a budget change or modification; false where the ownership does not ask.
    pub changed_in_procore: bool,
    /// The differences that the user accepted: a plan leaves such a line as it is.
    pub items: Arc<ReconcilingItems>,
}

/// The answer of [`prepare`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prepared {
    /// What was read.
    pub sides: BothSides,
    /// The plan; `None` when the currencies differ or are not stated, because then nothing can be compared.
    pub plan: Option<ReimportPlan>,
    /// What forbids carrying it out. Empty: it may be.
    pub refusals: Vec<Refusal>,
}

/// Reads both sides of a job, at the same time, and plans its re-import.
pub async fn prepare(
    source: &dyn EstimateReader,
    target: &dyn BudgetReadings,
    job: &LinkedJob,
    mapping: &CodeMapping,
) -> Result<Prepared, ReimportError> {
    let budget_side = async {
        let rights = target.rights(job.project).await?;
        // The codes first: they name the budget's lines too, and so are asked for once.
        let codes = target.codes(job.project, true).await?;
        let budget = stated_by_user(Arc::new(target.budget(job.project).await?), job.currency);
        let changed_in_procore = changed_in_procore(target, job.project, job.ownership).await?;
        Ok((rights, budget, codes, changed_in_procore))
    };
    let (estimate, (rights, budget, codes, changed_in_procore)) =
        tokio::try_join!(source.estimate(&job.job), budget_side)?;
    let (estimate, codes) = (Arc::new(estimate), Arc::new(codes));
    let (ownership, items) = (job.ownership, job.items.clone());
    let sides = BothSides { estimate, budget, codes, rights, ownership, changed_in_procore, items };
    let prepared = judge(sides, mapping, &Choices::none())?;
    if !prepared.lacks_segments() {
        return Ok(prepared);
    }
    // Asked only where a line lacks its budget code: it is several requests, and most jobs need none of them.
    let segments = target.code_segments(job.project, true).await?;
    let sides = prepared.sides;
    let codes = Arc::new(BudgetCodes { segments, ..Arc::unwrap_or_clone(sides.codes) });
    judge(BothSides { codes, ..sides }, mapping, &Choices::none())
}

/// A budget that states no currency is in the one that the user stated for its project.
pub fn stated_by_user(budget: Arc<Budget>, currency: Option<Currency>) -> Arc<Budget> {
    match currency {
        Some(currency) => Arc::new(restated(Arc::unwrap_or_clone(budget), currency)),
        None => budget,
    }
}

impl Prepared {
    /// A line has no budget code, and perhaps one could be made for it: nobody asked yet.
    pub fn lacks_segments(&self) -> bool {
        let plan = self.plan.as_ref();
        self.sides.codes.segments.is_none()
            && plan.is_some_and(|plan| plan.unmapped().any(|(_, why)| why.depends_on_segments()))
    }
}

/// Asked only where the answer decides who owns the budget. Trouble is trouble: a rule that cannot be looked up is not passed over.
pub(crate) async fn changed_in_procore(
    budgets: &dyn BudgetReader,
    project: ProjectId,
    ownership: Ownership,
) -> Result<bool, SideError> {
    if ownership.depends_on_changes() { budgets.has_budget_changes(project).await } else { Ok(false) }
}

/// Plans the re-import of what was read before, with the user's choices and the differences they accepted: pure.
pub fn judge(sides: BothSides, mapping: &CodeMapping, choices: &Choices) -> Result<Prepared, ReimportError> {
    let plan = if comparable(&sides.estimate, &sides.budget) {
        let choices = choices.clone().accepting(ReconcilingItems::clone(&sides.items));
        Some(plan(sides.estimate.clone(), sides.budget.clone(), &sides.codes, mapping, &choices)?)
    } else {
        None
    };
    let owner = sides.ownership.refusal(sides.changed_in_procore);
    let others = refusals(&sides.estimate, &sides.budget, sides.rights, plan.as_ref());
    let refusals = owner.into_iter().chain(others).collect();
    Ok(Prepared { sides, plan, refusals })
}
