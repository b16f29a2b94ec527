//! `tieoutctl reimport`

use super::read_row;
use crate::arguments::Choices;
use crate::confirmation::AtTheTerminal;
use crate::end::{End, Trouble};
use crate::output::{complain, json, line};
use crate::progress;
use serde::Serialize;
use std::sync::Arc;
use tieout::{Application, EndKind, JobId, ReimportEnd};

#[derive(Serialize)]
struct Document {
    job_id: String,
    project_name: String,
    end: &'static str,
    message: String,
    details: Vec<String>,
    hint: String,
    receipt: Option<super::history::Entry>,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    choices: &Choices,
    yes: bool,
    as_json: bool,
) -> Result<End, Trouble> {
    read_row(application, job).await?;
    let prepared = application.prepare_reimport(job, &choices.options()).await?;
    let following = progress::of_reimport(application);
    let end = to_its_end(application, &prepared.plan, yes).await?;
    drop(following);
    let receipt =
        application.history().await?.into_iter().find(|closed| closed.job == *job && wrote(end.kind)).map(Into::into);
    print(&end, receipt, as_json);
    Ok(how(end.kind))
}

/// Carries the plan out. An interruption by Ctrl+C is not an end: what was begun is brought to its own, for half a budget is worse than
/// a whole one, and the journal would have to find out at the next start. A second one ends the program as ever.
async fn to_its_end(application: &Arc<Application>, plan: &tieout::PlanId, yes: bool) -> Result<ReimportEnd, Trouble> {
    let confirmation = AtTheTerminal { yes, allow_zeroing: false };
    let run = application.reimport(plan, &confirmation);
    tokio::pin!(run);
    tokio::select! {
        end = &mut run => return Ok(end?),
        _ = tokio::signal::ctrl_c() => {
            complain("The re-import is brought to its end first. Press Ctrl+C again to stop at once; the next start then says what became of it.");
        }
    }
    tokio::select! {
        end = &mut run => Ok(end?),
        _ = tokio::signal::ctrl_c() => Err(Trouble::new("Stopped.", "The next start reads the budget and says what became of the re-import.")),
    }
}

fn print(end: &ReimportEnd, receipt: Option<super::history::Entry>, as_json: bool) {
    if as_json {
        return json(&Document {
            job_id: end.job_id.clone(),
            project_name: end.project_name.clone(),
            end: word(end.kind),
            message: end.report.message.clone(),
            details: end.report.details.clone(),
            hint: end.report.hint.clone(),
            receipt,
        });
    }
    line(&format!("{} {}: {}", end.job_id, end.project_name, end.report.message));
    end.report.details.iter().for_each(|detail| line(detail));
    if !end.report.hint.is_empty() {
        line(&end.report.hint);
    }
    if let Some(receipt) = receipt {
        line("");
        receipt.print();
    }
}

fn word(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Declined => "declined",
        EndKind::Outdated => "outdated",
        EndKind::Refused => "refused",
        EndKind::Posted => "posted",
        EndKind::Discrepant => "discrepant",
        EndKind::Interrupted => "interrupted",
        EndKind::Voided => "voided",
    }
}

/// Whether the journal has a record of it.
fn wrote(kind: EndKind) -> bool {
    matches!(kind, EndKind::Posted | EndKind::Discrepant | EndKind::Interrupted | EndKind::Voided)
}

fn how(kind: EndKind) -> End {
    match kind {
        EndKind::Posted => End::Done,
        EndKind::Declined | EndKind::Outdated | EndKind::Refused => End::NothingChanged,
        EndKind::Voided => End::Failed,
        EndKind::Discrepant | EndKind::Interrupted => End::NotProven,
    }
}
