//! Where a job stands: which filters it belongs to, what its status says and why, and whether it can be re-imported. Pure, but for the time
//! zone of this computer, in which a time is written.

use crate::books::job_book::JobBook;
use crate::view::budgets::Filter;
use crate::view::job_row::{ReimportState, Status, StatusKind};
use jobcost::{ProjectId, Refusal, ReimportPlan, Tie, Unchanged, What, counted};
use journal::LinkDecision;
use reimport::{RefusalText, refusal};

/// Everything the Budgets page decides about a job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct JobStatus {
    /// Its status.
    pub status: Status,
    /// Whether it can be re-imported.
    pub reimport: ReimportState,
    /// The filters it belongs to, besides *All*. Ready to import: linked, and never imported. Synced: imported before.
    /// Drifted: synced, and the two books differ, also in lines that no re-import touches. Blocked: a lock, a missing right, a missing link, another currency
    /// or an unmapped code stands in the way.
    pub filters: Vec<Filter>,
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
    let unmapped = plan.map_or(0, |plan| plan.unmapped().count());
    let linked = book.project.is_some();
    let filters = [
        (Filter::ReadyToImport, linked && imported == Some(false)),
        (Filter::Synced, linked && imported == Some(true)),
        (Filter::Drifted, linked && imported == Some(true) && differs),
        (Filter::Blocked, !obstacles.is_empty() || unmapped > 0),
    ];
    JobStatus {
        status: with_inactive_project(book, status(book, plan, &obstacles, unmapped)),
        reimport: availability(book, plan, &obstacles),
        filters: filters.into_iter().filter(|(_, belongs)| *belongs).map(|(filter, _)| filter).collect(),
    }
}

/// Something that stands in the way of a re-import that is wanted.
struct Obstacle {
    /// Two or three words.
    label: &'static str,
    /// Why, in a sentence.
    reason: String,
    /// What to do about it.
    remedy: String,
}

impl Obstacle {
    fn new(label: &'static str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { label, reason: reason.into(), remedy: remedy.into() }
    }
}

/// What stands in the way of a re-import that is wanted. A lock on a budget that agrees stands in nobody's way.
fn obstacles(book: &JobBook) -> Vec<Obstacle> {
    if book.project.is_none() {
        return match book.decision {
            Some(LinkDecision::NoProject) => Vec::new(),
            Some(LinkDecision::Project(project)) => vec![not_shown(project)],
            _ => vec![not_linked()],
        };
    }
    let Some(prepared) = book.prepared() else {
        return book
            .judged
            .as_ref()
            .and_then(|judged| judged.as_ref().err())
            .map(|error| uncountable(error))
            .into_iter()
            .collect();
    };
    let wanted = prepared.plan.as_ref().is_none_or(|plan| !plan.is_empty());
    let revealed = book
        .right_missing
        .iter()
        .filter(|_| wanted)
        .map(|error| Obstacle::new("Right is missing", &error.sentence, &error.remedy));
    let refusals =
        prepared.refusals.iter().filter(|refusal| wanted && **refusal != Refusal::NothingToChange).map(|reason| {
            let RefusalText { reason: mut sentence, remedy } = refusal(reason);
            if let (Refusal::BudgetLocked, Some(open_at)) = (reason, book.open_seen_at) {
                let open_at = open_at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M");
                sentence = format!("{sentence} It was last seen open on {open_at}.");
            }
            Obstacle::new(label(reason, book), sentence, remedy)
        });
    refusals.chain(revealed).collect()
}

const NOT_IN_PROCORE: (&str, &str) = ("You said that this job has no Procore project.", "Take it back in Link jobs.");

fn not_linked() -> Obstacle {
    Obstacle::new(
        "Not linked",
        "No Procore project is certain to be this job.",
        "Link it in Link jobs, where what speaks for which project is shown.",
    )
}

