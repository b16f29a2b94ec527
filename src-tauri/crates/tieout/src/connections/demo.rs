//! The demo company: both vendors simulated by real HTTP servers on loopback, reached by the same clients as the real ones.

use crate::connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
use crate::connections::demo_books::{keep_demo, take_up_demo};
use crate::news::desk::NewsDesk;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::sign_in::lock_file::LockFile;
use crate::sign_in::secrets::Keychain;
use crate::view::notice::{Notice, Tone};
use jiff::SignedDuration;
use reimport::Report;
use secrecy::SecretString;
use simulators::bench::ControlToken;
use simulators::ridgeline::Company;
use simulators::{DEMO_SEED, Settings, Simulation};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;
use url::Url;
use vault::VaultError;

/// How long the end of the program waits for the keychain to forget the credentials; a locked one waits for its owner.
const FORGET_TIMEOUT: Duration = Duration::from_secs(2);

/// Where the demo's servers listen, what opens their control routes, and how often they are watched; free ports, a random token and what is
/// set unless told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DemoPorts {
    /// Acumatica's.
    pub acumatica: Option<u16>,
    /// Procore's.
    pub procore: Option<u16>,
    /// The token of the control routes, where somebody in another process knows it already.
    pub control_token: Option<ControlToken>,
    /// How many seconds lie between two looks of the watch, whatever is set and allowed: these servers are on this computer.
    pub watch_seconds: Option<u32>,
}

/// The demo company, which runs from its first opening until the program ends.
pub(crate) struct DemoCompany {
    data_folder: PathBuf,
    ports: DemoPorts,
    running: tokio::sync::Mutex<Option<Running>>,
    /// Its connection, and the keeping of its credentials.
    stored: Mutex<Option<(Connection, JoinHandle<()>)>>,
}

/// Both servers. They stop when it is dropped.
struct Running {
    simulation: Simulation,
    /// Held as long as it runs.
    _lock: Option<LockFile>,
}

impl DemoCompany {
    pub(crate) fn new(data_folder: PathBuf, ports: DemoPorts) -> Self {
        Self { data_folder, ports, running: tokio::sync::Mutex::default(), stored: Mutex::default() }
    }

    /// How often it is watched, where that was told.
    pub(crate) fn watch_every(&self) -> Option<SignedDuration> {
        self.ports.watch_seconds.map(|seconds| SignedDuration::from_secs(seconds.into()))
    }

    /// The connection to it and its credentials. Starts both simulators on loopback where they do not run yet.
    pub(crate) async fn account(&self) -> Result<(Connection, Secrets), ApplicationError> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            let simulation = start(self.ports).await?;
            let lock = take_up_demo(&simulation, &self.data_folder).await;
            *running = Some(Running { simulation, _lock: lock });
        }
        running.as_ref().map_or_else(|| Err(defect("it stopped")), |running| account(&running.simulation))
    }

    /// Keeps the credentials where every connection's are. Beside the opening, for a locked keychain may wait a minute for its owner;
    /// they were made up a moment ago and die with the demo, so without a keychain they stay in memory.
    pub(crate) fn store(&self, keychain: Keychain, connection: Connection, secrets: Secrets, news: NewsDesk) {
        let stored = connection.clone();
        let storing = tokio::spawn(async move {
            if let Err(error) = keychain.store(&connection, &secrets).await {
                news.tell(Event::Noticed(Notice::new(Tone::Info, without_keychain(&error))));
            }
        });
        *self.stored.lock().unwrap_or_else(PoisonError::into_inner) = Some((stored, storing));
    }

    /// The credentials are of no use once the servers are gone; the next demo makes up its own.
    pub(crate) async fn forget(&self, keychain: &Keychain) {
        let stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((connection, storing)) = stored else { return };
        let forgetting = async {
            let _ = storing.await;
            keychain.forget(&connection).await
        };
        if !matches!(tokio::time::timeout(FORGET_TIMEOUT, forgetting).await, Ok(Ok(()))) {
            tracing::warn!("the demo's made-up credentials may still be in the keychain; they open nothing");
        }
    }

    /// Keeps its books, where it runs.
    pub(crate) async fn keep_books(&self) {
        let simulation = self.running.lock().await.as_ref().map(|running| running.simulation.clone());
        if let Some(simulation) = simulation {
            keep_demo(simulation, &self.data_folder).await;
        }
    }

    /// Keeps its books whenever a re-import ended: a program that is killed afterwards loses nothing of it.
    pub(crate) fn keep_after_reimports(self: &Arc<Self>, news: &NewsDesk) {
        let (mut events, demo) = (news.listen(), Arc::downgrade(self));
        tokio::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(Event::Ended(_)) => {
                        let Some(demo) = demo.upgrade() else { return };
                        demo.keep_books().await;
                    }
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                }
            }
        });
    }
}

async fn start(ports: DemoPorts) -> Result<Simulation, ApplicationError> {
    let settings = Settings {
        acumatica_port: ports.acumatica,
        procore_port: ports.procore,
        control_token: ports.control_token,
        ..Settings::default()
    };
    let simulation = simulators::start(Company::ridgeline(DEMO_SEED), settings).await.map_err(|error| {
        ApplicationError::new(
            ApplicationErrorKind::Internal,
            format!("The demo company could not be started: {error}."),
            "Close other programs that use the same ports, then try again.",
        )
    })?;
    let (acumatica, procore) = (&simulation.acumatica.base_url, &simulation.procore.base_url);
    tracing::info!(acumatica, procore, "the demo company is running");
    Ok(simulation)
}

/// The connection to it, and the credentials its simulators made up.
fn account(simulation: &Simulation) -> Result<(Connection, Secrets), ApplicationError> {
    let acumatica = simulation.acumatica.credentials();
    let procore = simulation.procore.credentials();
    let procore_url = address(&simulation.procore.base_url)?;
    let company_id = i64::try_from(procore.company_id).map_err(defect)?;
    let connection = Connection {
        id: ConnectionId::demo(),
        band: None,
        name: "Ridgeline Builders".to_owned(),
        acumatica: AcumaticaAddress {
            url: address(&simulation.acumatica.base_url)?,
            tenant: acumatica.tenant,
            user: acumatica.user,
            way: AcumaticaWay::Cookie,
        },
        procore: ProcoreAddress {
            environment: ProcoreEnvironment::Custom { api: procore_url.clone(), login: procore_url },
            client_id: procore.client_id,
            way: ProcoreWay::ServiceAccount,
            company_id,
        },
    };
    let secrets = Secrets {
        application_secret: SecretString::from(""),
        password: SecretString::from(acumatica.password),
        client_secret: SecretString::from(procore.client_secret),
    };
    Ok((connection, secrets))
}

fn address(base_url: &str) -> Result<Url, ApplicationError> {
    Url::parse(base_url).map_err(defect)
}

fn defect(error: impl std::fmt::Display) -> ApplicationError {
    ApplicationError::new(
        ApplicationErrorKind::Internal,
        format!("The demo company is not what it should be: {error}."),
        "Send the log to support.",
    )
}

fn without_keychain(error: &VaultError) -> Report {
    Report {
        message: "The demo company runs without a keychain: its made-up passwords stay in memory.".into(),
        details: vec![error.sentence()],
        remedy: format!("Real connections need one. {}", error.remedy()),
    }
}
