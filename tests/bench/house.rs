//! A whole house: both simulators and the application connected to them.

use crate::contracts::Traffic;
use crate::{Answer, FastClock, PlainBrowser};
use jobcost::JobId;
use reimport::ports::Clock;
use rust_decimal::Decimal;
use secrecy::SecretString;
use simulators::ridgeline::Company;
use simulators::{Settings, Simulation};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tieout::{
    Application, ApplicationError, BudgetsPage, BudgetsQuery, ConnectionForm, DemoPorts, Event, Filter,
    FormAcumaticaWay, FormEnvironment, FormProcoreWay, JobRow, Parts, PlanOptions, ReimportEnd, SortColumn, StatusKind,
    Timeouts,
};
use tokio::sync::broadcast;
use vault::MemoryVault;

/// The simulators and the application, connected, with every job read once.
pub struct House {
    /// Both vendors.
    pub simulation: Simulation,
    /// The application.
    pub application: Arc<Application>,
    /// What it told since it was connected.
    pub events: broadcast::Receiver<Event>,
    /// Its data folder.
    pub folder: TempDir,
    /// Its keychain.
    pub vault: Arc<MemoryVault>,
    /// What goes over both vendors' wires, held against `tests/contracts` when the house is dropped.
    pub traffic: Traffic,
}

/// Limits nobody meets: for journeys about something else.
pub fn no_limits() -> Settings {
    Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() }
}

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

impl House {
    /// Opens a house on a company and reads every job.
    pub async fn with(company: Company) -> Self {
        Self::with_settings(company, no_limits()).await
    }

    /// The same, with the simulators' own settings.
    pub async fn with_settings(company: Company, settings: Settings) -> Self {
        let house = Self::unread(company, settings).await;
        house.company().await.check().await.expect("both sides can be read");
        house.forget_requests();
        house
    }

    /// Connected, but nothing read yet.
    pub async fn unread(company: Company, settings: Settings) -> Self {
        Self::waiting(company, settings, PATIENCE).await
    }

    /// The same, with another patience for answers.
    pub async fn waiting(company: Company, settings: Settings, answer: Duration) -> Self {
        Self::built(company, settings, |parts| Parts { timeouts: Timeouts { answer, ..parts.timeouts }, ..parts }).await
    }

    /// The same, by a clock of its own.
    pub async fn by_clock(company: Company, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self::built(company, settings, |parts| Parts { clock, ..parts }).await
    }

    /// The same, made of other parts.
    async fn built(company: Company, settings: Settings, other: impl FnOnce(Parts) -> Parts) -> Self {
        let simulation = simulators::start(company, settings).await.expect("two ports on loopback");
        let traffic = Traffic::over(&simulation);
        let folder = TempDir::new().expect("a folder of its own");
        let vault = Arc::new(MemoryVault::default());
        let parts = other(Self::parts(folder.path(), vault.clone()));
        let application = Application::start(parts).await.expect("an empty data folder");
        application.connect(form(&simulation)).await.expect("both sides accept the credentials");
        let events = application.news().listen();
        Self { simulation, application, events, folder, vault, traffic }
    }

    /// An application on a data folder.
    pub async fn application(folder: &Path, vault: Arc<MemoryVault>) -> Arc<Application> {
        Application::start(Self::parts(folder, vault)).await.expect("a data folder")
    }

    /// What an application on a data folder is made of.
    pub(crate) fn parts(folder: &Path, vault: Arc<MemoryVault>) -> Parts {
        Parts {
            data_folder: folder.to_owned(),
            vault,
            clock: Arc::new(FastClock),
            timeouts: Timeouts {
                connect: Duration::from_secs(5),
                answer: PATIENCE,
                first_pause: Duration::from_millis(10),
            },
            demo_ports: DemoPorts::default(),
            browser: Arc::new(PlainBrowser),
            user: "tester".into(),
        }
    }

    /// The company that is open.
    pub async fn company(&self) -> Arc<tieout::Company> {
        self.application.company().await.expect("a company is open")
    }

    /// Re-imports a job and presses OK.
    pub async fn reimport(&self, job: &str) -> Result<ReimportEnd, ApplicationError> {
        self.reimport_answering(job, &Answer::ok()).await
    }

    /// Re-imports a job and answers the dialog.
    pub async fn reimport_answering(&self, job: &str, answer: &Answer) -> Result<ReimportEnd, ApplicationError> {
        self.reimport_choosing(job, &PlanOptions::default(), answer).await
    }

    /// The same, with choices for this time on top of those that are kept of the job.
    pub async fn reimport_choosing(
        &self,
        job: &str,
        options: &PlanOptions,
        answer: &Answer,
    ) -> Result<ReimportEnd, ApplicationError> {
        let company = self.company().await;
        let plan = company.prepare(&JobId::new(job), options).await?;
        company.reimport(&plan, &company.shown_with(&plan)?, answer).await
    }

