//! A locked budget: unlocked for the lines and locked again, as the user confirmed it. What is owed to the lock is in the journal before
//! each request leaves, so that nobody finds a budget open that Tieout opened.

use crate::ports::{BudgetTarget, Clock, ReimportJournal};
use crate::record::{LockProgress, ReimportIntent};
use crate::{JournalTrouble, SideTrouble};
use std::time::Duration;

/// How often locking is tried before the user is told that the budget is open.
const ATTEMPTS: usize = 4;
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// Why unlocking did not happen, or may not have.
#[derive(Debug)]
pub(crate) enum NotUnlocked {
    Side(SideTrouble),
    Journal(JournalTrouble),
}

/// The lock of one re-import's budget.
pub(crate) struct Unlocking<'a> {
    pub(crate) target: &'a dyn BudgetTarget,
    pub(crate) journal: &'a dyn ReimportJournal,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) intent: &'a ReimportIntent,
}

impl Unlocking<'_> {
    /// Unlocks, where the plan says so. After an `Err` the budget may be open all the same: the answer may have been lost.
    pub(crate) async fn unlock(&self) -> Result<(), NotUnlocked> {
        if !self.intent.unlocks {
            return Ok(());
        }
        self.note(LockProgress::Unlocking).await.map_err(NotUnlocked::Journal)?;
        self.target.unlock(self.intent.project).await.map_err(NotUnlocked::Side)?;
        self.note(LockProgress::Unlocked).await.map_err(NotUnlocked::Journal)
    }

    /// Locks again whatever came of the lines, where the plan unlocked. An `Err` says that the budget is open.
    pub(crate) async fn lock_again(&self) -> Result<(), SideTrouble> {
        if !self.intent.unlocks {
            return Ok(());
        }
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        while let Err(trouble) = self.lock().await {
            if attempt == ATTEMPTS {
                return Err(trouble);
            }
            self.clock.sleep(pause).await;
            (attempt, pause) = (attempt + 1, pause * 2);
        }
        if let Err(trouble) = self.note(LockProgress::Locked).await {
            // The next start finds the budget locked and has nothing to do.
            tracing::warn!(reimport = %self.intent.id, %trouble, "the journal could not note that the budget is locked again");
        }
        Ok(())
    }

    /// Somebody may have locked it already, or our own lost request did.
    async fn lock(&self) -> Result<(), SideTrouble> {
        if self.target.is_locked(self.intent.project).await? {
            return Ok(());
        }
        self.target.lock(self.intent.project).await
    }

    async fn note(&self, progress: LockProgress) -> Result<(), JournalTrouble> {
        self.journal.note_lock(self.intent.id, progress, self.clock.now()).await
    }
}
