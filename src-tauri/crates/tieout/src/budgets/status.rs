//! Where a job stands: which filters it belongs to, and what its status says and why. Pure.

use crate::books::job_book::JobBook;
use crate::budgets::availability::availability;
use crate::budgets::obstacles::{NOT_IN_PROCORE, Obstacle, obstacles, place_of_error};
use crate::budgets::stays_out::{StaysOut, stays_out};
use crate::view::budgets::Filter;
use crate::view::job_row::{ReimportState, RemedyPlace, Status, StatusKind};
use jobcost::{LineCode, ReimportPlan, Tie, counted};

/// Everything the Budgets page decides about a job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct JobStatus {
    /// Its status.
    pub status: Status,
    /// Whether it can be re-imported.
    pub reimport: ReimportState,
    /// The filters it belongs to, besides *All*. Ready to import: linked, and never imported. Synced: imported before.
    /// Drifted: synced, and out of balance by more than was accepted, also in lines that no re-import touches. Blocked: a lock, a missing
    /// right, a missing link or another currency stands in the way, or nothing of the estimate is mapped.
    pub filters: Vec<Filter>,
    /// What stays out of balance whatever a re-import does, in a few words.
    pub stays: Option<String>,
}

impl JobStatus {
    /// Whether a filter shows the job.
    pub(crate) fn belongs_to(&self, filter: Filter) -> bool {
        filter == Filter::All || self.filters.contains(&filter)
    }
}

/// Judges a job by what was last read of it.
pub(crate) fn job_status(book: &JobBook) -> JobStatus {
    let plan = book.prepared().and_then(|prepared| prepared.plan.as_ref());
    let imported = book.imported();
    let differs = plan.is_some_and(|plan| plan.out_of_balance.tie() == Tie::OutOfBalance);
    let obstacles = obstacles(book);
    let stays = plan.and_then(stays_out);
    let linked = book.project.is_some();
    let filters = [
        (Filter::ReadyToImport, linked && imported == Some(false)),
        (Filter::Synced, linked && imported == Some(true)),
        (Filter::Drifted, linked && imported == Some(true) && differs),
        (Filter::Blocked, !obstacles.is_empty() || plan.is_some_and(nothing_is_mapped)),
    ];
    JobStatus {
        status: with_inactive_project(book, status(book, plan, &obstacles, stays.as_ref())),
        reimport: availability(book, plan, &obstacles, stays.as_ref()),
        filters: filters.into_iter().filter(|(_, belongs)| *belongs).map(|(filter, _)| filter).collect(),
        stays: stays.map(|stays| stays.short),
    }
}

/// The estimate has lines, and none of them finds a budget code.
fn nothing_is_mapped(plan: &ReimportPlan) -> bool {
    let mapped = |line: &&jobcost::PlannedLine| {
        line.compared.estimate.is_some() && matches!(line.compared.code, LineCode::Mapped(_))
    };
    plan.unmapped().next().is_some() && plan.lines.iter().find(mapped).is_none()
}

fn say(kind: StatusKind, label: &str) -> Status {
    Status { kind, label: label.to_owned(), reason: None, remedy: None, place: None }
}

impl Status {
    fn because(self, reason: impl Into<String>, remedy: impl Into<String>, place: Option<RemedyPlace>) -> Self {
        let remedy = Some(remedy.into()).filter(|remedy| !remedy.is_empty());
        Self { reason: Some(reason.into()), remedy, place, ..self }
    }
}

fn status(book: &JobBook, plan: Option<&ReimportPlan>, obstacles: &[Obstacle], stays: Option<&StaysOut>) -> Status {
    if book.working {
        return say(StatusKind::Working, "Re-importing");
    }
    if book.set_aside() {
        let (reason, remedy) = NOT_IN_PROCORE;
        return say(StatusKind::SetAside, "Not in Procore").because(reason, remedy, Some(RemedyPlace::Links));
    }
    if let Some(error) = book.side_error() {
        let place = place_of_error(error);
        return say(StatusKind::Trouble, "Not read").because(&error.sentence, &error.remedy, Some(place));
    }
    if let Some(Obstacle { label, reason, remedy, place }) = obstacles.first() {
        return say(StatusKind::Blocked, label).because(reason, remedy, *place);
    }
    let Some(plan) = plan else {
        return say(StatusKind::Unread, "Not read yet");
    };
    if book.imported() != Some(true) {
        return ready_to_import(book, plan, stays);
    }
    match (plan.out_of_balance.tie(), stays) {
        (Tie::TiesOut, _) => say(StatusKind::TiesOut, "Ties out"),
        (Tie::TiesOutWithItems, _) => {
            let items = plan.out_of_balance.accepted_parts().count();
            let amount = plan.out_of_balance.accepted.sentence();
            let reason = format!("{} of {amount}, accepted at this amount.", counted(items, "reconciling item"));
            let label = format!("Ties out with {}", counted(items, "item"));
            say(StatusKind::TiesOutWithItems, &label).because(reason, "", Some(RemedyPlace::Comparison))
        }
        (Tie::OutOfBalance, Some(stays)) => {
            let mends = if plan.is_empty() { "" } else { " The other lines can be re-imported." };
            let remedy = format!("{}{mends}", stays.remedy);
            say(StatusKind::OutOfBalance, "Out of balance").because(&stays.reason, remedy, Some(stays.place))
        }
        (Tie::OutOfBalance, None) => {
            let lines = counted(plan.changes().count(), "line");
            let reason = format!("A re-import of {lines} brings the two books together.");
            say(StatusKind::Drifted, "Out of balance").because(reason, "", None)
        }
    }
}

/// Nobody imported it yet.
fn ready_to_import(book: &JobBook, plan: &ReimportPlan, stays: Option<&StaysOut>) -> Status {
    if !book.adoptable() {
        let ready = say(StatusKind::ReadyToImport, "Ready to import");
        let empty = "The Procore budget has no lines yet.";
        return match stays {
            Some(stays) => ready.because(format!("{empty} {}", stays.reason), &stays.remedy, Some(stays.place)),
            None => ready.because(empty, "", None),
        };
    }
    let differ = plan.out_of_balance.parts.len();
    let verb = if differ == 1 { "differs" } else { "differ" };
    let reason = match differ {
        0 => "The budget has lines already, and they agree.".to_owned(),
        count => {
            format!("The budget has lines already, which Tieout did not import; {} {verb}.", counted(count, "line"))
        }
    };
    let remedy = "Open the job: adopt the budget as it is, add to it, or override it.";
    say(StatusKind::ReadyToImport, "On both sides").because(reason, remedy, Some(RemedyPlace::Comparison))
}

/// Its budget is there on both sides, nobody imported it, and there is nothing to look at before it is adopted: every line agrees.
pub(crate) fn adoptable_unseen(book: &JobBook) -> bool {
    let plan = book.prepared().and_then(|prepared| prepared.plan.as_ref());
    book.adoptable() && !book.working && plan.is_some_and(|plan| plan.out_of_balance.is_nothing())
}

/// An inactive project is no obstacle of its own: Procore decides what it still lets the account write.
fn with_inactive_project(book: &JobBook, status: Status) -> Status {
    if book.project.as_ref().is_none_or(|project| project.active) {
        return status;
    }
    let inactive = "The project is inactive in Procore.";
    let reason = match status.reason {
        Some(reason) => format!("{reason} {inactive}"),
        None => inactive.to_owned(),
    };
    Status { reason: Some(reason), ..status }
}
