//! The words for an end: the same in the window, in a notification, in the journal and in a terminal.

use crate::balance_words::{particulars, stands, ways_out};
use crate::line_words::{amount, discrepant_line, named, not_reached_line, signed};
use crate::open_words::{LOOK_LATER, open_lines};
use crate::outcome::{MissingLine, Outcome, Receipt};
use crate::refusal_words::{RefusalText, refusal, stopped};
use crate::stop_reason::StopReason;
use crate::text::one_line;
use jobcost::{DiscrepantLine, MovedCode, Movement, OutOfBalance, Tie, counted, counted_of};

/// What the user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One sentence: what happened to the money.
    pub message: String,
    /// The particulars, a line each.
    pub details: Vec<String>,
    /// What to do next; empty when there is nothing to do.
    pub remedy: String,
}

/// Words for an outcome.
pub fn report(outcome: &Outcome) -> Report {
    match outcome {
        Outcome::Declined => said("Not confirmed. Nothing was changed.", vec![], ""),
        Outcome::Outdated(movements) => said(
            "Nothing was changed: the figures moved after you looked at them.",
            named(movements.iter().flat_map(movement_lines).collect()),
            "Look at the job again, then re-import it.",
        ),
        Outcome::Relinked => said(
            "Nothing was changed: the job's link to its Procore project was set anew after you looked at it.",
            vec![],
            "Look at the job's link, then re-import it.",
        ),
        Outcome::Refused(refusals) => {
            let (reasons, remedies): (Vec<_>, Vec<_>) =
                refusals.iter().map(refusal).map(|text| (text.reason, text.remedy)).unzip();
            said("Nothing was changed.", reasons, &remedies.join(" "))
        }
        Outcome::NothingToChange { out_of_balance } => nothing_to_change(out_of_balance),
        Outcome::NotBegun(error) => {
            said("Nothing was changed: the journal could not be used.", vec![error.sentence.clone()], &error.remedy)
        }
        Outcome::Posted(receipt) => posted(receipt),
        Outcome::Discrepant { lines, created_without_amount, .. } => discrepant(lines, *created_without_amount),
        Outcome::Interrupted { receipt, not_reached, why } => interrupted(receipt, not_reached, why.as_ref()),
        Outcome::NotKnownYet { receipt, open, why } => {
            let reached = (receipt.lines_reached > 0).then(|| reached_line(receipt));
            let reason = why.as_ref().map(|why| stopped(why).reason);
            let details =
                reason.into_iter().chain(reached).chain(open_lines(open)).chain(codes_made_line(receipt.codes_made));
            said("What became of the re-import is not known yet.", details.collect(), LOOK_LATER)
        }
        Outcome::Unproven { error, why, .. } => said(
            "Lines were sent, but the budget could not be read back, so nothing is proven yet.",
            why.as_ref().map(|why| stopped(why).reason).into_iter().chain([one_line(&error.sentence)]).collect(),
            &format!(
                "{} Then press Check now: Tieout reads the budget and says what became of it.",
                one_line(&error.remedy)
            ),
        ),
        Outcome::LeftUnlocked { lines, error, certain } => {
            left_unlocked(&report(lines), &one_line(&error.sentence), *certain)
        }
        Outcome::RefusedByProcore { receipt, not_reached } => said(
            "Procore refused every line. The budget was read back and is as it was.",
            named(not_reached.iter().map(not_reached_line).collect())
                .into_iter()
                .chain(codes_made_line(receipt.codes_made))
                .collect(),
            "Mend in Procore what its words name, then re-import the job again.",
        ),
        Outcome::Voided { why, codes_made, .. } => {
            let RefusalText { reason, remedy } = stopped(why);
            let message =
                if *codes_made == 0 { "Nothing was changed in Procore." } else { "No amount was changed in Procore." };
            said(message, [reason].into_iter().chain(codes_made_line(*codes_made)).collect(), &remedy)
        }
    }
}

fn said(message: &str, details: Vec<String>, remedy: &str) -> Report {
    Report { message: message.to_owned(), details, remedy: remedy.trim().to_owned() }
}

fn codes_made_line(codes: usize) -> Option<String> {
    let verb = if codes == 1 { "is" } else { "are" };
    let codes = (codes > 0).then(|| counted(codes, "new budget code"))?;
    Some(format!("{codes} that lines need {verb} in Procore now, without a budget line."))
}

