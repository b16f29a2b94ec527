//! What a re-import needs from the world. The rooms above implement these; the unit tests fake them.

use crate::error::{JournalError, SideError};
use crate::record::{CodesProgress, Ending, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent};
use async_trait::async_trait;
use jiff::Timestamp;
use jobcost::{
    Budget, BudgetChange, BudgetCodes, BudgetLineItemId, CodeSegments, Currency, Estimate, JobId, Money, Ownership,
    ProjectId, Rights, WbsCode, WbsCodeId,
};
use std::time::Duration;

/// A job as Acumatica lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceJob {
    /// Its `ProjectID`.
    pub job: JobId,
    /// Its description.
    pub name: String,
    /// Its status in words, e.g. `Active`.
    pub status: String,
    /// The currency of its amounts, where the list tells it.
    pub currency: Option<Currency>,
}

/// A project as Procore lists it, with everything a link to a job may be recognised by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetProject {
    /// Its number.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Procore lists it as active. An inactive project keeps its links.
    pub active: bool,
    /// The identifiers that may hold the job's id.
    pub identifiers: ProjectIdentifiers,
    /// Where it is built, as one line; empty where Procore does not say.
    pub address: String,
    /// Where its Budget tab opens in a browser.
    pub budget_url: String,
}

/// What a Procore project is numbered by; empty where it is not (fields of Procore's *List Projects*).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProjectIdentifiers {
    /// What an ERP integration left: the job's id.
    pub origin_id: String,
    /// The code an ERP integration left.
    pub origin_code: String,
    /// The human number.
    pub number: String,
    /// The number accountants gave it.
    pub accounting_number: String,
}

/// The ERP's side. Reading only.
#[async_trait]
pub trait EstimateSource: Send + Sync {
    /// Every job, without the pseudo project for non-project work.
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideError>;
    /// The estimate of one job.
    async fn estimate(&self, job: &JobId) -> Result<Estimate, SideError>;
    /// The estimates of these jobs, read by set in large pages. One job's trouble is its own: it stands beside the job, and the others are
    /// read. An `Err` of the whole is trouble that meets every job.
    async fn estimates(&self, jobs: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideError>)>, SideError>;
    /// Where the jobs are built, as one line each; those that have an address. None where the ERP does not tell addresses by list.
    async fn addresses(&self) -> Result<Vec<(JobId, String)>, SideError>;
    /// Gives the session back, so that it does not hold one of the licence's seats.
    async fn sign_out(&self) -> Result<(), SideError>;
}

/// Procore's side.
#[async_trait]
pub trait BudgetTarget: Send + Sync {
    /// Every project the account may see.
    async fn projects(&self) -> Result<Vec<TargetProject>, SideError>;
    /// What the account may do. `project` matters where the company has no ERP Integrations tool.
    async fn rights(&self, project: ProjectId) -> Result<Rights, SideError>;
    /// The same, asked anew whatever is remembered: the last look before money moves. A target that remembers rights overrides it.
    async fn rights_afresh(&self, project: ProjectId) -> Result<Rights, SideError> {
        self.rights(project).await
    }
    /// Whether the account may unlock the project's budget, which takes more than to edit or to lock it; `None` where nobody can tell
    /// before it is tried.
    async fn may_unlock(&self, _project: ProjectId) -> Result<Option<bool>, SideError> {
        Ok(None)
    }
    /// Whether the account may make budget codes in the project; `None` where nobody can tell before it is tried.
    async fn may_create_codes(&self, _project: ProjectId) -> Result<Option<bool>, SideError> {
        Ok(None)
    }
    /// The project's budget: lock, currency and every budgeted line.
    async fn budget(&self, project: ProjectId) -> Result<Budget, SideError>;
    /// What the mapping may map to in this project, without the segments. `fresh` asks Procore even when the answer is remembered.
    async fn codes(&self, project: ProjectId, fresh: bool) -> Result<BudgetCodes, SideError>;
    /// What new budget codes can be made from in this project; `None` where the account may not know. `fresh` as before.
    async fn code_segments(&self, project: ProjectId, fresh: bool) -> Result<Option<CodeSegments>, SideError>;
    /// Makes these budget codes, which the project does not have. An `Err` may have made some all the same.
    async fn create_codes(&self, project: ProjectId, codes: &[WbsCode]) -> Result<(), SideError>;
    /// Whether the budget is locked: cheaper than reading it.
    async fn is_locked(&self, project: ProjectId) -> Result<bool, SideError>;
    /// Unlocks the budget and preserves its budget modifications. An `Err` may have been applied all the same.
    async fn unlock(&self, project: ProjectId) -> Result<(), SideError>;
    /// Locks the budget. An `Err` may have been applied all the same.
    async fn lock(&self, project: ProjectId) -> Result<(), SideError>;
    /// The changes of original amounts, the newest first; empty where the company or the account has no such history.
    async fn original_budget_changes(
        &self,
        project: ProjectId,
        currency: Currency,
    ) -> Result<Vec<BudgetChange>, SideError>;
    /// Whether the budget has a budget change or a budget modification.
    async fn has_budget_changes(&self, project: ProjectId) -> Result<bool, SideError>;
    /// How many lines the next write may hold.
    fn batch_lines_max(&self) -> usize;
    /// Writes these lines in one call. An `Ok` says that the server acknowledged every one; it is never the proof.
    async fn write(&self, project: ProjectId, lines: &[LineWrite]) -> Result<(), WriteError>;
}