fn not_shown(project: ProjectId) -> Obstacle {
    Obstacle::new(
        "Project not shown",
        format!("It is linked to Procore project {}, which Procore does not show this account any more.", project.0),
        "Ask your Procore administrator for access to the project, or link the job anew in Link jobs.",
    )
}

fn uncountable(error: &str) -> Obstacle {
    Obstacle::new("Cannot be compared", error, "Look at the job's amounts in Acumatica.")
}

fn label(refusal: &Refusal, book: &JobBook) -> &'static str {
    match refusal {
        Refusal::ProcoreOwns => "Procore owns it",
        Refusal::ChangedInProcore => "Changed in Procore",
        Refusal::BudgetLocked if book.awaits_unlock => "Locked, waiting",
        Refusal::BudgetLocked => "Budget is locked",
        Refusal::RightMissing(_) => "Right is missing",
        Refusal::CurrenciesDiffer { .. } => "Other currency",
        Refusal::CurrencyUnstated(_) => "Currency unknown",
        Refusal::BudgetCodeTwice(_) => "Code is there twice",
        Refusal::NothingToChange => "Ties out",
    }
}

fn status(book: &JobBook, plan: Option<&ReimportPlan>, obstacles: &[Obstacle], unmapped: usize) -> Status {
    let say = |kind, label: &str, reason: Option<String>, remedy: Option<String>| Status {
        kind,
        label: label.to_owned(),
        reason,
        remedy,
    };
    if book.working {
        return say(StatusKind::Working, "Re-importing", None, None);
    }
    if book.set_aside() {
        let (reason, remedy) = NOT_IN_PROCORE;
        return say(StatusKind::SetAside, "Not in Procore", Some(reason.to_owned()), Some(remedy.to_owned()));
    }
    if let Some(error) = book.side_error() {
        return say(StatusKind::Trouble, "Not read", Some(error.sentence.clone()), Some(error.remedy.clone()));
    }
    if let Some(Obstacle { label, reason, remedy }) = obstacles.first() {
        return say(StatusKind::Blocked, label, Some(reason.clone()), Some(remedy.clone()));
    }
    if unmapped > 0 {
        let label = format!("{} unmapped", counted(unmapped, "code"));
        let first_why = plan.and_then(|plan| plan.unmapped().next()).map(|(_, why)| why);
        let makeable = plan.is_some_and(|plan| plan.makeable_codes().next().is_some());
        let remedy = match first_why {
            _ if makeable => "Open the job to create the budget code there.",
            Some(why) => why.remedy(),
            None => "Open the job.",
        };
        let remedy = format!("{remedy} The other lines can be re-imported.");
        return say(StatusKind::Unmapped, &label, first_why.map(|why| format!("{why}.")), Some(remedy));
    }
    let Some(plan) = plan else {
        return say(StatusKind::Unread, "Not read yet", None, None);
    };
    if book.imported() != Some(true) && book.budget.as_ref().is_some_and(|(budget, _)| budget.line_items.is_empty()) {
        let (label, reason) = ("Ready to import", "The Procore budget has no lines yet.");
        return say(StatusKind::ReadyToImport, label, Some(reason.to_owned()), None);
    }
    if book.adoptable() {
        let differ = plan.changes().count();
        let verb = if differ == 1 { "differs" } else { "differ" };
        let reason = match differ {
            0 => "The budget has lines already, and they agree.".to_owned(),
            count => {
                format!("The budget has lines already, which Tieout did not import; {} {verb}.", counted(count, "line"))
            }
        };
        let remedy = "Open the job: adopt the budget as it is, add to it, or override it.";
        return say(StatusKind::ReadyToImport, "On both sides", Some(reason), Some(remedy.to_owned()));
    }
    let items = plan.out_of_balance.parts.len();
    match plan.out_of_balance.tie() {
        Tie::TiesOut => say(StatusKind::TiesOut, "Ties out", None, None),
        Tie::TiesOutWithItems => {
            let label = format!("Ties out with {}", counted(items, "item"));
            say(StatusKind::TiesOutWithItems, &label, None, None)
        }
        Tie::OutOfBalance if plan.is_empty() => say(StatusKind::OutOfBalance, "Out of balance", left_alone(plan), None),
        Tie::OutOfBalance => say(StatusKind::Drifted, "Drifted", Some("The two sides differ.".to_owned()), None),
    }
}

