//! After a crash, or after an end that left something open: reads what became of the records nobody closed and reports it. It writes to
//! Procore in one case only: a budget that an interrupted re-import unlocked is locked again, because that was part of what the user confirmed,
//! and open it would stay unprotected until they happen to look. It is never unlocked here, and no line is ever sent.

use crate::amounts::Amounts;
use crate::error::{JournalError, SideError};
use crate::fate::{OpenRequests, PATIENCE, is_overdue};
use crate::new_codes::found;
use crate::ports::{BudgetLock, BudgetReadings, Clock, ReimportJournal};
use crate::prepare::LinkedJob;
use crate::prove::{PROOF_WAITS, read_settled};
use crate::record::{Ending, LineProgress, LockProgress, PendingReimport, ReimportIntent};
use crate::record_ending::{judge, superseded};
use jiff::{SignedDuration, Timestamp};
use jobcost::{Budget, JobId, WbsCode};

/// Rows may lag so long after a request; later a single look tells.
const ROWS_LAG: SignedDuration = SignedDuration::from_mins(2);

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// The budget was read and the record closed.
    Closed {
        /// What was intended.
        intent: Box<ReimportIntent>,
        /// How it ended.
        ending: Ending,
        /// Planned lines that the budget shows.
        reached: usize,
        /// Of the budget codes it was to make, those that are there now.
        codes_made: usize,
        /// The budget had been left unlocked, and was locked again.
        locked_again: bool,
    },
    /// The budget was read, and requests are out of which nobody knows what became. The record stays pending and is looked at again.
    NotKnownYet {
        /// What was intended.
        intent: Box<ReimportIntent>,
        /// Planned lines that the budget shows.
        reached: usize,
        /// What is not known.
        open: OpenRequests,
        /// A look at this time or later closes the record.
        known_at: Timestamp,
        /// The budget had been left unlocked, and was locked again.
        locked_again: bool,
    },
    /// The budget could not be read; the record stays pending and is looked at again.
    StillPending {
        /// What was intended.
        intent: Box<ReimportIntent>,
        /// Why.
        error: SideError,
        /// The budget may be unlocked because of it.
        owes_lock: bool,
    },
}

impl Recovery {
    /// The job whose re-import it was.
    pub fn job(&self) -> &JobId {
        let (Self::Closed { intent, .. } | Self::NotKnownYet { intent, .. } | Self::StillPending { intent, .. }) = self;
        &intent.job
    }
}

/// Takes these records, which nobody works on any more, reads their budgets, closes them truthfully. Which records those are is the
/// caller's to know: a pending record may also be one that is being carried out this very moment.
pub async fn recover(
    target: &dyn BudgetReadings,
    budget_lock: &dyn BudgetLock,
    journal: &dyn ReimportJournal,
    clock: &dyn Clock,
    abandoned: Vec<PendingReimport>,
) -> Result<Vec<Recovery>, JournalError> {
    let mut recovered = Vec::new();
    for pending in abandoned {
        recovered.push(recover_one(target, budget_lock, journal, clock, pending).await?);
    }
    Ok(recovered)
}

/// Closes the open records of a job that is about to be re-imported again, by the budget that was just read for it. Afterwards nobody could
/// tell their lines from those of the new one. A record that owes a lock is left to [`recover`].
pub(crate) async fn supersede(
    journal: &dyn ReimportJournal,
    clock: &dyn Clock,
    job: &LinkedJob,
    budget: &Budget,
) -> Result<(), JournalError> {
    for pending in journal.pending().await? {
        let same = pending.intent.job == job.job && pending.intent.project == job.project;
        if same && !pending.owes_lock() {
            journal.close(pending.intent.id, &superseded(&pending, budget), clock.now()).await?;
        }
    }
    Ok(())
}

/// What the lock of an interrupted re-import was found to be.
struct Lock {
    locked_again: bool,
    /// It is locked, and the request to unlock it may still arrive.
    unlock_out: bool,
}

