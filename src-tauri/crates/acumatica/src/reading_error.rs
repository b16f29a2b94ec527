//! Words for what a reading does not say, or says in a way nobody understands. Each names the job, so that the others can be read.

use crate::lines::Clash;
use crate::pages::EndlessList;
use jobcost::{AccountGroup, JobId, Side, counted};
use reimport::{SideError, SideErrorKind};
use rust_decimal::Decimal;

/// Who can show a hidden field, and where.
const SHOW: &str = "It is not taken for nothing. The rights of Tieout's user most likely hide the field: ask your Acumatica administrator to let the user see it on the form Project Budget (PM309000), under Access Rights by Screen (SM201020), then sign in again.";
const LOOK: &str = "It is not taken for nothing. Open the line in Acumatica on the form Project Budget (PM309000), fill the field in or correct it, then check again.";
const MOVING: &str = "Somebody is working on it; check again in a few minutes.";

fn said(kind: SideErrorKind, sentence: String, remedy: &str) -> SideError {
    SideError { side: Side::Acumatica, kind, sentence, remedy: remedy.to_owned(), reference: None }
}

fn not_understood(sentence: String, remedy: &str) -> SideError {
    said(SideErrorKind::NotUnderstood, sentence, remedy)
}

/// No line of a job has the field.
pub(crate) fn hidden_field(job: &JobId, field: &str, lines: usize) -> SideError {
    let of = if lines == 1 {
        "its only budget line".to_owned()
    } else {
        format!("any of its {}", counted(lines, "budget line"))
    };
    not_understood(format!("Job {job}: Acumatica gave no {field} for {of}."), SHOW)
}

/// One line lacks the field.
pub(crate) fn empty_field(job: &JobId, field: &str, line: &str) -> SideError {
    not_understood(format!("Job {job}: Acumatica gave no {field} for the budget line {line}."), LOOK)
}

/// What stands in the field is not of its type.
pub(crate) fn unreadable_field(job: &JobId, field: &str, line: &str) -> SideError {
    not_understood(format!("Job {job}: the {field} of the budget line {line} cannot be read."), LOOK)
}

/// A type that is none of the five.
pub(crate) fn unknown_type(job: &JobId, word: &str, line: &str) -> SideError {
    not_understood(
        format!(
            "Job {job}: Acumatica says that the budget line {line} is of Type \"{word}\", which Tieout does not know. Is it a word of another language?"
        ),
        "Whether it is a cost is not guessed. Sign in with a user whose language in Acumatica is English, and whose drop-down texts are not changed: Asset, Liability, Income, Expense, Off-Balance.",
    )
}

/// Two lines that cannot be told apart.
pub(crate) fn clash(Clash { job, empty, place }: &Clash) -> SideError {
    if empty.is_empty() {
        let sentence = format!("Job {job}: Acumatica gave the budget line {place} twice, and not the same.");
        return said(
            SideErrorKind::TotalsDiffer,
            sentence,
            "Check again in a few minutes; if it stays so, look at the line on the form Project Budget (PM309000).",
        );
    }
    let fields = empty.join(" and no ");
    not_understood(
        format!("Job {job}: Acumatica gave several budget lines {place} and no {fields} to tell them apart."),
        SHOW,
    )
}

/// A line that does not say whose it is, though only this job's were asked for.
pub(crate) fn nobodys_line(job: &JobId) -> SideError {
    not_understood(
        format!("Job {job}: Acumatica gave a budget line without its ProjectID, or one that cannot be read."),
        SHOW,
    )
}

/// No line says whose it is.
pub(crate) fn no_line_has_a_job() -> SideError {
    not_understood("Acumatica gave no ProjectID for any budget line.".to_owned(), SHOW)
}

/// A list of projects without ids.
pub(crate) fn no_project_has_an_id() -> SideError {
    not_understood(
        "Acumatica gave no ProjectID for any project.".to_owned(),
        "The rights of Tieout's user most likely hide the field: ask your Acumatica administrator to let the user see it on the form Projects (PM301000), under Access Rights by Screen (SM201020), then sign in again.",
    )
}

/// The lines of one job say two currencies.
pub(crate) fn two_currencies(job: &JobId) -> SideError {
    not_understood(format!("Job {job}: Acumatica gave its budget lines in more than one currency."), LOOK)
}

/// A sum that does not fit.
pub(crate) fn too_large(job: &JobId) -> SideError {
    not_understood(format!("Job {job}: the amounts of its budget lines are too large to be added."), LOOK)
}

/// A job whose lines changed while they were read.
pub(crate) fn job_keeps_moving(job: &JobId) -> SideError {
    said(
        SideErrorKind::TotalsDiffer,
        format!("Job {job}: its budget lines changed while they were read, three times in a row."),
        MOVING,
    )
}

/// A list that cannot be read to its end.
pub(crate) fn unending(what: &str, why: EndlessList) -> SideError {
    match why {
        EndlessList::SkipIgnored => not_understood(
            format!(
                "Acumatica gave the first page of its {what} again instead of the next one, so nobody can tell whether there are more."
            ),
            "Ask your Acumatica administrator whether the endpoint Default was changed, or whether a server in between drops parts of an address.",
        ),
        EndlessList::NeverRests => said(
            SideErrorKind::TotalsDiffer,
            format!("Acumatica's {what} changed faster than they could be read."),
            MOVING,
        ),
    }
}

/// Lines that do not add up to what Acumatica says they do. `total` is `None` where Acumatica's totals do not have the account group.
pub(crate) fn control_total_differs(
    job: &JobId,
    account_group: &AccountGroup,
    lines: Decimal,
    total: Option<Decimal>,
) -> SideError {
    let but = match total {
        Some(total) => format!("Acumatica's own total is {total}"),
        None => "Acumatica's own totals do not have it".to_owned(),
    };
    said(
        SideErrorKind::TotalsDiffer,
        format!("The budget lines of {job} in account group {account_group} add up to {lines}, but {but}."),
        "The account may not see every line (restriction groups, branches), or somebody is working on this budget. Compare with the tab Balances of the project in Acumatica.",
    )
}

/// A total that is hidden while others are shown.
pub(crate) fn control_total_hidden(job: &JobId, account_group: &AccountGroup) -> SideError {
    not_understood(
        format!(
            "Job {job}: Acumatica gave no OriginalBudgetedAmount for account group {account_group} among the project's balances."
        ),
        "So nobody can tell whether all budget lines were seen. Compare with the tab Balances of the project in Acumatica (PM301000), and ask your Acumatica administrator to let the user see the field.",
    )
}
