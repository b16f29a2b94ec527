//! The application on a simulated company, opened and read: what every recording begins with.

use crate::clock::StandingClock;
use async_trait::async_trait;
use reimport::ports::{Clock, Confirmation, ConfirmationQuestion};
use simulators::{Settings, Simulation};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tieout::view::{AcumaticaWay, ProcoreEnvironment, ProcoreWay};
use tieout::{Application, Browser, Company, ConnectionForm, DemoPorts, Parts, Timeouts, Url};
use vault::MemoryVault;

/// An open company, with the simulators behind it.
pub(crate) struct Opened {
    pub(crate) simulation: Simulation,
    pub(crate) application: Arc<Application>,
    pub(crate) company: Arc<Company>,
    _folder: TempDir,
}

impl Opened {
    /// Opens the company and reads every job, by a clock that stands. The vendors' clocks start with it, and go.
    pub(crate) async fn on(company: simulators::ridgeline::Company) -> Self {
        Self::by(Arc::new(StandingClock::new()), company).await
    }

    /// The same, by this clock.
    pub(crate) async fn by(clock: Arc<StandingClock>, company: simulators::ridgeline::Company) -> Self {
        let limits = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
        let simulation = simulators::start(company, limits).await.unwrap();
        for vendor in [&simulation.acumatica.bench, &simulation.procore.bench] {
            vendor.clock.advance(clock.now().duration_since(vendor.clock.now()));
        }
        let folder = TempDir::new().unwrap();
        let application = Application::start(parts(folder.path(), clock)).await.unwrap();
        application.open_unstored(form(&simulation)).await.unwrap();
        let company = application.company().await.unwrap();
        company.check().await.unwrap();
        Self { simulation, application, company, _folder: folder }
    }

    /// The number of the job's project in Procore.
    pub(crate) fn project(&self, job: &str) -> u64 {
        self.simulation.procore.project_of(job).unwrap()
    }

    /// Ends it.
    pub(crate) async fn close(self) {
        self.application.quit().await;
    }
}

/// What an application on this data folder is made of.
pub(crate) fn parts(folder: &Path, clock: Arc<StandingClock>) -> Parts {
    Parts {
        data_folder: folder.to_owned(),
        vault: Arc::new(MemoryVault::default()),
        clock,
        timeouts: Timeouts::default(),
        demo_ports: DemoPorts::default(),
        browser: Arc::new(NoBrowser),
        user: "Dana Whitfield".into(),
    }
}

/// The form that a user would fill in to connect the simulators.
pub(crate) fn form(simulation: &Simulation) -> ConnectionForm {
    let (acumatica, procore) = (simulation.acumatica.credentials(), simulation.procore.credentials());
    ConnectionForm {
        name: "Ridgeline Builders".into(),
        band: None,
        acumatica_url: simulation.acumatica.base_url.clone(),
        acumatica_way: AcumaticaWay::Cookie,
        application_id: String::new(),
        application_secret: String::new().into(),
        acumatica_port: String::new(),
        tenant: acumatica.tenant,
        user: acumatica.user,
        password: acumatica.password.into(),
        procore_environment: ProcoreEnvironment::Custom,
        procore_url: simulation.procore.base_url.clone(),
        procore_login_url: simulation.procore.base_url.clone(),
        procore_way: ProcoreWay::ServiceAccount,
        procore_port: String::new(),
        client_id: procore.client_id,
        client_secret: procore.client_secret.into(),
        company_id: procore.company_id.to_string(),
    }
}

struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        Err(format!("{url} is not to be opened"))
    }
}

/// The user who gives the same answer to every question, and what happens while they are asked.
pub(crate) struct Person<'a> {
    pub(crate) says_yes: bool,
    pub(crate) meanwhile: &'a (dyn Fn() + Sync),
}

impl Person<'_> {
    /// Says yes, and nothing else happens.
    pub(crate) const YES: Person<'static> = Person { says_yes: true, meanwhile: &|| () };
}

#[async_trait]
impl Confirmation for Person<'_> {
    async fn confirm(&self, _: &ConfirmationQuestion) -> bool {
        (self.meanwhile)();
        self.says_yes
    }

    async fn confirm_zeroing(&self, _: &ConfirmationQuestion) -> bool {
        self.says_yes
    }
}
