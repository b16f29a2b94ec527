//! `tieoutctl reimport`

use super::read_row;
use crate::arguments::Choices;
use crate::confirmation::AtTheTerminal;
use crate::end::{End, Trouble};
use crate::output::{complain, difference, json, line};
use crate::progress;
use serde::Serialize;
use std::sync::Arc;
use tieout::{Application, ApplicationErrorKind, EndKind, JobId, JobRow, PlanId, PlanOptions, ReimportEnd, counted};

#[derive(Serialize)]
struct Document {
    job_id: String,
    project_name: String,
    end: &'static str,
    message: String,
    details: Vec<String>,
    remedy: String,
    receipt: Option<super::history::Entry>,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    choices: &Choices,
    confirmation: &AtTheTerminal,
    as_json: bool,
) -> Result<End, Trouble> {
    let row = read_row(application, job).await?;
    let options = choices.options();
    let plan = match application.company().await?.prepare(job, &options).await {
        Err(error) if error.kind == ApplicationErrorKind::NothingToChange => {
            return Ok(nothing_to_change(&row, as_json));
        }
        shown => shown?,
    };
    let following = progress::of_reimport(application);
    let end = to_its_end(application, &plan, &options, confirmation).await?;
    drop(following);
    // Its own record, and no earlier one of the job; one that stays open is no receipt yet. The end is the answer, with or without.
    let closed = application.company().await?.history().await.unwrap_or_default().into_iter();
    let receipt = closed.filter(|closed| Some(closed.id) == end.reimport).map(Into::into).next();
    print(&document(&end, receipt), as_json);
    Ok(end.end.into())
}

/// There is nothing to re-import: the books agree, or they differ in what no re-import changes.
fn nothing_to_change(row: &JobRow, as_json: bool) -> End {
    let apart = row.lines_out_of_balance.unwrap_or_default();
    let (end, message, how) = if apart == 0 {
        (
            "in agreement",
            "Nothing to do: Procore's budget shows Acumatica's estimate, line by line.".to_owned(),
            End::Done,
        )
    } else {
        let (by, lines) = (difference(row.out_of_balance), counted(apart, "line"));
        let message = format!("Nothing would change, and the two books stay apart by {by}, in {lines}.");
        ("still differs", message, End::Drifted)
    };
    print(
        &Document {
            job_id: row.job_id.clone(),
            project_name: row.project_name.clone(),
            end,
            message,
            details: Vec::new(),
            remedy: if apart == 0 { String::new() } else { format!("`plan {}` names the lines and why.", row.job_id) },
            receipt: None,
        },
        as_json,
    );
    how
}

/// Carries the plan out. An interruption by Ctrl+C is not an end: what was begun is brought to its own, for half a budget is worse than
/// a whole one, and the journal would have to find out at the next start. A second one ends the program as ever.
async fn to_its_end(
    application: &Arc<Application>,
    plan: &PlanId,
    options: &PlanOptions,
    confirmation: &AtTheTerminal,
) -> Result<ReimportEnd, Trouble> {
    let company = application.company().await?;
    let run = company.reimport(plan, options, confirmation);
    tokio::pin!(run);
    tokio::select! {
        end = &mut run => return Ok(end?),
        _ = tokio::signal::ctrl_c() => {
            if confirmation.is_asking() {
                return Err(Trouble { end: End::NothingChanged, ..Trouble::new("Stopped. Nothing was changed in Procore.", "") });
            }
            complain("The re-import is brought to its end first. Press Ctrl+C again to stop at once; the next start then says what became of it.");
        }
    }
    tokio::select! {
        end = &mut run => Ok(end?),
        _ = tokio::signal::ctrl_c() => Err(Trouble::new("Stopped.", "The next start reads the budget and says what became of the re-import.")),
    }
}

fn document(end: &ReimportEnd, receipt: Option<super::history::Entry>) -> Document {
    Document {
        job_id: end.job_id.clone(),
        project_name: end.project_name.clone(),
        end: word(end),
        message: end.report.message.clone(),
        details: end.report.details.clone(),
        remedy: end.report.remedy.clone(),
        receipt,
    }
}

fn print(end: &Document, as_json: bool) {
    if as_json {
        return json(end);
    }
    line(&format!("{} {}: {}", end.job_id, end.project_name, end.message));
    end.details.iter().for_each(|detail| line(detail));
    if !end.remedy.is_empty() {
        line(&end.remedy);
    }
    if let Some(receipt) = &end.receipt {
        line("");
        receipt.print();
    }
}

fn word(end: &ReimportEnd) -> &'static str {
    match end.kind {
        _ if end.end == tieout::End::StillDiffers => "still differs",
        EndKind::Declined => "declined",
        EndKind::Outdated => "outdated",
        EndKind::Refused => "refused",
        EndKind::NothingToChange => "in agreement",
        EndKind::Posted => "posted",
        EndKind::Discrepant => "discrepant",
        EndKind::Interrupted => "interrupted",
        EndKind::NotKnownYet => "not known yet",
        EndKind::Voided => "voided",
    }
}
