//! The words for an end: the same in the window, in a notification, in the journal and in a terminal.

use crate::apply::Stopped;
use crate::confirm::signed;
use crate::outcome::{NotReached, Outcome, Receipt};
use crate::record::Ending;
use crate::recover::Recovered;
use jobcost::{DiscrepantLine, ErpLevel, Money, MovedCode, Movement, Refusal, Rights, Side, counted};

/// How many lines a report names before it counts the rest.
const LINES_NAMED: usize = 12;

/// What the user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One sentence: what happened to the money.
    pub message: String,
    /// The particulars, a line each.
    pub details: Vec<String>,
    /// What to do next; empty when there is nothing to do.
    pub hint: String,
}

/// Words for an outcome.
pub fn report(outcome: &Outcome) -> Report {
    match outcome {
        Outcome::Declined => {
            Report { message: "Not confirmed. Nothing was changed.".into(), details: vec![], hint: String::new() }
        }
        Outcome::Outdated(movements) => Report {
            message: "Nothing was changed: the figures moved after you looked at them.".into(),
            details: named(movements.iter().flat_map(movement_lines).collect()),
            hint: "Look at the job again, then re-import it.".into(),
        },
        Outcome::Refused(refusals) => {
            let (reasons, hints): (Vec<_>, Vec<_>) = refusals.iter().map(refusal).unzip();
            Report { message: "Nothing was changed.".into(), details: reasons, hint: hints.join(" ") }
        }
        Outcome::NotBegun(trouble) => Report {
            message: "Nothing was changed: the journal could not be written.".into(),
            details: vec![trouble.sentence.clone()],
            hint: trouble.hint.clone(),
        },
        Outcome::Posted(receipt) => Report {
            message: "Successfully re-imported to Procore".into(),
            details: receipt_lines(receipt),
            hint: if receipt.lines_unmapped > 0 {
                "Give the lines that were left out a budget code in Procore, then re-import again.".into()
            } else {
                String::new()
            },
        },
        Outcome::Discrepant { lines, .. } => Report {
            message: format!(
                "The lines were sent, but Procore's budget is not what was confirmed: {} differ{}.",
                counted(lines.len(), "line"),
                if lines.len() == 1 { "s" } else { "" }
            ),
            details: named(lines.iter().map(discrepant_line).collect()),
            hint: "Look at these lines in Procore. A re-import makes them agree with Acumatica.".into(),
        },
        Outcome::Interrupted { receipt, not_reached, why } => interrupted(receipt, not_reached, why.as_ref()),
        Outcome::Unproven { trouble, .. } => Report {
            message: "The lines were sent, but the budget could not be read back, so nothing is proven yet.".into(),
            details: vec![trouble.sentence.clone()],
            hint: format!("{} Then press Check now: Tieout reads the budget and says what became of it.", trouble.hint),
        },
        Outcome::LeftUnlocked { lines, trouble } => left_unlocked(&report(lines), &trouble.sentence),
        Outcome::Voided { why, codes_made } => {
            let (reason, hint) = stopped(why);
            let made = (*codes_made > 0).then(|| codes_made_line(*codes_made));
            Report { message: nothing_changed(*codes_made), details: [reason].into_iter().chain(made).collect(), hint }
        }
    }
}

fn nothing_changed(codes_made: usize) -> String {
    if codes_made == 0 { "Nothing was changed in Procore." } else { "No amount was changed in Procore." }.to_owned()
}

fn codes_created(codes: usize) -> String {
    format!(
        "{} that it was to create {} in Procore.",
        counted(codes, "budget code"),
        if codes == 1 { "is" } else { "are" }
    )
}

fn codes_made_line(codes: usize) -> String {
    let verb = if codes == 1 { "is" } else { "are" };
    format!("{} that lines need {verb} in Procore now, without a budget line.", counted(codes, "new budget code"))
}

fn left_unlocked(lines: &Report, why: &str) -> Report {
    let mut details = vec![format!("Locking it again failed: {why}"), lines.message.clone()];
    details.extend(lines.details.iter().cloned());
    Report {
        message: "The budget is still UNLOCKED in Procore.".into(),
        details,
        hint: "Lock it in Procore (Budget tool, Lock), or press Check now: Tieout tries again.".into(),
    }
}

