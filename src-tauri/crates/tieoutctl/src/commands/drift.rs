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

pub(crate) async fn run(application: &Arc<Application>, job: Option<JobId>, as_json: bool) -> Result<End, Trouble> {
    let rows = match &job {
        Some(job) => vec![read_row(application, job).await?],
        None => read_page(application, Filter::Synced).await?.rows,
    };
    let unknown: Vec<&JobRow> = rows.iter().filter(|row| could_not_tell(row)).collect();
    let drifted: Vec<&JobRow> = rows.iter().filter(|row| !could_not_tell(row) && has_drifted(row)).collect();
    // A drift that is known is certain, whatever else is not.
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
    matches!(row.status.kind, StatusKind::Unread | StatusKind::Trouble) || row.lines.is_none()
}

fn has_drifted(row: &JobRow) -> bool {
    row.lines.is_some_and(|lines| lines > 0)
}

fn print(jobs: usize, drifted: &[&JobRow], unknown: &[&JobRow]) {
    for row in drifted {
        let lines = counted(row.lines.unwrap_or_default(), "line");
        line(&format!("{} {}: drifted by {}, {lines}", row.job_id, row.project_name, difference(row.difference)));
    }
    for row in unknown {
        let reason = row.status.reason.as_deref().unwrap_or("it could not be read");
        line(&format!("{} {}: {reason}", row.job_id, row.project_name));
    }
    line(&format!("{} of {jobs} jobs drifted, {} could not be told.", drifted.len(), unknown.len()));
}
