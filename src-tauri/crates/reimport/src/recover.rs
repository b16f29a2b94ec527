//! After a crash: reads what became of the records nobody closed and reports it. It writes to Procore in one case only: a budget that an
//! interrupted re-import unlocked is locked again, for that was part of what the user confirmed, and open it would stay unprotected
//! until he happens to look. It is never unlocked here, and no line is ever sent.

use crate::amounts::Amounts;
use crate::new_codes::found;
use crate::ports::{BudgetTarget, Clock, ReimportJournal};
use crate::prove::read_settled;
use crate::record::{Ending, LineProgress, LockProgress, PendingReimport, ReimportIntent};
use crate::{JournalTrouble, SideTrouble};
use jobcost::{Budget, Money, WbsCode, counted};

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovered {
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
    /// The budget could not be read; the record stays pending and is looked at again.
    StillPending {
        /// What was intended.
        intent: Box<ReimportIntent>,
        /// Why.
        trouble: SideTrouble,
        /// The budget may be unlocked because of it.
        owes_lock: bool,
    },
}

/// Takes these records, which nobody works on any more, reads their budgets, closes them truthfully. Which records those are is the
/// caller's to know: a pending record may also be one that is being carried out this very moment.
pub async fn recover(
    target: &dyn BudgetTarget,
    journal: &dyn ReimportJournal,
    clock: &dyn Clock,
    abandoned: Vec<PendingReimport>,
) -> Result<Vec<Recovered>, JournalTrouble> {
    let mut recovered = Vec::new();
    for pending in abandoned {
        recovered.push(recover_one(target, journal, clock, pending).await?);
    }
    Ok(recovered)
}

async fn recover_one(
    target: &dyn BudgetTarget,
    journal: &dyn ReimportJournal,
    clock: &dyn Clock,
    pending: PendingReimport,
) -> Result<Recovered, JournalTrouble> {
    let owes_lock = pending.owes_lock();
    let still = |trouble, owes_lock, pending: PendingReimport| Recovered::StillPending {
        intent: Box::new(pending.intent),
        trouble,
        owes_lock,
    };
    let locked_again = match lock_where_owed(target, &pending).await {
        Ok(locked_again) => locked_again,
        Err(trouble) => return Ok(still(trouble, owes_lock, pending)),
    };
    if owes_lock {
        journal.note_lock(pending.intent.id, LockProgress::Locked, clock.now()).await?;
    }
    let (budget, codes_made) = match read(target, clock, &pending).await {
        Ok(read) => read,
        Err(trouble) => return Ok(still(trouble, false, pending)),
    };
    let (ending, reached) = judge(&pending.intent, &budget);
    journal.close(pending.intent.id, &ending, clock.now()).await?;
    Ok(Recovered::Closed { intent: Box::new(pending.intent), ending, reached, codes_made, locked_again })
}

/// Locks a budget that the re-import left open; says whether it had to.
async fn lock_where_owed(target: &dyn BudgetTarget, pending: &PendingReimport) -> Result<bool, SideTrouble> {
    if !pending.owes_lock() || target.is_locked(pending.intent.project).await? {
        return Ok(false);
    }
    target.lock(pending.intent.project).await?;
    Ok(true)
}

/// The budget, and how many of the new budget codes are there.
async fn read(
    target: &dyn BudgetTarget,
    clock: &dyn Clock,
    pending: &PendingReimport,
) -> Result<(Budget, usize), SideTrouble> {
    let acknowledged = pending.progress.iter().enumerate();
    let acknowledged = acknowledged.filter(|(_, progress)| **progress == Some(LineProgress::Acknowledged));
    let acknowledged: Vec<usize> = acknowledged.map(|(position, _)| position).collect();
    let codes_made = if pending.codes_asked {
        let wanted: Vec<WbsCode> = pending.intent.new_codes().cloned().collect();
        found(&wanted, &target.codes(pending.intent.project, true).await?).len()
    } else {
        0
    };
    Ok((read_settled(target, clock, &pending.intent, &acknowledged).await?, codes_made))
}

/// What the budget says of an intent: pure.
fn judge(intent: &ReimportIntent, budget: &Budget) -> (Ending, usize) {
    let amounts = Amounts::of(&budget.line_items);
    let planned = intent.lines.len();
    let reached = intent.lines.iter().filter(|line| amounts.has(line)).count();
    let total = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget));
    let ending = match total {
        Ok(total) if reached == planned && total == intent.new_procore_total => Ending::Posted { total },
        _ if reached == planned => Ending::Discrepant {
            sentence: format!(
                "All {} reached Procore, but the budget's total is not the one that was confirmed: other lines changed.",
                counted(planned, "line")
            ),
        },
        _ if reached == 0 => {
            Ending::Voided { sentence: "No line reached Procore. The budget is as it was.".to_owned() }
        }
        _ => Ending::Interrupted {
            sentence: format!(
                "{} of {} reached Procore; the others are as they were.",
                reached,
                counted(planned, "line")
            ),
        },
    };
    (ending, reached)
}