/// A line as it is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineWrite {
    /// The budget code it hangs on.
    pub wbs_code_id: WbsCodeId,
    /// The line; `None` where it is new.
    pub line_item: Option<BudgetLineItemId>,
    /// Its original amount.
    pub amount: Money,
}

/// How a write can end other than well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError {
    /// The server found the batch too large, or has no batches at all. Nothing was applied; send at most this many.
    TooMany {
        /// The most lines the next batch may hold; at least 1.
        lines_max: usize,
    },
    /// Nobody knows whether it was applied: the answer was lost, cut short, or a gateway gave up waiting. Look before sending again.
    Unknown {
        /// What happened.
        cause: SideError,
        /// The server was too slow for a batch of this size.
        too_slow: bool,
    },
    /// The server read the batch and refused it by a rule of its own. Lines before the offending one may have been applied. Of the kind
    /// [`SideErrorKind::Forbidden`](crate::SideErrorKind::Forbidden): it stored lines without their amounts, for want of a right.
    Refused(SideError),
    /// It certainly did not reach the budget.
    NotApplied(SideError),
}

/// What must survive.
#[async_trait]
pub trait ReimportJournal: Send + Sync {
    /// Stores plan, snapshot, user and time as pending, durably, before the first request leaves.
    async fn begin(&self, intent: &ReimportIntent) -> Result<(), JournalError>;
    /// Notes how far these lines (by their position among the plan's changes) are.
    /// Where a request is about to leave, its time is kept with the record.
    async fn note(
        &self,
        reimport: ReimportId,
        lines: &[usize],
        progress: LineProgress,
        at: Timestamp,
    ) -> Result<(), JournalError>;
    /// Notes how far the new budget codes are.
    async fn note_codes(
        &self,
        reimport: ReimportId,
        progress: CodesProgress,
        at: Timestamp,
    ) -> Result<(), JournalError>;
    /// Notes how far the budget's lock is.
    async fn note_lock(&self, reimport: ReimportId, progress: LockProgress, at: Timestamp) -> Result<(), JournalError>;
    /// Closes the record. Once: a closed record refuses.
    async fn close(&self, reimport: ReimportId, ending: &Ending, at: Timestamp) -> Result<(), JournalError>;
    /// Who owns the job's original budget, as the user last set it.
    async fn ownership(&self, job: &JobId) -> Result<Ownership, JournalError>;
    /// A mark that changes whenever somebody says anything of the job's link, or gives its project to any job. Only equality means
    /// something: two equal marks say that nobody linked anew in between.
    async fn link_mark(&self, job: &JobId, project: ProjectId) -> Result<i64, JournalError>;
    /// The records nobody closed: the traces of a crash, and those whose requests are still out.
    async fn pending(&self) -> Result<Vec<PendingReimport>, JournalError>;
}

/// The user's yes, asked by a native dialog.
#[async_trait]
pub trait Confirmation: Send + Sync {
    /// True only when OK was pressed. Cancel, Escape and a closed dialog are a no.
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool;
    /// Asked before, and apart, of a plan that would take most of a job's money to zero (rule 16). A yes that was given beforehand, to
    /// re-imports as such, is none to this.
    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool;
}

/// What the dialog asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfirmationQuestion {
    /// `Please Confirm`.
    pub title: String,
    /// The first line: what will be done to which job.
    pub heading: String,
    /// The figures, line by line.
    pub body: String,
    /// What the button says that does it, e.g. `OK, re-import 14 lines`.
    pub affirmative: String,
}

/// Tells how far a re-import is; called often, must return at once.
pub trait ProgressObserver: Send + Sync {
    /// A step was taken.
    fn progress(&self, progress: &Progress);
}

/// How far a re-import is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Lines acknowledged so far.
    pub lines_done: usize,
    /// Lines planned.
    pub lines_planned: usize,
    /// How long the rest will take at the pace so far; `None` while nobody can tell.
    pub time_left: Option<Duration>,
}

/// The stages of a re-import, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The dialog is open; nothing has happened.
    Asking,
    /// Reading both sides again after the yes.
    ReadingAgain,
    /// Making the budget codes that lines lack.
    CreatingCodes,
    /// Unlocking the budget.
    Unlocking,
    /// Sending lines.
    Writing,
    /// Locking the budget again.
    LockingAgain,
    /// Reading the budget back.
    Proving,
}

/// Time, as a value.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Waits.
    async fn sleep(&self, duration: Duration);
}
