//! Lists, a page at a time, in the way that the instance can answer.

use crate::error::side_error;
use crate::lines::{RawLine, SELECT};
use crate::pages::Page;
use crate::request_error::RequestError;
use crate::session::Session;
use crate::ways::{List, Way, Ways};
use jobcost::JobId;
use reimport::SideError;
use serde_json::value::RawValue;

/// A job's id inside a filter: OData doubles a quote inside a string.
fn quoted(job: &JobId) -> String {
    job.as_str().replace('\'', "''")
}

/// The filter for one job.
pub(crate) fn only(job: &JobId) -> String {
    format!("ProjectID eq '{}'", quoted(job))
}

/// One page of the lines of a job, or of all.
pub(crate) async fn page(session: &Session, job: Option<&JobId>, skip: usize) -> Result<Page<RawLine>, SideError> {
    let list = List { entity: "ProjectBudget", select: SELECT, expand: None, filter: job.map(only) };
    let (records, full) = records(session, &session.ways, &list, skip).await?;
    Ok(Page { full, records: records.iter().map(|record| RawLine::of(record)).collect() })
}

/// The records of one page of a list, and whether there are as many as were asked for.
pub(crate) async fn records(
    session: &Session,
    ways: &Ways,
    list: &List<'_>,
    skip: usize,
) -> Result<(Vec<Box<RawValue>>, bool), SideError> {
    let first = ways.current();
    let (mut way, mut told) = (first, None);
    loop {
        match records_in(session, list, skip, way).await {
            Ok(records) => {
                ways.keep(first, way);
                let full = records.len() == way.top;
                return Ok((records, full));
            }
            Err(RequestError::SignIn(error)) => return Err(error),
            Err(RequestError::Request(error)) => {
                match way.plainer(error.kind).filter(|_| list.helped_by_less(error.kind)) {
                    Some(plainer) => {
                        tracing::info!(%error, list.entity, ?plainer, "asking in a plainer way");
                        told.get_or_insert(error);
                        way = plainer;
                    }
                    // What was said first is about what was wanted.
                    None => return Err(told.filter(|told| told.kind == error.kind).unwrap_or(error)),
                }
            }
        }
    }
}

async fn records_in(
    session: &Session,
    list: &List<'_>,
    skip: usize,
    way: Way,
) -> Result<Vec<Box<RawValue>>, RequestError> {
    let parameters = way.parameters(list, skip);
    let answer = session.ask(list.entity, &parameters, way.patience()).await?;
    answer.json().map_err(|error| RequestError::Request(side_error(&error)))
}