/// Words for what a start found of an interrupted re-import.
pub fn recovery_report(recovered: &Recovered) -> Report {
    match recovered {
        Recovered::StillPending { intent, trouble, owes_lock: true } => Report {
            message: format!("The budget of {} {} may still be UNLOCKED in Procore.", intent.job, intent.job_name),
            details: vec![
                "A re-import that unlocked it was interrupted.".into(),
                format!("Locking it again failed: {}", trouble.sentence),
            ],
            hint: "Lock it in Procore (Budget tool, Lock), or press Check now: Tieout tries again.".into(),
        },
        Recovered::StillPending { intent, trouble, owes_lock: false } => Report {
            message: format!(
                "A re-import of {} {} was interrupted and could not be checked yet.",
                intent.job, intent.job_name
            ),
            details: vec![trouble.sentence.clone()],
            hint: format!("{} Then press Check now.", trouble.hint),
        },
        Recovered::Closed { intent, ending, locked_again, codes_made, .. } => {
            let (what, hint) = match ending {
                Ending::Posted { total } => (
                    format!(
                        "All {} had reached Procore. Read back and proven: {}.",
                        counted(intent.lines.len(), "line"),
                        total.sentence()
                    ),
                    String::new(),
                ),
                Ending::Discrepant { sentence } => (sentence.clone(), "Look at the job's lines.".to_owned()),
                Ending::Interrupted { sentence } => {
                    (sentence.clone(), "Re-import the job again to finish; no line is doubled.".to_owned())
                }
                Ending::Voided { sentence } => (sentence.clone(), "Re-import the job again.".to_owned()),
            };
            Report {
                message: format!("A re-import of {} {} was interrupted.", intent.job, intent.job_name),
                details: locked_again
                    .then(|| "The re-import had unlocked its budget; it is locked again.".to_owned())
                    .into_iter()
                    .chain([what])
                    .chain((*codes_made > 0).then(|| codes_created(*codes_made)))
                    .collect(),
                hint,
            }
        }
    }
}

/// A refusal and its way out.
pub fn refusal(refusal: &Refusal) -> (String, String) {
    match refusal {
        Refusal::ProcoreOwns => (
            "Procore owns this job's original budget: it is only compared.".into(),
            "Set the owner of the budget to Acumatica in the job's comparison, if that is so.".into(),
        ),
        Refusal::ChangedInProcore => (
            "The budget was changed in Procore, and since its first change Procore owns it.".into(),
            "Enter the new estimate in Procore as a budget change, or set the owner of the budget to Acumatica in the job's \
             comparison."
                .into(),
        ),
        Refusal::BudgetLocked => (
            "The budget is locked in Procore.".into(),
            "Unlock it for the re-import in the job's comparison, or in Procore yourself (Budget tool, Unlock; choose to preserve \
             modifications)."
                .into(),
        ),
        Refusal::RightMissing(Rights::ErpIntegrations(level)) => (
            format!(
                "The account has {} on Procore's ERP Integrations tool; a re-import needs Standard or Admin.",
                level_text(*level)
            ),
            "Ask your Procore administrator for Standard on ERP Integrations.".into(),
        ),
        Refusal::RightMissing(Rights::Budget { .. }) => (
            "The account may not edit original budget amounts in this project.".into(),
            "Ask your Procore administrator for the right to edit the budget.".into(),
        ),
        Refusal::CurrenciesDiffer { estimate, budget } => (
            format!("The estimate is in {estimate} and the budget in {budget}."),
            "Tieout does not convert currencies. Give both sides the same one.".into(),
        ),
        Refusal::CurrencyUnstated(Side::Procore) => (
            "Procore does not say in which currency this budget is.".into(),
            "Look it up in Procore (Admin tool, General) and say which it is; Tieout asks once per project.".into(),
        ),
        Refusal::CurrencyUnstated(Side::Acumatica) => (
            "Acumatica does not say in which currency this estimate is.".into(),
            "Set the project's currency in Acumatica, or let the account see it, then check again.".into(),
        ),
        Refusal::BudgetCodeTwice(code) => {
            (format!("Procore shows two budget lines for {code}."), "Remove one of them in Procore.".into())
        }
        Refusal::NothingToChange => ("Nothing would change.".into(), String::new()),
    }
}

fn level_text(level: ErpLevel) -> String {
    if level == ErpLevel::None { "no access".into() } else { level.to_string() }
}

