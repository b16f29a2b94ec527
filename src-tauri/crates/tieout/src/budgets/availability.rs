//! Whether a job can be re-imported from its row, and if not, why and where it is mended. Pure.

use crate::books::job_book::JobBook;
use crate::budgets::obstacles::{NOT_IN_PROCORE, Obstacle};
use crate::budgets::stays_out::StaysOut;
use crate::view::job_row::{ReimportState, RemedyPlace};
use jobcost::ReimportPlan;

/// Judges it.
pub(crate) fn availability(
    book: &JobBook,
    plan: Option<&ReimportPlan>,
    obstacles: &[Obstacle],
    stays: Option<&StaysOut>,
) -> ReimportState {
    let no = |reason: &str, remedy: Option<String>, place: Option<RemedyPlace>| ReimportState {
        available: false,
        reason: Some(reason.to_owned()),
        remedy,
        place,
    };
    let compare = |reason: &str, remedy: &str| no(reason, Some(remedy.to_owned()), Some(RemedyPlace::Comparison));
    if book.working {
        return no("A re-import of this job is running.", None, None);
    }
    if book.set_aside() {
        let (reason, remedy) = NOT_IN_PROCORE;
        return no(reason, Some(remedy.to_owned()), Some(RemedyPlace::Links));
    }
    if let Some(first) = obstacles.first() {
        let joined = |text: fn(&Obstacle) -> &str| obstacles.iter().map(text).collect::<Vec<_>>().join(" ");
        return no(&joined(|one| &one.reason), Some(joined(|one| &one.remedy)), first.place);
    }
    let Some(plan) = plan else {
        let remedy = "Check now reads them.".to_owned();
        return no("The two sides have not been read yet.", Some(remedy), Some(RemedyPlace::CheckNow));
    };
    if plan.is_empty() {
        let nothing = "Nothing would change.";
        return match stays {
            _ if book.adoptable() => compare(
                "The budget has lines already, and nothing would change.",
                "Open the job and adopt the budget as it is.",
            ),
            Some(StaysOut { reason, remedy, place, .. }) => {
                no(&format!("{nothing} {reason}"), Some(remedy.clone()), Some(*place))
            }
            None => no(nothing, None, None),
        };
    }
    if book.adoptable() {
        return compare(
            "The budget has lines already that Tieout did not import.",
            "Open the job: adopt the budget as it is, add to it, or override it.",
        );
    }
    ReimportState { available: true, reason: None, remedy: None, place: None }
}
