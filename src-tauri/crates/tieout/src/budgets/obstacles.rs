//! What stands in the way of a re-import that is wanted, and where it is mended. Pure, but for the time zone of this computer, in which a
//! time is written.

use crate::books::job_book::JobBook;
use crate::view::job_row::RemedyPlace;
use jobcost::{ProjectId, Refusal};
use journal::LinkDecision;
use reimport::{RefusalText, SideError, SideErrorKind, refusal};

/// Something that stands in the way of a re-import that is wanted.
pub(crate) struct Obstacle {
    /// Two or three words.
    pub(crate) label: &'static str,
    /// Why, in a sentence.
    pub(crate) reason: String,
    /// What to do about it.
    pub(crate) remedy: String,
    /// Where that is done, where Tieout leads there.
    pub(crate) place: Option<RemedyPlace>,
}

impl Obstacle {
    fn new(
        label: &'static str,
        reason: impl Into<String>,
        remedy: impl Into<String>,
        place: Option<RemedyPlace>,
    ) -> Self {
        Self { label, reason: reason.into(), remedy: remedy.into(), place }
    }
}

/// All of it. A lock on a budget that agrees stands in nobody's way.
pub(crate) fn obstacles(book: &JobBook) -> Vec<Obstacle> {
    if book.project.is_none() {
        return match book.decision {
            Some(LinkDecision::NoProject) => Vec::new(),
            Some(LinkDecision::Project(project)) => vec![not_shown(project)],
            _ => vec![not_linked()],
        };
    }
    let Some(prepared) = book.prepared() else {
        let error = book.judged.as_ref().and_then(|judged| judged.as_ref().err());
        return error.map(|error| uncountable(error)).into_iter().collect();
    };
    let wanted = prepared.plan.as_ref().is_none_or(|plan| !plan.is_empty());
    let revealed = book
        .right_missing
        .iter()
        .filter(|_| wanted)
        .map(|error| Obstacle::new("Right is missing", &error.sentence, &error.remedy, None));
    let refusals =
        prepared.refusals.iter().filter(|refusal| wanted && **refusal != Refusal::NothingToChange).map(|reason| {
            let RefusalText { reason: mut sentence, remedy } = refusal(reason);
            if let (Refusal::BudgetLocked, Some(open_at)) = (reason, book.open_seen_at) {
                let open_at = open_at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M");
                sentence = format!("{sentence} It was last seen open on {open_at}.");
            }
            Obstacle::new(label(reason, book), sentence, remedy, place(reason))
        });
    refusals.chain(revealed).collect()
}

/// Where a side that could not be read is mended: its connection, where that is the trouble.
pub(crate) const fn place_of_error(error: &SideError) -> RemedyPlace {
    match error.kind {
        SideErrorKind::WrongCredentials | SideErrorKind::SignedOut | SideErrorKind::NotSafe | SideErrorKind::NoSeat => {
            RemedyPlace::Connections
        }
        _ => RemedyPlace::CheckNow,
    }
}

/// Why a job that was set aside is not compared, and how that is taken back.
pub(crate) const NOT_IN_PROCORE: (&str, &str) =
    ("You said that this job has no Procore project.", "Take it back in Link jobs.");

fn not_linked() -> Obstacle {
    Obstacle::new(
        "Not linked",
        "No Procore project is certain to be this job.",
        "Link it in Link jobs, where what speaks for which project is shown.",
        Some(RemedyPlace::Links),
    )
}

fn not_shown(project: ProjectId) -> Obstacle {
    Obstacle::new(
        "Project not shown",
        format!("It is linked to Procore project {}, which Procore does not show this account any more.", project.0),
        "Ask your Procore administrator for access to the project, or link the job anew in Link jobs.",
        Some(RemedyPlace::Links),
    )
}

fn uncountable(error: &str) -> Obstacle {
    Obstacle::new("Cannot be compared", error, "Look at the job's amounts in Acumatica.", None)
}

fn label(refusal: &Refusal, book: &JobBook) -> &'static str {
    match refusal {
        Refusal::ProcoreOwns => "Procore owns it",
        Refusal::ChangedInProcore => "Changed in Procore",
        Refusal::BudgetLocked if book.awaits_unlock => "Locked, waiting",
        Refusal::BudgetLocked => "Locked in Procore",
        Refusal::RightMissing(_) => "Right is missing",
        Refusal::CurrenciesDiffer { .. } => "Two currencies",
        Refusal::CurrencyUnstated(_) => "Currency unknown",
        Refusal::BudgetCodeTwice(_) => "Code is there twice",
        Refusal::NothingToChange => "Ties out",
    }
}

const fn place(refusal: &Refusal) -> Option<RemedyPlace> {
    match refusal {
        // The owner is set, the budget unlocked and the currency stated where the lines are looked at.
        Refusal::ProcoreOwns
        | Refusal::ChangedInProcore
        | Refusal::BudgetLocked
        | Refusal::CurrencyUnstated(jobcost::Side::Procore) => Some(RemedyPlace::Comparison),
        Refusal::BudgetCodeTwice(_) | Refusal::CurrenciesDiffer { .. } => Some(RemedyPlace::Procore),
        Refusal::CurrencyUnstated(jobcost::Side::Acumatica) => Some(RemedyPlace::CheckNow),
        Refusal::RightMissing(_) | Refusal::NothingToChange => None,
    }
}
