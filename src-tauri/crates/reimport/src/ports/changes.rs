//! Changing Procore's side.

use crate::error::SideError;
use crate::ports::budgets::{BudgetReadings, ChangeHistory, PermissionReader, ProjectReader};
use async_trait::async_trait;
use jobcost::{BudgetLineItemId, Money, ProjectId, WbsCode, WbsCodeId};

/// Makes budget codes.
#[async_trait]
pub trait CodeWriter: Send + Sync {
    /// Makes these budget codes, which the project does not have. An `Err` may have made some all the same.
    async fn create_codes(&self, project: ProjectId, codes: &[WbsCode]) -> Result<(), SideError>;
}

/// The budget's lock.
#[async_trait]
pub trait BudgetLock: Send + Sync {
    /// Whether the budget is locked: cheaper than reading it.
    async fn is_locked(&self, project: ProjectId) -> Result<bool, SideError>;
    /// Unlocks the budget and preserves its budget modifications. An `Err` may have been applied all the same.
    async fn unlock(&self, project: ProjectId) -> Result<(), SideError>;
    /// Locks the budget. An `Err` may have been applied all the same.
    async fn lock(&self, project: ProjectId) -> Result<(), SideError>;
}

/// Writes original amounts.
#[async_trait]
pub trait BudgetWriter: Send + Sync {
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

/// Everything by which a re-import changes Procore.
pub trait BudgetWrites: CodeWriter + BudgetLock + BudgetWriter {}

impl<T: CodeWriter + BudgetLock + BudgetWriter> BudgetWrites for T {}

/// Procore's whole side.
pub trait BudgetTarget: ProjectReader + BudgetReadings + PermissionReader + ChangeHistory + BudgetWrites {}

impl<T: ProjectReader + BudgetReadings + PermissionReader + ChangeHistory + BudgetWrites> BudgetTarget for T {}