fn posted(receipt: &Receipt) -> Report {
    let (books, done) = (&receipt.out_of_balance, receipt_lines(receipt));
    if books.is_nothing() {
        return said("Successfully re-imported to Procore", done, "");
    }
    let details = done.into_iter().chain(particulars(books)).collect();
    said(&format!("Re-imported as planned. {}", stands(books)), details, &ways_out(books))
}

fn nothing_to_change(books: &OutOfBalance) -> Report {
    let message = match books.tie() {
        Tie::TiesOut => "Nothing to do: Procore's budget and Acumatica's estimate agree to the cent.".to_owned(),
        Tie::TiesOutWithItems => format!("Nothing to do. {}", stands(books)),
        Tie::OutOfBalance => format!("A re-import would change nothing. {}", stands(books)),
    };
    said(&message, particulars(books), &ways_out(books))
}

fn discrepant(lines: &[DiscrepantLine], created_without_amount: usize) -> Report {
    let verb = if lines.len() == 1 { "differs" } else { "differ" };
    let message = format!(
        "The lines were sent, but Procore's budget is not what was confirmed: {} {verb}.",
        counted(lines.len(), "line")
    );
    let empty = (created_without_amount > 0).then(|| {
        let lines = counted(created_without_amount, "new line");
        format!("Procore stored $0 for {lines}: the account may add lines but not amounts.")
    });
    let details = empty.into_iter().chain(named(lines.iter().map(discrepant_line).collect())).collect();
    let remedy = if created_without_amount > 0 {
        "Ask your Procore administrator for the right to modify original budget amounts, then re-import the job again."
    } else {
        "Look at these lines in Procore. A re-import makes them agree with Acumatica."
    };
    said(&message, details, remedy)
}

fn left_unlocked(lines: &Report, why: &str, certain: bool) -> Report {
    let mut details = vec![format!("Locking it again failed: {why}"), lines.message.clone()];
    details.extend(lines.details.iter().cloned());
    let state = if certain { "is still" } else { "may be" };
    said(
        &format!("The budget {state} UNLOCKED in Procore."),
        details,
        "Lock it in Procore (Budget tool, Lock), or press Check now: Tieout tries again.",
    )
}

fn reached_line(receipt: &Receipt) -> String {
    format!("{} reached Procore.", counted_of(receipt.lines_reached, receipt.lines_planned, "line"))
}

fn interrupted(receipt: &Receipt, not_reached: &[MissingLine], why: Option<&StopReason>) -> Report {
    let message = format!("The re-import is not complete: {}", reached_line(receipt));
    let mut details = Vec::new();
    let remedy = match why {
        Some(why) => {
            let RefusalText { reason, remedy } = stopped(why);
            details.push(reason);
            format!("{remedy} Then re-import the job again: the lines that are done are not sent twice.")
        }
        None => "Mend these lines, then re-import the job again.".into(),
    };
    details.extend(named(not_reached.iter().map(not_reached_line).collect()));
    said(&message, details, &remedy)
}

fn receipt_lines(receipt: &Receipt) -> Vec<String> {
    let mut lines = vec![format!(
        "{} changed. Procore total {} \u{2192} {} ({}), read back and equal to the cent.",
        counted(receipt.lines_reached, "line"),
        receipt.totals.procore.sentence(),
        receipt.read_back.unwrap_or(receipt.totals.new_procore).sentence(),
        signed(receipt.totals.change)
    )];
    if receipt.codes_made > 0 {
        lines.push(format!("{} created.", counted(receipt.codes_made, "budget code")));
    }
    lines
}

fn movement_lines(movement: &Movement) -> Vec<String> {
    let side = movement.side;
    let mut lines: Vec<String> = movement
        .lines
        .iter()
        .map(|line| format!("{side}: {} was {}, is {}", one_line(&line.code), amount(line.was), amount(line.is)))
        .collect();
    lines.extend(movement.codes.iter().map(moved_code));
    if movement.other {
        lines.push(format!("{side}: the lock or the currency changed"));
    }
    lines
}

fn moved_code(code: &MovedCode) -> String {
    let was = one_line(&code.was.to_string());
    match (&code.is, code.now) {
        (Some(is), _) => {
            format!("Procore: the number of budget code {was} stands for {} now", one_line(&is.to_string()))
        }
        (None, Some(_)) => format!("Procore: budget code {was} has another number now"),
        (None, None) => format!("Procore: budget code {was} is not offered any more"),
    }
}
