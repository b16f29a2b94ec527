//! The port `EstimateSource`, spoken in Acumatica's dialect.

use crate::account::{AcumaticaAccount, manners};
use crate::checked_totals::CheckedTotals;
use crate::control_totals::{compare, control_totals};
use crate::currencies::Currencies;
use crate::error::side_error;
use crate::estimate::JobLines;
use crate::projects::{addresses, jobs};
use crate::reading::{READINGS_MAX, job_lines, meets_every_request, tenant_lines};
use crate::session::Session;
use async_trait::async_trait;
use jobcost::{Estimate, JobId};
use reimport::ports::{EstimateReader, JobAddresses, JobReader, SourceJob, SourceSession};
use reimport::{SideError, SideErrorKind};
use rest::{Clock, LimitState, Redactor, RestClient, SystemClock, Timeouts};
use serde::de::IgnoredAny;
use std::collections::HashSet;
use std::sync::Arc;
use tokio::sync::watch;

/// A client of one Acumatica tenant.
pub struct AcumaticaClient {
    pub(crate) session: Session,
    currencies: Currencies,
    added_up: CheckedTotals,
}

impl AcumaticaClient {
    /// A client; nothing is sent yet.
    pub fn new(account: AcumaticaAccount, timeouts: Timeouts) -> Result<Self, SideError> {
        Self::with_clock(account, timeouts, Arc::new(SystemClock))
    }

    /// The same by another clock.
    pub fn with_clock(account: AcumaticaAccount, timeouts: Timeouts, clock: Arc<dyn Clock>) -> Result<Self, SideError> {
        let added_up = CheckedTotals::new(&clock);
        let rest = RestClient::new(account.instance_url.clone(), manners(timeouts), Redactor::default())
            .map_err(|error| side_error(&error))?
            .with_clock(clock);
        Ok(Self { session: Session::new(rest, account, timeouts), currencies: Currencies::default(), added_up })
    }

    /// Signs in and reads one project, which says whether the account may see any.
    pub async fn check(&self) -> Result<(), SideError> {
        let answer = self.session.get_selected("Project", "ProjectID", &[("$top", "1".to_owned())]).await?;
        answer.json::<Vec<IgnoredAny>>().map_err(|error| side_error(&error))?;
        Ok(())
    }

    /// Until when nothing is sent. Acumatica does not publish what is left of its limits, so that part stays empty.
    pub fn limits(&self) -> watch::Receiver<LimitState> {
        self.session.rest.limits()
    }

    /// A job's estimate, compared with the control totals where there are some. Those are two requests, so a change between them is met
    /// by reading both again.
    async fn estimate_that_adds_up(&self, job: &JobId) -> Result<Estimate, SideError> {
        let mut readings = 0;
        loop {
            readings += 1;
            let lines = job_lines(&self.session, job).await?;
            let estimate = self.estimate_of(job, &lines).await?;
            if self.added_up.remembers(&estimate) {
                return Ok(estimate);
            }
            let Some(totals) = control_totals(&self.session, job).await? else { return Ok(estimate) };
            match compare(&self.session, &estimate, totals).await {
                Ok(()) => {
                    self.added_up.keep(&estimate);
                    return Ok(estimate);
                }
                Err(error) if error.kind != SideErrorKind::TotalsDiffer || readings == READINGS_MAX => {
                    return Err(error);
                }
                Err(error) => tracing::info!(%error, "reading the job again"),
            }
        }
    }

    /// What a job's lines come to. Their currency is what they say, else what the project says: a job without lines is one whose project
    /// is there, because lines that the account may not see are missing without a word.
    async fn estimate_of(&self, job: &JobId, lines: &JobLines) -> Result<Estimate, SideError> {
        let currency = match lines.currency(job)? {
            Some(currency) => currency,
            None => self.currencies.of(&self.session, job).await?,
        };
        let without_cost_codes = lines.have_no_cost_codes() && self.session.has_no_cost_codes().await?;
        lines.estimate(job, currency, without_cost_codes)
    }
}

#[async_trait]
impl EstimateReader for AcumaticaClient {
    async fn estimate(&self, job: &JobId) -> Result<Estimate, SideError> {
        self.estimate_that_adds_up(job).await
    }
}

#[async_trait]
impl JobReader for AcumaticaClient {
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideError> {
        jobs(&self.session).await
    }

    async fn estimates(&self, jobs: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideError>)>, SideError> {
        let wanted: HashSet<JobId> = jobs.iter().map(|job| job.job.clone()).collect();
        let mut read = tenant_lines(&self.session, &wanted).await?;
        let mut lines_of = |job: &JobId| read.remove(job).unwrap_or_else(|| Ok(JobLines::default()));
        let lines: Vec<_> = jobs.iter().map(|job| (&job.job, lines_of(&job.job))).collect();
        let tells_none = |lines: &Result<JobLines, SideError>| {
            lines.as_ref().is_ok_and(|lines| lines.lines.iter().all(|line| line.currency.is_none()))
        };
        let unknown: Vec<&JobId> = lines.iter().filter(|(_, lines)| tells_none(lines)).map(|(job, _)| *job).collect();
        let mut hopeless = self.currencies.learn(&self.session, &unknown).await.err();
        let mut estimates = Vec::with_capacity(jobs.len());
        for (job, lines) in lines {
            let estimate = match (&hopeless, lines) {
                (Some(error), Ok(lines)) if tells_none(&Ok(lines.clone())) => Err(error.clone()),
                (_, Ok(lines)) => self.estimate_of(job, &lines).await,
                (_, Err(error)) => Err(error),
            };
            hopeless = hopeless.or_else(|| estimate.as_ref().err().filter(|error| meets_every_request(error)).cloned());
            estimates.push((job.clone(), estimate));
        }
        Ok(estimates)
    }
}

#[async_trait]
impl JobAddresses for AcumaticaClient {
    async fn addresses(&self) -> Result<Vec<(JobId, String)>, SideError> {
        addresses(&self.session).await
    }
}

#[async_trait]
impl SourceSession for AcumaticaClient {
    async fn sign_out(&self) -> Result<(), SideError> {
        self.session.sign_out().await
    }
}
