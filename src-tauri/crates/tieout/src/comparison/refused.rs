//! Why a job cannot be re-imported or compared, as an error.

use crate::news::error::{ApplicationError, ApplicationErrorKind};
use jobcost::{JobId, Refusal};
use reimport::{Prepared, refusal};

/// Everything that forbids a re-import.
pub(crate) fn refused(prepared: &Prepared) -> ApplicationError {
    let (reasons, remedies): (Vec<_>, Vec<_>) =
        prepared.refusals.iter().map(refusal).map(|text| (text.reason, text.remedy)).unzip();
    let kind =
        if nothing_to_change(prepared) { ApplicationErrorKind::NothingToChange } else { ApplicationErrorKind::Refused };
    ApplicationError::new(kind, reasons.join(" "), remedies.join(" ").trim())
}

/// Whatever else would forbid a re-import forbids nothing where there is none to make; but a doubled line is no agreement.
fn nothing_to_change(prepared: &Prepared) -> bool {
    let doubled = |refusal: &Refusal| matches!(refusal, Refusal::BudgetCodeTwice(_));
    prepared.refusals.contains(&Refusal::NothingToChange) && !prepared.refusals.iter().any(doubled)
}

pub(crate) fn not_read(job: &JobId) -> ApplicationError {
    let sentence = format!("Both sides of {job} were not read yet.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Wait a moment, or press Check now.")
}

pub(crate) fn linked_elsewhere(job: &JobId) -> ApplicationError {
    let sentence = format!("{job} is linked to another project than when this plan was made.");
    ApplicationError::new(ApplicationErrorKind::PlanGone, sentence, "Open the job again.")
}

pub(crate) fn chosen_elsewhere(job: &JobId) -> ApplicationError {
    let sentence =
        format!("What is chosen of {job} was changed elsewhere since this was shown. Nothing was changed in Procore.");
    ApplicationError::new(ApplicationErrorKind::PlanGone, sentence, "Look at the lines again.")
}
