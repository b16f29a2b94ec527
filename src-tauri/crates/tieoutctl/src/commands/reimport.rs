//! `tieoutctl reimport`

use super::read_row;
use crate::arguments::Choices;
use crate::confirmation::AtTheTerminal;
use crate::end::{CommandError, End};
use crate::output::{complain, json, line};
use crate::progress;
use serde::Serialize;
use std::sync::Arc;
use tieout::view::{PlanId, PlanOptions, Receipt, ReimportEnd};
use tieout::{Application, ApplicationErrorKind, JobId};

/// How it ended, and the record that it leaves.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    end: ReimportEnd,
    receipt: Option<Receipt>,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    choices: &Choices,
    confirmation: &AtTheTerminal,
    as_json: bool,
) -> Result<End, CommandError> {
    read_row(application, job).await?;
    let company = application.company().await?;
    let plan = match company.prepare(job, &choices.options()).await {
        Err(error) if error.kind == ApplicationErrorKind::NothingToChange => {
            let end = company.nothing_to_change(job, &choices.options())?;
            let how = end.end.into();
            print(&Document { end, receipt: None }, as_json);
            return Ok(how);
        }
        shown => shown?,
    };
    let options = company.shown_with(&plan)?;
    let following = progress::of_reimport(application);
    let end = to_its_end(application, &plan, &options, confirmation).await?;
    drop(following);
    // Its own record, and no earlier one of the job; one that stays open is no receipt yet. The end is the answer, with or without.
    let closed = application.company().await?.history().await.unwrap_or_default().into_iter();
    let receipt = closed.filter(|closed| Some(closed.id) == end.reimport).map(Into::into).next();
    let how = end.end.into();
    print(&Document { end, receipt }, as_json);
    Ok(how)
}

/// Carries the plan out. An interruption by Ctrl+C is not an end: what was begun is brought to its own, for half a budget is worse than
/// a whole one, and the journal would have to find out at the next start. A second one ends the program as ever.
async fn to_its_end(
    application: &Arc<Application>,
    plan: &PlanId,
    options: &PlanOptions,
    confirmation: &AtTheTerminal,
) -> Result<ReimportEnd, CommandError> {
    let company = application.company().await?;
    let run = company.reimport(plan, options, confirmation);
    tokio::pin!(run);
    tokio::select! {
        end = &mut run => return Ok(end?),
        _ = tokio::signal::ctrl_c() => {
            if confirmation.is_asking() {
                return Err(CommandError { end: End::NothingChanged, ..CommandError::new("Stopped. Nothing was changed in Procore.", "") });
            }
            complain("The re-import is brought to its end first. Press Ctrl+C again to stop at once; the next start then says what became of it.");
        }
    }
    tokio::select! {
        end = &mut run => Ok(end?),
        _ = tokio::signal::ctrl_c() => Err(CommandError::new("Stopped.", "The next start reads the budget and says what became of the re-import.")),
    }
}

fn print(document: &Document, as_json: bool) {
    if as_json {
        return json(document);
    }
    let (end, report) = (&document.end, &document.end.report);
    line(&format!("{} {}: {}", end.job_id, end.project_name, report.message));
    report.details.iter().for_each(|detail| line(detail));
    if !report.remedy.is_empty() {
        line(&report.remedy);
    }
    if let Some(receipt) = &document.receipt {
        line("");
        super::history::print(receipt);
    }
}
