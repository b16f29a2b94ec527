//! A connection pairs one Acumatica tenant with one Procore company. What is secret of it lives in the vault, by the names here.

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
}

impl Connection {
    /// It is the demo company: nothing it does reaches a real system.
    pub fn is_demo(&self) -> bool {
        self.id.0 == ConnectionId::DEMO
    }

    /// The vault's account name of Acumatica's password.
    pub fn password_account(&self) -> String {
        format!("{}/acumatica-password", self.id.0)
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
    /// The user who signs in.
    pub user: String,
}

/// Where Procore is and which client signs in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProcoreAddress {
    /// Which of Procore's environments.
    pub environment: ProcoreEnvironment,
    /// The client id of the service account; an identifier, not a secret.
    pub client_id: String,
    /// The company's number.
    pub company_id: i64,
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

/// The two secrets of a connection.
#[derive(Clone)]
pub struct Secrets {
    /// Acumatica's password.
    pub password: SecretString,
    /// Procore's client secret.
    pub client_secret: SecretString,
}