/// Its budget is there on both sides, nobody imported it, and there is nothing to look at before it is adopted: every line agrees.
pub(crate) fn adoptable_unseen(book: &JobBook) -> bool {
    let plan = book.ruled().and_then(|ruled| ruled.plan.as_ref());
    let agrees =
        |plan: &ReimportPlan| plan.is_empty() && plan.unmapped().next().is_none() && left_alone(plan).is_none();
    book.adoptable() && !book.working && plan.is_some_and(agrees)
}

/// What the sides differ in although a re-import would change nothing.
fn left_alone(plan: &ReimportPlan) -> Option<String> {
    let count = |test: fn(&Unchanged) -> bool| {
        plan.lines
            .iter()
            .filter(|line| matches!(&line.what, What::Stays(why) if test(why)))
            .filter(|line| line.compared.budget.or(line.compared.estimate).is_some_and(|amount| !amount.is_zero()))
            .count()
    };
    let only_in_procore = count(|why| *why == Unchanged::OnlyInProcore);
    let not_above_zero = count(|why| *why == Unchanged::NotAboveZero);
    let left = count(|why| matches!(why, Unchanged::Left(_)));
    let mut reasons = Vec::new();
    if left > 0 {
        reasons.push(format!("{} left as you chose", counted(left, "line")));
    }
    if only_in_procore > 0 {
        reasons.push(format!("{} only in Procore", counted(only_in_procore, "line")));
    }
    if not_above_zero > 0 {
        let verb = if not_above_zero == 1 { "creates" } else { "create" };
        reasons.push(format!("{} that {verb} no line", counted(not_above_zero, "credit")));
    }
    (!reasons.is_empty()).then(|| format!("{}.", reasons.join(", ")))
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

fn availability(book: &JobBook, plan: Option<&ReimportPlan>, obstacles: &[Obstacle]) -> ReimportState {
    let no = |reason: String, remedy: Option<String>| ReimportState { available: false, reason: Some(reason), remedy };
    if book.working {
        return no("A re-import of this job is running.".to_owned(), None);
    }
    if book.set_aside() {
        return no(NOT_IN_PROCORE.0.to_owned(), Some(NOT_IN_PROCORE.1.to_owned()));
    }
    if !obstacles.is_empty() {
        let reasons: Vec<&str> = obstacles.iter().map(|obstacle| obstacle.reason.as_str()).collect();
        let remedies: Vec<&str> = obstacles.iter().map(|obstacle| obstacle.remedy.as_str()).collect();
        return no(reasons.join(" "), Some(remedies.join(" ")));
    }
    match plan {
        None => no("The two sides have not been read yet.".to_owned(), Some("Check now reads them.".to_owned())),
        Some(plan) if plan.is_empty() && plan.makeable_codes().next().is_some() => no(
            "Every line that would change lacks its budget code.".to_owned(),
            Some("Open the job and create the budget codes there.".to_owned()),
        ),
        Some(plan) if plan.is_empty() && book.adoptable() => no(
            "The budget has lines already, and nothing would change.".to_owned(),
            Some("Open the job and adopt the budget as it is.".to_owned()),
        ),
        Some(_) if book.adoptable() => no(
            "The budget has lines already that Tieout did not import.".to_owned(),
            Some("Open the job: adopt the budget as it is, add to it, or override it.".to_owned()),
        ),
        Some(plan) if plan.is_empty() => no("Nothing would change.".to_owned(), None),
        Some(_) => ReimportState { available: true, reason: None, remedy: None },
    }
}