    /// The Budgets page, every job, by id.
    pub async fn page(&self) -> BudgetsPage {
        self.page_of(Filter::All).await
    }

    /// The Budgets page through a filter.
    pub async fn page_of(&self, filter: Filter) -> BudgetsPage {
        let query =
            BudgetsQuery { filter, search: String::new(), sort: SortColumn::JobId, descending: false, part: None };
        self.company().await.budgets_page(&query)
    }

    /// The row of one job.
    pub async fn row(&self, job: &str) -> JobRow {
        let page = self.page().await;
        page.rows.into_iter().find(|row| row.job_id == job).expect("the job is on the page")
    }

    /// Reads everything and expects that this job could not be told: its row says why in these words and what to do, a re-import of
    /// it is refused in the same words, and nothing is written.
    pub async fn cannot_tell(&self, job: &str, words: &str) {
        self.company().await.check().await.expect("the other jobs can be read");
        let row = self.row(job).await;
        assert_eq!(row.status.kind, StatusKind::Trouble, "{row:?}");
        assert!(row.status.reason.as_deref().unwrap_or_default().contains(words), "{words}: {row:?}");
        assert!(row.status.remedy.is_some_and(|remedy| remedy.len() > 10), "a next step");
        self.is_not_planned(job, words).await;
    }

    /// Expects a re-import of this job to be refused in these words before anybody is asked, and nothing to be written.
    pub async fn is_not_planned(&self, job: &str, words: &str) {
        let answer = Answer::ok();
        let error = self.reimport_answering(job, &answer).await.expect_err("nothing can be planned");
        assert!(error.sentence.contains(words) && error.remedy.len() > 10, "{words}: {error:?}");
        assert_eq!(answer.asked(), [], "nobody is asked about what cannot be told");
        assert_eq!(self.writes(), [""; 0]);
    }

    /// Forgets what the simulators were asked so far.
    pub fn forget_requests(&self) {
        self.simulation.acumatica.bench.log.clear();
        self.simulation.procore.bench.log.clear();
    }

    /// The requests that would have changed Procore's budgets, as `METHOD path`.
    pub fn writes(&self) -> Vec<String> {
        let writes = self.simulation.procore.bench.log.writes();
        writes.iter().map(|request| format!("{} {}", request.method, request.path)).collect()
    }

    /// All requests to both vendors.
    pub fn requests(&self) -> usize {
        self.simulation.acumatica.bench.log.all().len() + self.simulation.procore.bench.log.all().len()
    }

    /// Both vendors' request logs, a line each.
    pub fn request_log(&self) -> String {
        let both = [&self.simulation.acumatica.bench.log, &self.simulation.procore.bench.log];
        let lines = both.iter().flat_map(|log| log.all()).map(|request| format!("{} {}", request.method, request.path));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The original amount of a budget line as Procore keeps it, by flat code; `None` where there is no such line. Panics when
    /// there are two: a line was doubled.
    pub fn in_procore(&self, job: &str, flat_code: &str) -> Option<Decimal> {
        let project = self.simulation.procore.project_of(job).expect("the job has a project");
        let lines = self.simulation.procore.budget(project);
        let mut of_code = lines.iter().filter(|line| line.flat_code == flat_code);
        let amount = of_code.next().map(|line| line.original_budget_amount);
        assert!(of_code.next().is_none(), "{flat_code} was doubled");
        amount
    }
}

/// The form a user would fill in to connect the two simulators.
pub fn form(simulation: &Simulation) -> ConnectionForm {
    let acumatica = simulation.acumatica.credentials();
    let procore = simulation.procore.credentials();
    ConnectionForm {
        name: "Bench".into(),
        band: None,
        acumatica_url: simulation.acumatica.base_url.clone(),
        acumatica_way: FormAcumaticaWay::Cookie,
        application_id: acumatica.client_id.clone(),
        application_secret: SecretString::from(acumatica.client_secret.clone()),
        acumatica_port: String::new(),
        procore_way: FormProcoreWay::ServiceAccount,
        procore_port: String::new(),
        tenant: acumatica.tenant.clone(),
        user: acumatica.user.clone(),
        password: SecretString::from(acumatica.password.clone()),
        procore_environment: FormEnvironment::Custom,
        procore_url: simulation.procore.base_url.clone(),
        procore_login_url: simulation.procore.base_url.clone(),
        client_id: procore.client_id.clone(),
        client_secret: SecretString::from(procore.client_secret.clone()),
        company_id: procore.company_id.to_string(),
    }
}
