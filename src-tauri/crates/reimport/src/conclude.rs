//! What a re-import came to, once everything is sent and the budget was read back, or could not be. Decisions without a network.

use crate::amounts::Amounts;
use crate::apply::SendResult;
use crate::error::SideError;
use crate::fate::OpenRequests;
use crate::outcome::{MissingLine, Outcome, Receipt};
use crate::promise::is_as_it_was;
use crate::record::{Ending, ReimportIntent};
use crate::stop_reason::StopReason;
use jobcost::{Budget, DiscrepantLine, LineChange, Money, ReimportPlan, Verification};

/// A receipt of which nothing is read back yet.
pub(crate) fn receipt(intent: &ReimportIntent, plan: &ReimportPlan) -> Receipt {
    Receipt {
        reimport: intent.id,
        lines_planned: intent.lines.len(),
        lines_reached: 0,
        totals: plan.totals,
        read_back: None,
        codes_made: 0,
        lines_unmapped: plan.unmapped().count(),
        out_of_balance: plan.out_of_balance_after.clone(),
    }
}

/// The end where no line was ever sent. Budget codes and the lock may be of unknown fate all the same.
pub(crate) fn without_a_line(receipt: Receipt, why: StopReason, open: OpenRequests) -> Outcome {
    if open.is_empty() {
        let (reimport, codes_made) = (receipt.reimport, receipt.codes_made);
        Outcome::Voided { reimport, why, codes_made }
    } else {
        Outcome::NotKnownYet { receipt, open, why: Some(why) }
    }
}

/// The end by what was sent and what the budget shows.
pub(crate) fn outcome(
    intent: &ReimportIntent,
    applied: SendResult,
    mut receipt: Receipt,
    open: OpenRequests,
    read: Result<(Budget, Verification), SideError>,
) -> Outcome {
    let (budget, verification) = match read {
        Ok(read) => read,
        Err(error) => return Outcome::Unproven { receipt, error, why: applied.stopped },
    };
    let not_reached = not_reached(intent, &budget, &applied);
    receipt.lines_reached = intent.lines.len() - not_reached.len();
    receipt.read_back = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget)).ok();
    let amounts = Amounts::of(&budget.line_items);
    let open = open.with_lines(intent, &applied.progress, |position| amounts.has(&intent.lines[position]));
    let went_through = applied.stopped.is_none() && applied.refused.is_empty();
    match verification {
        _ if !open.is_empty() => Outcome::NotKnownYet { receipt, open, why: applied.stopped },
        // Whatever happened on the way: every line of the budget is what was confirmed.
        Verification::Proven { .. } => Outcome::Posted(receipt),
        Verification::Discrepant(lines) if went_through || not_reached.is_empty() => {
            let created_without_amount = created_without_amount(intent, &lines);
            Outcome::Discrepant { receipt, lines, created_without_amount }
        }
        Verification::Discrepant(_) if receipt.lines_reached == 0 && is_as_it_was(intent, &budget) => {
            nothing_changed(applied, receipt, not_reached)
        }
        Verification::Discrepant(_) => Outcome::Interrupted { receipt, not_reached, why: applied.stopped },
    }
}

fn nothing_changed(applied: SendResult, receipt: Receipt, not_reached: Vec<MissingLine>) -> Outcome {
    match applied.stopped {
        None | Some(StopReason::Refused(_)) => Outcome::RefusedByProcore { receipt, not_reached },
        Some(why) => Outcome::Voided { reimport: receipt.reimport, why, codes_made: receipt.codes_made },
    }
}

fn not_reached(intent: &ReimportIntent, budget: &Budget, applied: &SendResult) -> Vec<MissingLine> {
    let amounts = Amounts::of(&budget.line_items);
    let lines = intent.lines.iter().enumerate().filter_map(|(position, line)| {
        let found = amounts.find(line);
        (found != Some(line.change.after())).then(|| MissingLine {
            wbs_code: line.wbs_code.clone(),
            planned: line.change.after(),
            found,
            refusal: applied.refused.get(&position).cloned(),
        })
    });
    lines.collect()
}

/// Who may add a line but no amount gets a yes and a line of $0 (granular permissions for Budget).
fn created_without_amount(intent: &ReimportIntent, lines: &[DiscrepantLine]) -> usize {
    let created = |line: &&DiscrepantLine| {
        let intended = intent.lines.iter().find(|intended| intended.wbs_code == line.wbs_code);
        intended.is_some_and(|intended| matches!(intended.change, LineChange::Create { .. }))
    };
    let empty = lines.iter().filter(|line| line.found.is_some_and(|found| found.is_zero()));
    empty.filter(created).count()
}

/// What the journal says of an outcome; `None` while the record must stay open.
pub(crate) fn ending(outcome: &Outcome) -> Option<Ending> {
    let sentence = || crate::report::report(outcome).message;
    match outcome {
        Outcome::Posted(receipt) => receipt.read_back.map(|total| Ending::Posted { total }),
        Outcome::Discrepant { .. } => Some(Ending::Discrepant { sentence: sentence() }),
        Outcome::Interrupted { why: Some(StopReason::Journal(_)), .. }
        | Outcome::NotKnownYet { .. }
        | Outcome::Unproven { .. }
        | Outcome::LeftUnlocked { .. }
        | Outcome::NothingToChange { .. }
        | Outcome::Declined
        | Outcome::Outdated(_)
        | Outcome::Relinked
        | Outcome::Refused(_)
        | Outcome::NotBegun(_) => None,
        Outcome::Interrupted { .. } => Some(Ending::Interrupted { sentence: sentence() }),
        Outcome::Voided { .. } | Outcome::RefusedByProcore { .. } => Some(Ending::Voided { sentence: sentence() }),
    }
}
