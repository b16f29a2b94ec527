//! A connection pairs one Acumatica tenant with one Procore company. What is secret of it lives in the vault, by the names here.

use crate::view::band::Band;
use jobcost::Side;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

/// How the ids of connections that are not stored begin.
const UNSTORED: &str = "unstored-";
/// Letters of their readable part: file systems take 255 in all, and paths are long already.
const READABLE_MAX: usize = 60;
/// Bytes of their digest.
const DIGEST_BYTES: usize = 16;

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

    /// That of a connection that is not stored: the same for the same two companies, and for no others. Procore's environment is part of
    /// it: a monthly sandbox is a copy of production with the same company and project numbers (development environments guide), and a
    /// record of the one must never be taken for the other's. The readable part is for people; the digest tells apart.
    pub(crate) fn of_unstored(connection: &Connection) -> Self {
        let (acumatica, procore) = (&connection.acumatica, &connection.procore);
        let environment = match &procore.environment {
            ProcoreEnvironment::Production => "production".to_owned(),
            ProcoreEnvironment::Sandbox => "sandbox".to_owned(),
            ProcoreEnvironment::Custom { api, .. } => api.to_string(),
        };
        let parts = [acumatica.url.as_str(), &acumatica.tenant, environment.as_str(), &procore.company_id.to_string()]
            .map(str::to_owned);
        let mut digest = Sha256::new();
        for part in &parts {
            // With its length before it, so that no two lists of parts are one text.
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        let digest =
            digest.finalize().iter().take(DIGEST_BYTES).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let named = format!("{}-{}", acumatica.url.host_str().unwrap_or_default(), acumatica.tenant);
        let plain = named.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' });
        Self(format!("{UNSTORED}{}-{digest}", plain.take(READABLE_MAX).collect::<String>()))
    }

    /// It names a connection that is not stored.
    pub(crate) fn is_unstored(&self) -> bool {
        self.0.starts_with(UNSTORED)
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
    /// The user who signs in; empty where they do so in the browser.
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
    /// A person, in the browser; Procore shows a code that they bring (installed applications, where no port can be listened on).
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use std::collections::HashSet;

    fn unstored(acumatica: &str, tenant: &str, environment: ProcoreEnvironment, company_id: i64) -> String {
        let url = Url::parse(acumatica).unwrap();
        let connection = Connection {
            id: ConnectionId::demo(),
            name: String::new(),
            acumatica: AcumaticaAddress { url, tenant: tenant.into(), user: String::new(), way: AcumaticaWay::Cookie },
            procore: ProcoreAddress {
                environment,
                client_id: String::new(),
                way: ProcoreWay::ServiceAccount,
                company_id,
            },
            band: None,
        };
        ConnectionId::of_unstored(&connection).0
    }

    #[test]
    fn two_companies_that_are_not_stored_never_share_a_folder() {
        use ProcoreEnvironment::{Production, Sandbox};
        let monthly = || {
            let api = Url::parse("https://api-monthly.procore.com/").unwrap();
            ProcoreEnvironment::Custom { login: api.clone(), api }
        };
        let long = format!("https://{}.example.com/", "a".repeat(60));
        let all = [
            unstored("https://a-b.example.com/", "T", Production, 7),
            unstored("https://a.b.example.com/", "T", Production, 7),
            unstored("https://a-b.example.com/", "T", Sandbox, 7),
            unstored("https://a-b.example.com/", "T", monthly(), 7),
            unstored("https://a-b.example.com/", "A B", Production, 7),
            unstored("https://a-b.example.com/", "A-B", Production, 7),
            unstored("https://a-b.example.com/", "T", Production, 8),
            unstored(&long, "T", Production, 7),
            unstored(&long, "U", Production, 7),
        ];
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "{all:?}");
        assert!(all.iter().all(|id| id.len() < 120 && id.starts_with("unstored-a")));
        assert_eq!(all[0], unstored("https://a-b.example.com/", "T", Production, 7), "the same the next time");
    }
}