fn interrupted(receipt: &Receipt, not_reached: &[NotReached], why: Option<&Stopped>) -> Report {
    let message = format!(
        "The re-import is not complete: {} of {} reached Procore.",
        receipt.lines_reached,
        counted(receipt.lines_planned, "line")
    );
    let mut details = Vec::new();
    let hint = match why {
        Some(why) => {
            let (reason, hint) = stopped(why);
            details.push(reason);
            format!("{hint} Then re-import the job again: the lines that are done are not sent twice.")
        }
        None => "Mend these lines, then re-import the job again.".into(),
    };
    details.extend(named(not_reached.iter().map(not_reached_line).collect()));
    Report { message, details, hint }
}

fn stopped(why: &Stopped) -> (String, String) {
    match why {
        Stopped::Locked => {
            let (_, hint) = refusal(&Refusal::BudgetLocked);
            ("The budget was locked in Procore while the re-import ran.".into(), hint)
        }
        Stopped::Side(trouble) => (trouble.sentence.clone(), trouble.hint.clone()),
        Stopped::Journal(trouble) => (trouble.sentence.clone(), trouble.hint.clone()),
        Stopped::Codes { missing, trouble } => {
            let codes: Vec<String> = missing.iter().take(LINES_NAMED).map(ToString::to_string).collect();
            let said = trouble.as_ref().map(|trouble| format!(" {}", trouble.sentence)).unwrap_or_default();
            let more = missing.len().saturating_sub(LINES_NAMED);
            let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let reason = format!("Procore did not create budget code {}{and_more}.{said}", codes.join(", "));
            let hint = trouble.as_ref().map(|trouble| trouble.hint.clone()).filter(|hint| !hint.is_empty());
            let way_out = "Create it in Procore, or re-import the job without new budget codes.".to_owned();
            (reason, hint.unwrap_or(way_out))
        }
    }
}

fn receipt_lines(receipt: &Receipt) -> Vec<String> {
    let mut lines = vec![format!(
        "{} changed. Procore total {} \u{2192} {} ({}), read back and equal to the cent.",
        counted(receipt.lines_reached, "line"),
        receipt.totals.procore.sentence(),
        receipt.read_back.unwrap_or(receipt.totals.new_procore).sentence(),
        signed(receipt.totals.difference)
    )];
    if receipt.codes_made > 0 {
        lines.push(format!("{} created.", counted(receipt.codes_made, "budget code")));
    }
    if receipt.lines_unmapped > 0 {
        lines.push(format!(
            "{} left out: Procore has no budget code for {}.",
            counted(receipt.lines_unmapped, "estimate line"),
            if receipt.lines_unmapped == 1 { "it" } else { "them" }
        ));
    }
    lines
}

fn movement_lines(movement: &Movement) -> Vec<String> {
    let side = movement.side;
    let mut lines: Vec<String> = movement
        .lines
        .iter()
        .map(|line| format!("{side}: {} was {}, is {}", line.code, amount(line.was), amount(line.is)))
        .collect();
    lines.extend(movement.codes.iter().map(moved_code));
    if movement.other {
        lines.push(format!("{side}: the lock or the currency changed"));
    }
    lines
}

fn moved_code(code: &MovedCode) -> String {
    let MovedCode { was, is, now, .. } = code;
    match (is, now) {
        (Some(is), _) => format!("Procore: the number of budget code {was} stands for {is} now"),
        (None, Some(_)) => format!("Procore: budget code {was} has another number now"),
        (None, None) => format!("Procore: budget code {was} is not offered any more"),
    }
}

fn discrepant_line(line: &DiscrepantLine) -> String {
    let who = if line.ours { "" } else { " (changed by somebody else meanwhile)" };
    let rows = if line.rows > 1 { format!(" in {}", counted(line.rows, "line")) } else { String::new() };
    format!("{}: expected {}, found {}{rows}{who}", line.wbs_code, amount(line.promised), amount(line.found))
}

fn not_reached_line(line: &NotReached) -> String {
    let why = line.refusal.as_ref().map(|words| format!(": {words}")).unwrap_or_default();
    format!("{}: planned {}, Procore has {}{why}", line.wbs_code, line.planned.sentence(), amount(line.found))
}

fn amount(amount: Option<Money>) -> String {
    amount.map_or_else(|| "no line".into(), |amount| amount.sentence())
}

fn named(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > LINES_NAMED {
        let rest = lines.len() - LINES_NAMED;
        lines.truncate(LINES_NAMED);
        lines.push(format!("and {} more", counted(rest, "line")));
    }
    lines
}
