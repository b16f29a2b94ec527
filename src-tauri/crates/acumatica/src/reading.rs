//! Reads budget lines: of one job at rest, or of a whole tenant while people work in it.
//!
//! A tenant is read once. What came or went meanwhile costs the jobs that stood at the edge of a page another reading, of each alone,
//! and no other job anything: a job that lies within one page is as it was at that moment.

use crate::estimate::JobLines;
use crate::lines::{Clash, RawLine};
use crate::lists::page;
use crate::pages::{EndlessList, Listing, Page, Pages, read};
use crate::reading_error::{job_keeps_moving, no_line_has_a_job, nobodys_line, unending};
use crate::session::Session;
use async_trait::async_trait;
use jobcost::JobId;
use reimport::{SideError, SideErrorKind};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How often a job that moves is read before that is told. Also for the control totals.
pub(crate) const READINGS_MAX: usize = 3;

/// What each job's reading came to. A job that is not there has no lines.
pub(crate) type ByJob = HashMap<JobId, Result<JobLines, SideError>>;

/// The lines of one job.
struct OfJob<'a> {
    session: &'a Session,
    job: &'a JobId,
}

/// The lines of a tenant.
struct OfTenant<'a> {
    session: &'a Session,
    wanted: &'a HashSet<JobId>,
}

#[async_trait]
impl Pages for OfJob<'_> {
    type Record = RawLine;

    async fn page(&self, skip: usize) -> Result<Page<RawLine>, SideError> {
        let mut page = page(self.session, Some(self.job), skip).await?;
        if page.records.iter().any(|line| line.job.is_none()) {
            return Err(nobodys_line(self.job));
        }
        see_cost_codes(self.session, &page);
        // The server's comparison finds more than was asked for, and it may ignore a filter: ours decides.
        page.records.iter_mut().filter(|line| line.job.as_ref() != Some(self.job)).for_each(RawLine::forget);
        Ok(page)
    }

    fn unending(&self, why: EndlessList) -> SideError {
        unending(&format!("budget lines of job {}", self.job), why)
    }
}

#[async_trait]
impl Pages for OfTenant<'_> {
    type Record = RawLine;

    async fn page(&self, skip: usize) -> Result<Page<RawLine>, SideError> {
        let mut page = page(self.session, None, skip).await?;
        see_cost_codes(self.session, &page);
        let is_wanted = |line: &RawLine| line.job.as_ref().is_none_or(|job| self.wanted.contains(job));
        page.records.iter_mut().filter(|line| !is_wanted(line)).for_each(RawLine::forget);
        Ok(page)
    }

    fn unending(&self, why: EndlessList) -> SideError {
        unending("budget lines", why)
    }
}

/// The lines of one job, of which none came or went while they were read.
pub(crate) async fn job_lines(session: &Session, job: &JobId) -> Result<JobLines, SideError> {
    for _ in 0..READINGS_MAX {
        let listing = read(true, &OfJob { session, job }).await?;
        if listing.moved.is_empty() {
            return Ok(by_job(listing).remove(job).unwrap_or_default());
        }
    }
    Err(job_keeps_moving(job))
}

/// The lines of these jobs, out of those of the tenant. An error is trouble that meets every job.
pub(crate) async fn tenant_lines(session: &Session, wanted: &HashSet<JobId>) -> Result<ByJob, SideError> {
    let listing = read(false, &OfTenant { session, wanted }).await?;
    if !listing.records.is_empty() && listing.records.iter().all(|line| line.job.is_none()) {
        return Err(no_line_has_a_job());
    }
    let doubtful = doubtful(&listing, wanted);
    let mut read: ByJob = by_job(listing).into_iter().map(|(job, lines)| (job, Ok(lines))).collect();
    let mut hopeless = None;
    for job in doubtful {
        let alone = match &hopeless {
            None => job_lines(session, &job).await,
            Some(error) => Err(SideError::clone(error)),
        };
        hopeless = alone.as_ref().err().filter(|error| meets_every_request(error)).cloned();
        read.insert(job, alone);
    }
    Ok(read)
}

/// Trouble that another request would meet as well.
pub(crate) fn meets_every_request(error: &SideError) -> bool {
    error.kind.meets_every_job() || error.kind == SideErrorKind::TooSlow
}

/// The jobs whose lines may not be all there, or not of one moment: those at an edge that moved, and those beside a line that does not
/// say whose it is. The list is in the order of the projects, so such a line is one of its neighbours', or of a job that has no other.
fn doubtful(listing: &Listing<RawLine>, wanted: &HashSet<JobId>) -> Vec<JobId> {
    let job_at = |place: usize| listing.records.get(place).and_then(|line| line.job.as_ref());
    let mut doubtful: HashSet<&JobId> = listing.moved.iter().filter_map(|place| job_at(*place)).collect();
    let nobodys = listing.records.iter().enumerate().filter(|(_, line)| line.job.is_none());
    for (place, _) in nobodys {
        doubtful.extend((0..place).rev().find_map(job_at));
        doubtful.extend((place..listing.records.len()).find_map(job_at));
    }
    if listing.records.iter().any(|line| line.job.is_none()) {
        let have_lines: HashSet<&JobId> = listing.records.iter().filter_map(|line| line.job.as_ref()).collect();
        doubtful.extend(wanted.iter().filter(|job| !have_lines.contains(job)));
    }
    let mut doubtful: Vec<JobId> = doubtful.into_iter().filter(|job| wanted.contains(*job)).cloned().collect();
    doubtful.sort();
    doubtful
}

fn by_job(listing: Listing<RawLine>) -> HashMap<JobId, JobLines> {
    let Listing { records, repeated, .. } = listing;
    let mut clashes: HashMap<JobId, Clash> = HashMap::new();
    for clash in repeated.iter().filter_map(|(place, again)| Clash::between(&records[*place], again)) {
        clashes.entry(clash.job.clone()).or_insert(clash);
    }
    let mut jobs: HashMap<JobId, JobLines> = HashMap::new();
    for line in records {
        if let Some(job) = line.job.clone() {
            jobs.entry(job).or_default().lines.push(line);
        }
    }
    for (job, clash) in clashes {
        jobs.entry(job).or_default().clash = Some(Arc::new(clash));
    }
    jobs
}

fn see_cost_codes(session: &Session, page: &Page<RawLine>) {
    if page.records.iter().any(|line| line.row.cost_code.known().is_some()) {
        session.cost_codes.see();
    }
}
