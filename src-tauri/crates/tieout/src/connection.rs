//! A connection pairs one Acumatica tenant with one Procore company. What is secret of it lives in the vault, by the names here.

use crate::band::Band;
use jobcost::Side;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use url::Url;

/// Names a connection in the vault, in the journal's folder and in the window.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ConnectionId(pub String);

impl ConnectionId {
    /// The demo company's.
    pub const DEMO: &'static str = "demo";

    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }

    /// That of a connection that is not stored: the same for the same two companies.
    pub(crate) fn of_unstored(connection: &Connection) -> Self {
        let address = connection.acumatica.url.as_str().trim_start_matches("https://").trim_start_matches("http://");
        let named = format!("{address} {} {}", connection.acumatica.tenant, connection.procore.company_id);
        let plain = named.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect::<String>();
        Self(format!("unstored-{plain}"))
    }

    /// The demo company's.
    #[must_use]
    pub fn demo() -> Self {
        Self(Self::DEMO.to_owned())
    }
}

/// What is known of a connection, without its secrets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Connection {
    /// Its name in the vault.
    pub id: ConnectionId,
    /// What the user calls it.
    pub name: String,
    /// Acumatica's side.
    pub acumatica: AcumaticaAddress,
    /// Procore's side.
    pub procore: ProcoreAddress,
    /// The colour of its band.
    #[serde(default)]
    pub band: Option<Band>,
}

impl Connection {
    /// It is the demo company: nothing it does reaches a real system.
    pub fn is_demo(&self) -> bool {
        self.id.0 == ConnectionId::DEMO
    }

    /// Somebody has to sign in in a browser.
    pub(crate) fn signs_in_browser(&self) -> bool {
        matches!(self.acumatica.way, AcumaticaWay::Browser { .. }) || self.procore.way != ProcoreWay::ServiceAccount
    }

    /// The vault's account name of Acumatica's password.
    pub fn password_account(&self) -> String {
        format!("{}/acumatica-password", self.id.0)
    }

    /// The vault's account name of the secret of Acumatica's connected application.
    pub fn application_secret_account(&self) -> String {
        format!("{}/acumatica-client-secret", self.id.0)
    }

    /// The beginning of the vault's account names of Acumatica's sessions.
    pub(crate) fn session_account(&self) -> String {
        format!("{}/acumatica-session", self.id.0)
    }

    /// The vault's account name of the refresh token of one side.
    pub(crate) fn refresh_account(&self, side: Side) -> String {
        match side {
            Side::Acumatica => format!("{}/acumatica-refresh-token", self.id.0),
            Side::Procore => format!("{}/procore-refresh-token", self.id.0),
        }
    }

    /// The vault's account name of Procore's client secret.
    pub fn client_secret_account(&self) -> String {
        format!("{}/procore-client-secret", self.id.0)
    }
}

/// Where Acumatica is and who signs in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AcumaticaAddress {
    /// The instance, e.g. `https://ridgeline.acumatica.com/`.
    pub url: Url,
    /// The tenant's login name; empty on a single-tenant instance.
    pub tenant: String,
    /// The user who signs in; empty where he does so in the browser.
    pub user: String,
    /// By which way.
    #[serde(default)]
    pub way: AcumaticaWay,
}

/// The ways to sign in to Acumatica.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum AcumaticaWay {
    /// User and password, for a session of Acumatica's own.
    #[default]
    Cookie,
    /// User and password, through a connected application.
    Application {
        /// The application's client id, `GUID@Tenant`.
        client_id: String,
    },
    /// In the browser, through a connected application.
    Browser {
        /// The application's client id, `GUID@Tenant`.
        client_id: String,
        /// The port on this computer to which the browser returns.
        port: u16,
    },
}

/// Where Procore is and which client signs in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProcoreAddress {
    /// Which of Procore's environments.
    pub environment: ProcoreEnvironment,
    /// The client id of the application; an identifier, not a secret.
    pub client_id: String,
    /// Who signs in.
    #[serde(default)]
    pub way: ProcoreWay,
    /// The company's number.
    pub company_id: i64,
}

/// The ways to sign in to Procore.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum ProcoreWay {
    /// The application itself: a service account.
    #[default]
    ServiceAccount,
    /// A person, in the browser.
    Browser {
        /// The port on this computer to which the browser returns.
        port: u16,
    },
    /// A person, in the browser; Procore shows a code that he brings (installed applications, where no port can be listened on).
    PastedCode,
}

/// Procore's environments (development environments guide). Tokens and credentials are never shared between them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ProcoreEnvironment {
    /// The real one.
    Production,
    /// The developer sandbox.
    Sandbox,
    /// Other addresses: a monthly sandbox, the federal zone, or a simulator.
    Custom {
        /// The API host.
        api: Url,
        /// The login host.
        login: Url,
    },
}

/// The secrets of a connection. What its ways do not need is empty.
#[derive(Clone)]
pub struct Secrets {
    /// Acumatica's password.
    pub password: SecretString,
    /// The secret of Acumatica's connected application.
    pub application_secret: SecretString,
    /// Procore's client secret.
    pub client_secret: SecretString,
}
