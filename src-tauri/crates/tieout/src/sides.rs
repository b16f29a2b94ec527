//! The two clients of a connection, made from its addresses and secrets.

use crate::connection::{Connection, ProcoreEnvironment, Secrets};
use crate::freshness::{Limit, Limits};
use crate::trouble::{AppTrouble, AppTroubleKind};
use acumatica::{AcumaticaAccount, AcumaticaClient, AcumaticaOptions, AcumaticaSignIn};
use jiff::{SignedDuration, Timestamp};
use procore::{ProcoreAccount, ProcoreClient, ProcoreOptions, ProcoreSignIn};
use reimport::ports::{BudgetTarget, EstimateSource};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A window that ends sooner is the short one.
const SHORT: SignedDuration = SignedDuration::from_mins(1);

/// How long the clients wait for the vendors' servers. Acumatica queues requests without saying so, hence the long reading time
/// (license restrictions for API users: a request waits in a queue for up to ten minutes).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For an answer.
    pub answer: Duration,
    /// The first pause before a request is sent again; it doubles each time.
    pub first_pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_mins(2),
            first_pause: Duration::from_millis(500),
        }
    }
}

/// Both clients.
#[derive(Clone)]
pub(crate) struct Sides {
    pub(crate) source: Arc<dyn EstimateSource>,
    pub(crate) target: Arc<dyn BudgetTarget>,
    pub(crate) acumatica: Arc<AcumaticaClient>,
    pub(crate) procore: Arc<ProcoreClient>,
}

impl Sides {
    /// Makes the clients; nothing is sent yet.
    pub(crate) fn connect(connection: &Connection, secrets: &Secrets, patience: &Patience) -> Result<Self, AppTrouble> {
        let acumatica = Arc::new(acumatica_client(connection, secrets, patience)?);
        let procore = Arc::new(procore_client(connection, secrets, patience)?);
        Ok(Self { source: acumatica.clone(), target: procore.clone(), acumatica, procore })
    }

    /// Signs in on both sides and reads the cheapest thing there is.
    pub(crate) async fn check(&self) -> Result<(), AppTrouble> {
        self.acumatica.check().await?;
        self.procore.check().await?;
        Ok(())
    }

    /// What Procore's rate limit allows.
    pub(crate) fn limits(&self) -> Limits {
        let state = *self.procore.limits().borrow();
        Limits {
            // The short window comes and goes while one looks; people plan by the hourly one.
            limit: state
                .widest
                .filter(|window| window.resets_at.duration_since(Timestamp::now()) > SHORT)
                .map(|window| Limit { remaining: window.remaining, limit: window.limit, resets_at: window.resets_at }),
            paused_until: state.paused_until,
        }
    }
}

fn acumatica_client(
    connection: &Connection,
    secrets: &Secrets,
    patience: &Patience,
) -> Result<AcumaticaClient, AppTrouble> {
    let account = AcumaticaAccount {
        instance_url: connection.acumatica.url.clone(),
        tenant: connection.acumatica.tenant.clone(),
        sign_in: AcumaticaSignIn::Cookie {
            user: connection.acumatica.user.clone(),
            password: secrets.password.clone(),
        },
    };
    let options = AcumaticaOptions {
        connect_patience: patience.connect,
        answer_patience: patience.answer,
        first_pause: patience.first_pause,
    };
    Ok(AcumaticaClient::new(account, options)?)
}

fn procore_client(
    connection: &Connection,
    secrets: &Secrets,
    patience: &Patience,
) -> Result<ProcoreClient, AppTrouble> {
    let hosts = hosts(&connection.procore.environment)?;
    let account = ProcoreAccount {
        api_url: hosts.api,
        login_url: hosts.login,
        web_url: hosts.web,
        sign_in: ProcoreSignIn::ServiceAccount,
        client_id: connection.procore.client_id.clone(),
        client_secret: secrets.client_secret.clone(),
        company_id: connection.procore.company_id,
    };
    let options = ProcoreOptions {
        connect_patience: patience.connect,
        answer_patience: patience.answer,
        first_pause: patience.first_pause,
    };
    Ok(ProcoreClient::new(account, options)?)
}

struct Hosts {
    api: Url,
    login: Url,
    web: Option<Url>,
}

/// Procore's hosts (development environments guide). In production the pages people open lie on a host of the project's zone.
fn hosts(environment: &ProcoreEnvironment) -> Result<Hosts, AppTrouble> {
    let url = |text: &str| {
        Url::parse(text)
            .map_err(|error| AppTrouble::new(AppTroubleKind::Internal, error.to_string(), "Send the log to support."))
    };
    Ok(match environment {
        ProcoreEnvironment::Production => {
            Hosts { api: url("https://api.procore.com/")?, login: url("https://login.procore.com/")?, web: None }
        }
        ProcoreEnvironment::Sandbox => Hosts {
            api: url("https://sandbox.procore.com/")?,
            login: url("https://login-sandbox.procore.com/")?,
            web: Some(url("https://sandbox.procore.com/")?),
        },
        ProcoreEnvironment::Custom { api, login } => {
            Hosts { api: api.clone(), login: login.clone(), web: Some(api.clone()) }
        }
    })
}
