//! The demo company: both vendors simulated by real HTTP servers on loopback, reached by the same clients as the real ones.

use crate::connections::connection::{
    AcumaticaAddress, AcumaticaWay, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, ProcoreWay, Secrets,
};
use crate::connections::demo_books::InUse;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use secrecy::SecretString;
use simulators::bench::ControlToken;
use simulators::ridgeline::Company;
use simulators::{DEMO_SEED, Settings, Simulation};
use url::Url;

/// Where the demo's servers listen, and what opens their control routes; free ports and a random token unless told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DemoPorts {
    /// Acumatica's.
    pub acumatica: Option<u16>,
    /// Procore's.
    pub procore: Option<u16>,
    /// The token of the control routes, where somebody in another process knows it already.
    pub control_token: Option<ControlToken>,
}

/// The running demo. The servers stop when it is dropped.
pub(crate) struct Demo {
    pub(crate) simulation: Simulation,
    /// Held as long as it runs.
    pub(crate) in_use: Option<InUse>,
}

impl Demo {
    /// Starts both servers with Ridgeline Builders.
    pub(crate) async fn start(ports: DemoPorts) -> Result<Self, ApplicationError> {
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
        tracing::info!(
            acumatica = simulation.acumatica.base_url,
            procore = simulation.procore.base_url,
            "the demo company is running"
        );
        Ok(Self { simulation, in_use: None })
    }

    /// The connection to it, and the credentials its simulators made up.
    pub(crate) fn account(&self) -> Result<(Connection, Secrets), ApplicationError> {
        let acumatica = self.simulation.acumatica.credentials();
        let procore = self.simulation.procore.credentials();
        let procore_url = address(&self.simulation.procore.base_url)?;
        let company_id = i64::try_from(procore.company_id).map_err(defect)?;
        let connection = Connection {
            id: ConnectionId::demo(),
            band: None,
            name: "Ridgeline Builders".to_owned(),
            acumatica: AcumaticaAddress {
                url: address(&self.simulation.acumatica.base_url)?,
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
