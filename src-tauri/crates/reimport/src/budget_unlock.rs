//! A locked budget: unlocked for the lines and locked again, as the user confirmed it. What is owed to the lock is in the journal before
//! each request leaves, so that nobody finds a budget open that Tieout opened. A budget that somebody else opened is theirs to lock.

use crate::error::{JournalError, SideError};
use crate::ports::{BudgetLock, Clock, ReimportJournal};
use crate::record::{LockProgress, ReimportIntent};
use std::time::Duration;

/// How often locking is tried before the user is told that the budget is open.
const ATTEMPTS: usize = 4;
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Why unlocking did not happen, or may not have.
#[derive(Debug)]
pub(crate) enum UnlockError {
    Side(SideError),
    Journal(JournalError),
}

/// Who opened the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenedBy {
    /// Not this re-import: it asked for nothing, or was refused, or somebody else had opened the budget before.
    NotByUs,
    /// This re-import.
    ByUs,
    /// This re-import asked for it, and the answer was lost.
    Perhaps,
}

/// The budget is open, or may be.
#[derive(Debug)]
pub(crate) struct RelockError {
    pub(crate) error: SideError,
    /// It was seen open, after this re-import had opened it.
    pub(crate) certain: bool,
}

/// The lock of one re-import's budget.
pub(crate) struct BudgetUnlock<'a> {
    budget_lock: &'a dyn BudgetLock,
    journal: &'a dyn ReimportJournal,
    clock: &'a dyn Clock,
    intent: &'a ReimportIntent,
    opened: OpenedBy,
}

impl<'a> BudgetUnlock<'a> {
    pub(crate) fn new(
        budget_lock: &'a dyn BudgetLock,
        journal: &'a dyn ReimportJournal,
        clock: &'a dyn Clock,
        intent: &'a ReimportIntent,
    ) -> Self {
        Self { budget_lock, journal, clock, intent, opened: OpenedBy::NotByUs }
    }

    pub(crate) const fn intent(&self) -> &'a ReimportIntent {
        self.intent
    }

    /// Unlocks, where the plan says so and the budget is still locked. After an `Err` it may be open all the same: the answer may have been
    /// lost.
    pub(crate) async fn unlock(&mut self) -> Result<(), UnlockError> {
        let project = self.intent.project;
        if !self.intent.unlocks || !self.budget_lock.is_locked(project).await.map_err(UnlockError::Side)? {
            return Ok(());
        }
        self.note(LockProgress::Unlocking).await.map_err(UnlockError::Journal)?;
        self.opened = OpenedBy::Perhaps;
        if let Err(error) = self.budget_lock.unlock(project).await {
            if !error.kind.may_pass() {
                self.opened = OpenedBy::NotByUs;
                return Err(UnlockError::Side(error));
            }
            // The answer was lost. Where the budget is open now, it was a yes.
            if self.budget_lock.is_locked(project).await.unwrap_or(true) {
                return Err(UnlockError::Side(error));
            }
        }
        self.opened = OpenedBy::ByUs;
        self.note(LockProgress::Unlocked).await.map_err(UnlockError::Journal)
    }

    /// The plan's last step is still to be done.
    pub(crate) fn owes_lock(&self) -> bool {
        self.opened != OpenedBy::NotByUs
    }

    /// Locks again whatever came of the lines, where this re-import unlocked. An `Err` says that the budget is open, or may be.
    pub(crate) async fn lock_again(&mut self) -> Result<(), RelockError> {
        if !self.owes_lock() {
            return Ok(());
        }
        let (mut pause, mut attempt, mut seen_open) = (FIRST_PAUSE, 1, false);
        while let Err(error) = self.lock(&mut seen_open).await {
            if attempt == ATTEMPTS {
                return Err(RelockError { error, certain: seen_open });
            }
            self.clock.sleep(pause).await;
            (attempt, pause) = (attempt + 1, pause * 2);
        }
        if self.unlock_is_out(seen_open) {
            return Ok(());
        }
        self.opened = OpenedBy::NotByUs;
        if let Err(error) = self.note(LockProgress::Locked).await {
            // The next start finds the budget locked and has nothing to do.
            tracing::warn!(reimport = %self.intent.id, %error, "the journal could not note that the budget is locked again");
        }
        Ok(())
    }

    /// Nobody saw the budget open, so the request to unlock it may still arrive.
    fn unlock_is_out(&self, seen_open: bool) -> bool {
        self.opened == OpenedBy::Perhaps && !seen_open
    }

    /// Somebody may have locked it already, or our own lost request did.
    async fn lock(&self, seen_open: &mut bool) -> Result<(), SideError> {
        if self.budget_lock.is_locked(self.intent.project).await? {
            return Ok(());
        }
        *seen_open = true;
        self.budget_lock.lock(self.intent.project).await
    }

    async fn note(&self, progress: LockProgress) -> Result<(), JournalError> {
        self.journal.note_lock(self.intent.id, progress, self.clock.now()).await
    }
}
