//! `tieoutctl drift`

use super::{read_page, read_row};
use crate::end::{CommandError, End};
use crate::output::{counted, difference, json, line};
use serde::Serialize;
use std::sync::Arc;
use tieout::view::{Filter, JobRow, StatusKind, Tie, count};
use tieout::{Application, JobId};

/// What the two books of every linked job say of each other.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Verdict {
    Drifted,
    CouldNotTell,
    TiesOutWithItems,
    InAgreement,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    verdict: Verdict,
    jobs: u32,
    drifted: Vec<&'a JobRow>,
    with_items: Vec<&'a JobRow>,
    could_not_tell: Vec<&'a JobRow>,
}

/// Looks at every linked job, imported or not: a budget that nobody imported shows its estimate no more than one that somebody emptied.
/// `strict`: reconciling items are differences too.
pub(crate) async fn run(
    application: &Arc<Application>,
    job: Option<JobId>,
    strict: bool,
    as_json: bool,
) -> Result<End, CommandError> {
    let rows = match &job {
        Some(job) => vec![read_row(application, job).await?],
        None => read_page(application, Filter::All).await?.rows,
    };
    let rows: Vec<&JobRow> = rows.iter().filter(|row| row.linked).collect();
    let (unknown, told): (Vec<&JobRow>, Vec<&JobRow>) = rows.iter().partition(|row| could_not_tell(row));
    let of = |tie: Tie| -> Vec<&JobRow> { told.iter().copied().filter(|row| row.tie == Some(tie)).collect() };
    let (drifted, with_items) = (of(Tie::OutOfBalance), of(Tie::TiesOutWithItems));
    // A difference that is known is certain, whatever else is not.
    let (end, verdict) = match (drifted.is_empty(), with_items.is_empty(), unknown.is_empty()) {
        (false, ..) => (End::Drifted, Verdict::Drifted),
        (true, false, _) if strict => (End::Drifted, Verdict::TiesOutWithItems),
        (true, _, false) => (End::Failed, Verdict::CouldNotTell),
        (true, false, true) => (End::Done, Verdict::TiesOutWithItems),
        (true, true, true) => (End::Done, Verdict::InAgreement),
    };
    if as_json {
        json(&Document { verdict, jobs: count(rows.len()), drifted, with_items, could_not_tell: unknown });
    } else {
        print(rows.len(), &drifted, &with_items, &unknown);
    }
    Ok(end)
}

fn could_not_tell(row: &JobRow) -> bool {
    matches!(row.status.kind, StatusKind::Unread | StatusKind::Trouble) || row.tie.is_none()
}

fn print(jobs: usize, drifted: &[&JobRow], with_items: &[&JobRow], unknown: &[&JobRow]) {
    for row in drifted {
        let lines = counted(row.lines_out_of_balance.unwrap_or_default(), "line");
        let apart = match row.out_of_balance {
            Some(amount) if amount.is_zero() => format!("in {lines} that cancel out"),
            amount => format!("by {}, in {lines}", difference(amount)),
        };
        let items = if row.items == 0 { String::new() } else { format!(", beside {}", items(row)) };
        line(&format!("{} {}: out of balance {apart}{items}", row.job_id, row.project_name));
    }
    for row in with_items {
        line(&format!("{} {}: ties out with {}", row.job_id, row.project_name, items(row)));
    }
    for row in unknown {
        let reason = row.status.reason.as_deref().unwrap_or("it could not be read");
        line(&format!("{} {}: {reason}", row.job_id, row.project_name));
    }
    let (out, untold) = (counted(count(drifted.len()), "job"), unknown.len());
    let items = if with_items.is_empty() {
        String::new()
    } else {
        format!("{} with reconciling items, ", counted(count(with_items.len()), "job"))
    };
    line(&format!("{out} of {jobs} out of balance, {items}{untold} could not be told."));
}

fn items(row: &JobRow) -> String {
    format!("{} of {}", counted(row.items, "reconciling item"), difference(row.items_amount))
}
