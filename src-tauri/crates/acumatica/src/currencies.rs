//! The currencies of jobs whose lines tell none: asked of the projects once, by set where that is possible.

use crate::projects::{currencies, currency};
use crate::reading::meets_every_request;
use crate::session::Session;
use jobcost::{Currency, JobId};
use reimport::SideError;
use std::collections::HashMap;
use tokio::sync::Mutex;

/// What is known.
#[derive(Default)]
pub(crate) struct Currencies(Mutex<HashMap<JobId, Currency>>);

impl Currencies {
    /// The currency of one job.
    pub(crate) async fn of(&self, session: &Session, job: &JobId) -> Result<Currency, SideError> {
        let mut known = self.0.lock().await;
        if let Some(currency) = known.get(job) {
            return Ok(*currency);
        }
        let asked = currency(session, job).await?;
        known.insert(job.clone(), asked);
        Ok(asked)
    }

    /// Asks for many at once. What stays unknown is asked job by job, unless this met trouble that every request would meet.
    pub(crate) async fn learn(&self, session: &Session, jobs: &[&JobId]) -> Result<(), SideError> {
        let mut known = self.0.lock().await;
        if jobs.iter().filter(|job| !known.contains_key(**job)).nth(1).is_none() {
            return Ok(());
        }
        match currencies(session).await {
            Ok(asked) => known.extend(asked),
            Err(error) if meets_every_request(&error) => return Err(error),
            Err(error) => tracing::info!(%error, "asking for the currencies job by job"),
        }
        Ok(())
    }
}
