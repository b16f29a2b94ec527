//! After a crash: reads what became of the records nobody closed, reports it, and never writes to Procore by itself.

use crate::apply::amounts_by_code;
use crate::confirm::counted;
use crate::ports::{BudgetTarget, Clock, ReimportJournal};
use crate::prove::read_settled;
use crate::record::{Ending, LineProgress, PendingReimport, ReimportIntent};
use crate::{JournalTrouble, SideTrouble};
use jobcost::{Budget, Money};

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
    },
    /// The budget could not be read; the record stays pending and is looked at again.
    StillPending {
        /// What was intended.
        intent: Box<ReimportIntent>,
        /// Why.
        trouble: SideTrouble,
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
        recovered.push(match read(target, clock, &pending).await {
            Ok(budget) => {
                let (ending, reached) = judge(&pending.intent, &budget);
                journal.close(pending.intent.id, &ending, clock.now()).await?;
                Recovered::Closed { intent: Box::new(pending.intent), ending, reached }
            }
            Err(trouble) => Recovered::StillPending { intent: Box::new(pending.intent), trouble },
        });
    }
    Ok(recovered)
}

async fn read(target: &dyn BudgetTarget, clock: &dyn Clock, pending: &PendingReimport) -> Result<Budget, SideTrouble> {
    let acknowledged = pending.progress.iter().enumerate();
    let acknowledged = acknowledged.filter(|(_, progress)| **progress == Some(LineProgress::Acknowledged));
    let acknowledged: Vec<usize> = acknowledged.map(|(position, _)| position).collect();
    read_settled(target, clock, &pending.intent, &acknowledged).await
}

/// What the budget says of an intent: pure.
fn judge(intent: &ReimportIntent, budget: &Budget) -> (Ending, usize) {
    let amounts = amounts_by_code(budget);
    let planned = intent.lines.len();
    let reached = intent
        .lines
        .iter()
        .filter(|line| amounts.get(&line.change.wbs_code_id()) == Some(&line.change.after()))
        .count();
    let total = Money::sum(budget.currency, amounts.values().copied());
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
