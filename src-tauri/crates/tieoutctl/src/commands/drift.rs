//! `tieoutctl drift`

use super::estimates::{Estimate, estimate};
use super::{read_page, read_row};
use crate::end::{End, Trouble};
use crate::output::{difference, json, line};
use serde::Serialize;
use std::sync::Arc;
use tieout::{Application, Filter, JobId, JobRow, StatusKind, counted};

#[derive(Serialize)]
struct Document {
    verdict: &'static str,
    jobs: usize,
    drifted: Vec<Estimate>,
    could_not_tell: Vec<Estimate>,
}

/// Looks at every linked job, imported or not: a budget that nobody imported shows its estimate no more than one that somebody emptied.
pub(crate) async fn run(application: &Arc<Application>, job: Option<JobId>, as_json: bool) -> Result<End, Trouble> {
    let rows = match &job {
        Some(job) => vec![read_row(application, job).await?],
        None => read_page(application, Filter::All).await?.rows,
    };
    let rows: Vec<&JobRow> = rows.iter().filter(|row| row.linked).collect();
    let unknown: Vec<&JobRow> = rows.iter().copied().filter(|row| could_not_tell(row)).collect();
    let drifted: Vec<&JobRow> = rows.iter().copied().filter(|row| !could_not_tell(row) && differs(row)).collect();
    // A difference that is known is certain, whatever else is not.
    let (end, verdict) = match (drifted.is_empty(), unknown.is_empty()) {
        (false, _) => (End::Drifted, "drifted"),
        (true, false) => (End::Failed, "could not tell"),
        (true, true) => (End::Done, "in agreement"),
    };
    if as_json {
        let list = |rows: &[&JobRow]| rows.iter().map(|row| estimate(row)).collect();
        json(&Document { verdict, jobs: rows.len(), drifted: list(&drifted), could_not_tell: list(&unknown) });
    } else {
        print(rows.len(), &drifted, &unknown);
    }
    Ok(end)
}

fn could_not_tell(row: &JobRow) -> bool {
    matches!(row.status.kind, StatusKind::Unread | StatusKind::Trouble) || row.lines_out_of_balance.is_none()
}

/// Line by line: amounts that cancel out are differences too, and so are estimate lines without a budget code.
fn differs(row: &JobRow) -> bool {
    row.lines_out_of_balance.is_some_and(|lines| lines > 0)
}

fn print(jobs: usize, drifted: &[&JobRow], unknown: &[&JobRow]) {
    for row in drifted {
        let lines = counted(row.lines_out_of_balance.unwrap_or_default(), "line");
        let apart = difference(row.out_of_balance);
        line(&format!("{} {}: out of balance by {apart}, in {lines}", row.job_id, row.project_name));
    }
    for row in unknown {
        let reason = row.status.reason.as_deref().unwrap_or("it could not be read");
        line(&format!("{} {}: {reason}", row.job_id, row.project_name));
    }
    let (out, untold) = (counted(drifted.len(), "job"), unknown.len());
    line(&format!("{out} of {jobs} out of balance, {untold} could not be told."));
}
