//! Short ways for journeys: what a job's budget is called in Procore, what a check tells, the next start at another time.

use crate::House;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use jobcost::JobId;
use reimport::ports::Clock;
use simulators::bench::{FaultId, HANDLED_LATE};
use simulators::procore::Deed;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tieout::{Application, Event, LineRow, Notice};
use vault::MemoryVault;

/// How long a journey waits for something that has been let happen, before it calls itself stuck.
const STUCK: Duration = Duration::from_mins(1);

/// The real time and so much more, with waits fifty times shorter.
pub struct LaterClock(pub SignedDuration);

#[async_trait]
impl Clock for LaterClock {
    fn now(&self) -> Timestamp {
        Timestamp::now() + self.0
    }

    async fn sleep(&self, duration: Duration) {
        crate::FastClock.sleep(duration).await;
    }
}

impl House {
    /// The job's project in Procore.
    pub fn project(&self, job: &str) -> u64 {
        self.simulation.procore.project_of(job).expect("the job has a project")
    }

    /// A colleague or a second program does something in the job's budget, now.
    pub fn somebody(&self, job: &str, deed: &Deed) {
        self.simulation.procore.somebody(self.project(job), deed);
    }

    /// The whole budget of a job as Procore keeps it: flat code and amount, in the order of the codes.
    pub fn budget(&self, job: &str) -> Vec<(String, String)> {
        let lines = self.simulation.procore.budget(self.project(job)).into_iter();
        lines.map(|line| (line.flat_code, line.original_budget_amount.to_string())).collect()
    }

    /// The lines of a job's comparison, as last read.
    pub async fn lines(&self, job: &str) -> Vec<LineRow> {
        self.company().await.open_comparison(&JobId::new(job)).await.expect("both sides were read").lines
    }

    /// One of them, by its budget code, or by the estimate's own code where there is none.
    pub async fn line(&self, job: &str, code: &str) -> LineRow {
        let lines = self.lines(job).await;
        lines.iter().find(|line| line.code == code).unwrap_or_else(|| panic!("{code} in {lines:?}")).clone()
    }

    /// Checks now, and gives what is told of earlier re-imports.
    pub async fn notices(&self) -> Vec<Notice> {
        notices(&self.application).await
    }

    /// Lets a request arrive that a fault kept on its way, and waits until it has.
    pub async fn let_arrive(&self, fault: FaultId) {
        let bench = &self.simulation.procore.bench;
        let arrived = bench.log.count(|one| one.faults.iter().any(|fault| fault == HANDLED_LATE));
        bench.faults.release(fault);
        let landed = |log: &[simulators::bench::RequestRecord]| {
            log.iter().filter(|one| one.faults.iter().any(|fault| fault == HANDLED_LATE)).count() > arrived
        };
        bench.log.wait_until(landed, STUCK).await.expect("it arrives");
    }

    /// The next start on the same data folder and keychain, so much later.
    pub async fn later(&self, later: SignedDuration) -> Arc<Application> {
        let application =
            Self::application_at(self.folder.path(), self.vault.clone(), Arc::new(LaterClock(later))).await;
        open_only(&application).await;
        application
    }

    /// Another Tieout on the same data folder and keychain.
    pub async fn another(&self) -> Arc<Application> {
        self.later(SignedDuration::ZERO).await
    }

    /// An application by a clock of its own.
    async fn application_at(folder: &Path, vault: Arc<MemoryVault>, clock: Arc<dyn Clock>) -> Arc<Application> {
        Application::start(tieout::Parts { clock, ..Self::parts(folder, vault) }).await.expect("a data folder")
    }
}

/// Opens the only connection there is.
async fn open_only(application: &Application) {
    let connection = application.start_state().await.expect("a journal").connections[0].clone();
    application.open_connection(&connection.id).await.expect("the connection that was stored");
}

/// Checks now, and gives what is told of earlier re-imports.
pub async fn notices(application: &Application) -> Vec<Notice> {
    let mut events = application.news().listen();
    application.company().await.expect("a company is open").check().await.expect("both sides can be read");
    let mut notices = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Noticed(notice) = event {
            notices.push(notice);
        }
    }
    notices
}
