//! What must survive.

use crate::error::JournalError;
use crate::record::{CodesProgress, Ending, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent};
use async_trait::async_trait;
use jiff::Timestamp;
use jobcost::{JobId, Ownership, ProjectId};

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
    /// something: two equal marks say that nobody linked again in between.
    async fn link_mark(&self, job: &JobId, project: ProjectId) -> Result<i64, JournalError>;
    /// The records nobody closed: the traces of a crash, and those whose requests are still out.
    async fn pending(&self) -> Result<Vec<PendingReimport>, JournalError>;
}
