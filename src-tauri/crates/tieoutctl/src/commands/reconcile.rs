//! `tieoutctl reconcile`: differences that are accepted, each with its amount and a reason.

use super::read_row;
use crate::end::{CommandError, End};
use crate::output::{counted, difference, json, line, table};
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;
use tieout::view::{ItemEndingKind, JobRow, LineRow, ReconcilingItem, count};
use tieout::{Application, JobId};

/// What is wanted.
pub(crate) enum Wish {
    /// To see what was accepted, and what became of it.
    List,
    /// To accept the differences of these lines, for this reason.
    Accept(Vec<String>, String),
    /// To accept everything that a re-import would leave, for this reason.
    AcceptRest(String),
    /// To take back what was accepted on these lines.
    TakeBack(Vec<String>),
}

#[derive(Serialize)]
struct Document {
    job: JobRow,
    items: Vec<ReconcilingItem>,
}

impl Wish {
    /// From the command line. What is accepted is accepted for a reason.
    pub(crate) fn of(
        codes: Vec<String>,
        reason: Option<String>,
        rest: bool,
        take_back: bool,
    ) -> Result<Self, CommandError> {
        match (reason, codes.is_empty()) {
            (None, false) if take_back => Ok(Self::TakeBack(codes)),
            (None, true) if !rest => Ok(Self::List),
            (Some(reason), true) if rest => Ok(Self::AcceptRest(reason)),
            (Some(reason), false) => Ok(Self::Accept(codes, reason)),
            (None, _) => Err(CommandError::usage("A difference is accepted for a reason.", "Add --reason \"…\".")),
            (Some(_), true) => {
                Err(CommandError::usage("There is a reason and nothing to accept.", "Name lines, or use --rest."))
            }
        }
    }
}

pub(crate) async fn run(
    application: &Arc<Application>,
    job: &JobId,
    wish: Wish,
    as_json: bool,
) -> Result<End, CommandError> {
    read_row(application, job).await?;
    let company = application.company().await?;
    match wish {
        Wish::List => {}
        Wish::TakeBack(codes) => company.take_back_items(job, &codes).await?,
        Wish::Accept(codes, reason) => {
            let shown = company.open_comparison(job).await?;
            let positions: Vec<u32> =
                codes.iter().map(|code| position(&shown.lines, code)).collect::<Result<_, _>>()?;
            company.accept_lines(&shown.plan, &shown.options, &positions, &reason).await?;
        }
        Wish::AcceptRest(reason) => {
            let shown = company.open_comparison(job).await?;
            company.accept_rest(&shown.plan, &shown.options, &reason).await?;
        }
    }
    let document = Document { job: company.row(job)?, items: company.reconciling_items(job).await? };
    if as_json {
        json(&document);
    } else {
        print(&document);
    }
    Ok(End::Done)
}

/// The line of a code, as `plan` shows it. Between two that are shown alike nothing is guessed.
fn position(lines: &[LineRow], code: &str) -> Result<u32, CommandError> {
    let mut of_code = lines.iter().enumerate().filter(|(_, line)| line.code.eq_ignore_ascii_case(code.trim()));
    match (of_code.next(), of_code.next()) {
        (Some((position, _)), None) => Ok(count(position)),
        (None, _) => Err(CommandError::usage(format!("The job has no line {code}."), "`plan` shows its lines.")),
        (Some(_), Some(_)) => Err(CommandError::usage(
            format!("Several lines of the job are shown as {code}."),
            "Accept them in the window, where each can be pointed at.",
        )),
    }
}

/// An item in a line: what, how much, why, who and when.
pub(super) fn item_line(item: &ReconcilingItem) -> String {
    let amount = difference(Some(item.amount));
    format!("{} {amount}: {} ({}, {})", item.code, item.reason, item.by, day(item.at))
}

fn print(document: &Document) {
    let row = &document.job;
    let holding = document.items.iter().filter(|item| item.ended.is_none()).count();
    line(&format!("{} {}: {}", row.job_id, row.project_name, row.status.label));
    if document.items.is_empty() {
        return line("No difference was ever accepted.");
    }
    table(
        &["Budget code", "Description", "Amount", "Reason", "By", "When", "State"],
        &[2],
        document.items.iter().map(item_row),
    );
    line(&format!("{} of {}.", counted(count(holding), "reconciling item"), difference(row.items_amount)));
}

fn item_row(item: &ReconcilingItem) -> Vec<String> {
    let state = match &item.ended {
        None => "holds".to_owned(),
        Some(end) => {
            let (by, day) = (&end.by, day(end.at));
            match end.kind {
                ItemEndingKind::TakenBack => format!("taken back by {by}, {day}"),
                ItemEndingKind::AcceptedAnew => format!("accepted anew by {by}, {day}"),
                ItemEndingKind::Lapsed => format!("lapsed {day}: moved to {}", difference(end.moved_to)),
            }
        }
    };
    vec![
        item.code.clone(),
        item.description.clone(),
        difference(Some(item.amount)),
        item.reason.clone(),
        item.by.clone(),
        day(item.at),
        state,
    ]
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
