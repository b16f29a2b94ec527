//! What a budget says of a record that nobody closed. Pure.

use crate::amounts::Amounts;
use crate::fate::is_open;
use crate::line_words::discrepant_line;
use crate::promise::{broken_promises, is_as_it_was};
use crate::record::{Ending, PendingReimport, ReimportIntent};
use jobcost::{Budget, DiscrepantLine, Money, counted, counted_of};

/// How many differing lines a sentence names.
const NAMED: usize = 3;

/// How many lines of a record are as planned, as before, or neither.
struct Lines {
    planned: usize,
    reached: usize,
    as_before: usize,
    /// Their request left, and nobody said what became of it.
    open: usize,
}

impl Lines {
    fn of(pending: &PendingReimport, budget: &Budget) -> Self {
        let intent = &pending.intent;
        let (now, before) = (Amounts::of(&budget.line_items), Amounts::of(&intent.snapshot));
        let (mut reached, mut as_before, mut open) = (0, 0, 0);
        for (line, progress) in intent.lines.iter().zip(&pending.progress) {
            let shown = now.has(line);
            reached += usize::from(shown);
            as_before += usize::from(!shown && now.find(line) == before.find(line));
            open += usize::from(is_open(progress.as_ref(), shown));
        }
        Self { planned: intent.lines.len(), reached, as_before, open }
    }
}

/// How a record ends of which everything is known that ever will be: what does not show by now did not arrive.
pub(crate) fn judge(pending: &PendingReimport, budget: &Budget) -> Ending {
    let (intent, lines) = (&pending.intent, Lines::of(pending, budget));
    if lines.reached == lines.planned {
        return all_reached(intent, budget);
    }
    let late =
        if lines.open > 0 { " What did not show a quarter of an hour after it was sent did not arrive." } else { "" };
    if lines.reached == 0 && lines.as_before == lines.planned {
        let budget = if is_as_it_was(intent, budget) {
            "The budget is as it was."
        } else {
            "Other lines of the budget were changed meanwhile, not by Tieout."
        };
        return Ending::Voided { sentence: format!("No line reached Procore. {budget}{late}") };
    }
    Ending::Interrupted { sentence: format!("{}{late}", reached_in_part(&lines)) }
}

/// How a record ends whose job is re-imported again while something of it is not known.
pub(crate) fn superseded(pending: &PendingReimport, budget: &Budget) -> Ending {
    let lines = Lines::of(pending, budget);
    if lines.open == 0 {
        return judge(pending, budget);
    }
    let reached = counted_of(lines.reached, lines.planned, "line");
    Ending::Interrupted {
        sentence: format!(
            "{reached} had reached Procore when the job was re-imported anew. What became of {} is not known.",
            counted(lines.open, "other")
        ),
    }
}

fn all_reached(intent: &ReimportIntent, budget: &Budget) -> Ending {
    let broken = broken_promises(intent, budget);
    let total = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget));
    match total {
        Ok(total) if broken.is_empty() => Ending::Posted { total },
        _ => Ending::Discrepant {
            sentence: format!(
                "All {} reached Procore, but the budget is not what was confirmed: {}",
                counted(intent.lines.len(), "line"),
                named(&broken)
            ),
        },
    }
}

fn named(broken: &[DiscrepantLine]) -> String {
    let lines: Vec<String> = broken.iter().take(NAMED).map(discrepant_line).collect();
    let more = broken.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("; and {} more", counted(more, "line")) } else { String::new() };
    format!("{}{more}.", lines.join("; "))
}