async fn recover_one(
    target: &dyn BudgetReadings,
    budget_lock: &dyn BudgetLock,
    journal: &dyn ReimportJournal,
    clock: &dyn Clock,
    pending: PendingReimport,
) -> Result<Recovery, JournalError> {
    let (owes_lock, last_request) = (pending.owes_lock(), pending.last_request());
    let still = |error, owes_lock, pending: PendingReimport| Recovery::StillPending {
        intent: Box::new(pending.intent),
        error,
        owes_lock,
    };
    let overdue = is_overdue(last_request, clock.now());
    let lock = match lock_where_owed(budget_lock, &pending, overdue).await {
        Ok(lock) => lock,
        Err(error) => return Ok(still(error, owes_lock, pending)),
    };
    if owes_lock && !lock.unlock_out {
        journal.note_lock(pending.intent.id, LockProgress::Locked, clock.now()).await?;
    }
    let (budget, codes_made, codes_lacking) = match read(target, clock, &pending).await {
        Ok(read) => read,
        Err(error) => return Ok(still(error, lock.unlock_out, pending)),
    };
    let open = still_open(&pending, &budget, codes_lacking, lock.unlock_out, is_overdue(last_request, clock.now()));
    let locked_again = lock.locked_again;
    let amounts = Amounts::of(&budget.line_items);
    let reached = pending.intent.lines.iter().filter(|line| amounts.has(line)).count();
    if !open.is_empty() {
        let (intent, known_at) = (Box::new(pending.intent), last_request + PATIENCE);
        return Ok(Recovery::NotKnownYet { intent, reached, open, known_at, locked_again });
    }
    let ending = judge(&pending, &budget);
    journal.close(pending.intent.id, &ending, clock.now()).await?;
    Ok(Recovery::Closed { intent: Box::new(pending.intent), ending, reached, codes_made, locked_again })
}

/// What nobody knows yet: nothing, where everything that was sent must have arrived by now.
fn still_open(
    pending: &PendingReimport,
    budget: &Budget,
    codes_lacking: usize,
    unlock: bool,
    overdue: bool,
) -> OpenRequests {
    if overdue {
        return OpenRequests::default();
    }
    let amounts = Amounts::of(&budget.line_items);
    let codes = if pending.codes_asked { codes_lacking } else { 0 };
    OpenRequests { codes, unlock, ..OpenRequests::default() }.with_lines(
        &pending.intent,
        &pending.progress,
        |position| amounts.has(&pending.intent.lines[position]),
    )
}

/// Locks a budget that the re-import left open. One that is locked although the answer to unlocking it was lost may be unlocked yet.
async fn lock_where_owed(
    budget_lock: &dyn BudgetLock,
    pending: &PendingReimport,
    overdue: bool,
) -> Result<Lock, SideError> {
    let project = pending.intent.project;
    if !pending.owes_lock() {
        return Ok(Lock { locked_again: false, unlock_out: false });
    }
    if budget_lock.is_locked(project).await? {
        let unlock_out = pending.lock == Some(LockProgress::Unlocking) && !overdue;
        return Ok(Lock { locked_again: false, unlock_out });
    }
    budget_lock.lock(project).await?;
    Ok(Lock { locked_again: true, unlock_out: false })
}

/// The budget, and how many of the new budget codes are there and how many are not.
async fn read(
    target: &dyn BudgetReadings,
    clock: &dyn Clock,
    pending: &PendingReimport,
) -> Result<(Budget, usize, usize), SideError> {
    let sent = |(position, progress): (usize, &Option<LineProgress>)| {
        matches!(progress, Some(LineProgress::Sent | LineProgress::Acknowledged)).then_some(position)
    };
    let expected: Vec<usize> = pending.progress.iter().enumerate().filter_map(sent).collect();
    let (mut made, mut lacking) = (0, 0);
    if pending.codes_asked {
        let wanted: Vec<WbsCode> = pending.intent.new_codes().cloned().collect();
        made = found(&wanted, &target.codes(pending.intent.project, true).await?).len();
        lacking = wanted.len() - made;
    }
    let young = clock.now().duration_since(pending.last_request()) < ROWS_LAG;
    let waits = if young { &PROOF_WAITS[..] } else { &[] };
    Ok((read_settled(target, clock, &pending.intent, &expected, waits).await?, made, lacking))
}
