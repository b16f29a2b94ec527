//! `tieoutctl drift`

use super::{read_page, read_row};
use crate::end::{CommandError, End};
use crate::output::{counted, difference, json, line};
use serde::Serialize;
use std::sync::Arc;
use tieout::view::{Filter, JobRow, StatusKind, count};
use tieout::{Application, JobId};

/// What the two books of every linked job say of each other.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Verdict {
    Drifted,
    CouldNotTell,
    InAgreement,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    verdict: Verdict,
    jobs: u32,
    drifted: Vec<&'a JobRow>,
    could_not_tell: Vec<&'a JobRow>,
}

/// Looks at every linked job, imported or not: a budget that nobody imported shows its estimate no more than one that somebody emptied.
pub(crate) async fn run(
    application: &Arc<Application>,
    job: Option<JobId>,
    as_json: bool,
) -> Result<End, CommandError> {
    let rows = match &job {
        Some(job) => vec![read_row(application, job).await?],
        None => read_page(application, Filter::All).await?.rows,
    };
    let rows: Vec<&JobRow> = rows.iter().filter(|row| row.linked).collect();
    let unknown: Vec<&JobRow> = rows.iter().copied().filter(|row| could_not_tell(row)).collect();
    let drifted: Vec<&JobRow> = rows.iter().copied().filter(|row| !could_not_tell(row) && differs(row)).collect();
    // A difference that is known is certain, whatever else is not.
    let (end, verdict) = match (drifted.is_empty(), unknown.is_empty()) {
        (false, _) => (End::Drifted, Verdict::Drifted),
        (true, false) => (End::Failed, Verdict::CouldNotTell),
        (true, true) => (End::Done, Verdict::InAgreement),
    };
    if as_json {
        json(&Document { verdict, jobs: count(rows.len()), drifted, could_not_tell: unknown });
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
    let (out, untold) = (counted(count(drifted.len()), "job"), unknown.len());
    line(&format!("{out} of {jobs} out of balance, {untold} could not be told."));
}