fn reached_in_part(lines: &Lines) -> String {
    let reached = counted_of(lines.reached, lines.planned, "line");
    if lines.reached + lines.as_before == lines.planned {
        format!("{reached} reached Procore; the others are as they were.")
    } else {
        format!("{reached} reached Procore as planned; of the others some are neither as they were nor as planned.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LineProgress, ReimportId};
    use jiff::Timestamp;
    use jobcost::{BudgetLineItem, BudgetLineItemId, Currency, JobId, LineChange, ProjectId, WbsCode, WbsCodeId};

    fn usd(amount: i64) -> Money {
        Money::new(amount.into(), Currency::USD)
    }

    fn item(code: i64, amount: i64) -> BudgetLineItem {
        BudgetLineItem {
            id: BudgetLineItemId(code),
            wbs_code_id: WbsCodeId(code),
            wbs_code: WbsCode::new(format!("{code:02}"), "S"),
            description: String::new(),
            original_budget: usd(amount),
        }
    }

    fn budget(rows: &[(i64, i64)]) -> Budget {
        let line_items = rows.iter().map(|(code, amount)| item(*code, *amount)).collect();
        Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items }
    }

    /// Codes 1 and 2 are in the budget at $100 and $50; code 1 is to become $200, code 3 is to be created at $70.
    fn record(progress: [Option<LineProgress>; 2]) -> PendingReimport {
        let code = |code: i64| WbsCode::new(format!("{code:02}"), "S");
        let line = |wbs_code, change| crate::IntendedLine { wbs_code, description: String::new(), change };
        let (line_item, wbs_code_id) = (BudgetLineItemId(1), WbsCodeId(1));
        let revise = LineChange::Revise { line_item, wbs_code_id, before: usd(100), after: usd(200) };
        let create = LineChange::Create { wbs_code_id: Some(WbsCodeId(3)), after: usd(70) };
        let intent = ReimportIntent {
            id: ReimportId::random(),
            job: JobId::new("24-101"),
            job_name: String::new(),
            project: ProjectId(1),
            currency: Currency::USD,
            user: String::new(),
            begun_at: Timestamp::UNIX_EPOCH,
            acumatica_total: usd(270),
            procore_total: usd(150),
            new_procore_total: usd(320),
            unlocks: false,
            lines_left_apart: Some(0),
            lines: vec![line(code(1), revise), line(code(3), create)],
            snapshot: vec![item(1, 100), item(2, 50)],
        };
        PendingReimport { intent, progress: progress.into(), codes_asked: false, lock: None, last_request_at: None }
    }

    #[test]
    fn the_proof_goes_line_by_line_and_never_by_the_sum() {
        for (rows, proven, named) in [
            (vec![(1, 200), (2, 50), (3, 70)], true, ""),
            (vec![(1, 200), (2, 60), (3, 70), (4, -10)], false, "04.S"),
            (vec![(1, 200), (3, 70), (4, 50)], false, "02.S"),
            (vec![(1, 200), (2, 50), (3, 70), (4, 0)], false, "04.S"),
            (vec![(1, 200), (1, 200), (2, 50), (3, 70)], false, "01.S"),
            (vec![(1, 200), (2, 25), (2, 25), (3, 70)], false, "02.S"),
        ] {
            let ending = judge(&record([Some(LineProgress::Acknowledged), Some(LineProgress::Sent)]), &budget(&rows));
            match ending {
                Ending::Posted { total } => assert!(proven && total == usd(320), "{rows:?}"),
                Ending::Discrepant { sentence } => {
                    assert!(!proven && sentence.contains(named), "{rows:?}: {sentence}");
                }
                other => panic!("{rows:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_did_not_arrive_is_said_and_so_is_what_is_neither_old_nor_new() {
        use LineProgress::{Acknowledged, Sent};
        for (progress, rows, word) in [
            ([None, None], vec![(1, 100), (2, 50)], "No line reached Procore. The budget is as it was."),
            ([Some(Sent), None], vec![(1, 100), (2, 50)], "did not arrive"),
            ([None, None], vec![(1, 100), (2, 55)], "Other lines of the budget were changed meanwhile"),
            (
                [Some(Acknowledged), Some(Sent)],
                vec![(1, 200), (2, 50)],
                "1 of 2 lines reached Procore; the others are as",
            ),
            ([Some(Acknowledged), None], vec![(1, 130), (2, 50)], "neither as they were nor as planned"),
        ] {
            let ending = judge(&record(progress), &budget(&rows));
            let (Ending::Voided { sentence } | Ending::Interrupted { sentence }) = ending else { panic!("{ending:?}") };
            assert!(sentence.contains(word), "{rows:?}: {sentence}");
        }
    }
}
