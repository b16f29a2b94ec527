//! The port `EstimateSource`, spoken in Acumatica's dialect.

use crate::account::{AcumaticaAccount, AcumaticaOptions};
use crate::added_up::AddedUp;
use crate::control_totals::{compare, control_totals};
use crate::lines::{READINGS_MAX, RawLine, lines};
use crate::projects::{addresses, currencies, currency, jobs};
use crate::session::Session;
use crate::trouble::trouble;
use async_trait::async_trait;
use jobcost::{Currency, Estimate, JobId};
use reimport::SideTrouble;
use reimport::ports::{EstimateSource, SourceJob};
use rest::{LimitState, Manners, Redactor, RestClient};
use serde::de::IgnoredAny;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// Requests under way at once: Acumatica's licence counts them, and more would wait in its queue.
const IN_FLIGHT_MAX: usize = 2;
/// The longest wait before a request is given up.
const WAIT_MAX: Duration = Duration::from_mins(2);

/// A client of one Acumatica tenant.
pub struct AcumaticaClient {
    pub(crate) session: Session,
    currencies: Mutex<HashMap<JobId, Currency>>,
    added_up: AddedUp,
}

/// How the client behaves towards an instance.
pub(crate) fn manners(options: AcumaticaOptions) -> Manners {
    Manners {
        connect_patience: options.connect_patience,
        answer_patience: options.answer_patience,
        first_pause: options.first_pause,
        wait_max: WAIT_MAX,
        in_flight_max: IN_FLIGHT_MAX,
        cookies: true,
    }
}

impl AcumaticaClient {
    /// A client; nothing is sent yet.
    pub fn new(account: AcumaticaAccount, options: AcumaticaOptions) -> Result<Self, SideTrouble> {
        let rest = RestClient::new(account.instance_url.clone(), manners(options), Redactor::default())
            .map_err(|error| trouble(&error))?;
        Ok(Self {
            session: Session::new(rest, account, options),
            currencies: Mutex::default(),
            added_up: AddedUp::default(),
        })
    }

    /// Signs in and reads one project, which says whether the account may see any.
    pub async fn check(&self) -> Result<(), SideTrouble> {
        let one = [("$select", "ProjectID".to_owned()), ("$top", "1".to_owned())];
        let answer = self.session.get("Project", &one).await?;
        answer.json::<Vec<IgnoredAny>>().map_err(|error| trouble(&error))?;
        Ok(())
    }

    /// Until when nothing is sent. Acumatica does not publish what is left of its limits, so that part stays empty.
    pub fn limits(&self) -> watch::Receiver<LimitState> {
        self.session.rest.limits()
    }

    /// The currency of a job: as its lines say, else as the project says, asked once.
    async fn currency_of(&self, job: &JobId, lines: &[&RawLine]) -> Result<Currency, SideTrouble> {
        if let Some(currency) = lines.iter().find_map(|line| line.currency) {
            return Ok(currency);
        }
        let mut currencies = self.currencies.lock().await;
        if let Some(known) = currencies.get(job) {
            return Ok(*known);
        }
        let asked = currency(&self.session, job).await?;
        currencies.insert(job.clone(), asked);
        Ok(asked)
    }

    /// A job's lines, compared with the control totals where there are some. Those are two requests, so a change between them is met by
    /// reading both again.
    async fn lines_that_add_up(&self, job: &JobId) -> Result<Vec<RawLine>, SideTrouble> {
        let mut readings = 0;
        loop {
            readings += 1;
            let mut lines = lines(&self.session, Some(job)).await?;
            // The server's comparison ignores case and padding; ours decides which lines are this job's.
            lines.retain(|line| line.job == *job);
            if self.added_up.remembers(job, &lines) {
                return Ok(lines);
            }
            let Some(totals) = control_totals(&self.session, job).await? else { return Ok(lines) };
            match compare(job, &lines, &totals) {
                Ok(()) => {
                    self.added_up.keep(job, &lines);
                    return Ok(lines);
                }
                Err(trouble) if readings == READINGS_MAX => return Err(trouble),
                Err(trouble) => tracing::info!(%trouble, "reading the job again"),
            }
        }
    }

    /// Asks for the currencies of many jobs at once, where that is possible; what stays unknown is asked job by job.
    async fn learn_currencies<'a>(&self, unknown: impl Iterator<Item = &'a JobId>) -> Result<(), SideTrouble> {
        let mut known = self.currencies.lock().await;
        if unknown.filter(|job| !known.contains_key(*job)).nth(1).is_some() {
            known.extend(currencies(&self.session).await?);
        }
        Ok(())
    }

    async fn estimate_of(&self, job: &JobId, lines: &[&RawLine]) -> Result<Estimate, SideTrouble> {
        let currency = self.currency_of(job, lines).await?;
        let lines = lines.iter().map(|line| line.in_currency(currency)).collect::<Result<_, _>>()?;
        Ok(Estimate { job: job.clone(), currency, lines })
    }
}

#[async_trait]
impl EstimateSource for AcumaticaClient {
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideTrouble> {
        jobs(&self.session).await
    }

    async fn estimate(&self, job: &JobId) -> Result<Estimate, SideTrouble> {
        let lines = self.lines_that_add_up(job).await?;
        self.estimate_of(job, &lines.iter().collect::<Vec<_>>()).await
    }

    async fn estimates(&self, jobs: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideTrouble>)>, SideTrouble> {
        let lines = lines(&self.session, None).await?;
        let mut by_job: HashMap<&JobId, Vec<&RawLine>> = HashMap::new();
        for line in &lines {
            by_job.entry(&line.job).or_default().push(line);
        }
        let tells_none =
            |job: &&JobId| by_job.get(job).is_none_or(|lines| lines.iter().all(|line| line.currency.is_none()));
        self.learn_currencies(jobs.iter().map(|job| &job.job).filter(tells_none)).await?;
        let mut estimates = Vec::with_capacity(jobs.len());
        for job in jobs {
            let of_job = by_job.get(&job.job).map(Vec::as_slice).unwrap_or_default();
            estimates.push((job.job.clone(), self.estimate_of(&job.job, of_job).await));
        }
        Ok(estimates)
    }

    async fn addresses(&self) -> Result<Vec<(JobId, String)>, SideTrouble> {
        addresses(&self.session).await
    }

    async fn sign_out(&self) -> Result<(), SideTrouble> {
        self.session.sign_out().await
    }
}
