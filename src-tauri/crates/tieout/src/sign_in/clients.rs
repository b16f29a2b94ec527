//! The two clients of a connection, made from its addresses and secrets.

use crate::books::freshness::Limits;
use crate::connections::connection::{AcumaticaWay, Connection, ProcoreEnvironment, ProcoreWay, Secrets};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::sign_in::browser::{self, Back, Question, SignInDoors};
use crate::sign_in::client_clock::ClientClock;
use crate::view::freshness::Limit;
use acumatica::{AcumaticaAccount, AcumaticaClient, AcumaticaSignIn, Application, SessionKeeper};
use jiff::{SignedDuration, Timestamp};
use jobcost::Side;
use procore::{ProcoreAccount, ProcoreClient, ProcoreSignIn};
use reimport::ports::{BudgetTarget, Clock, EstimateSource};
use rest::Timeouts;
use rest::oauth::TokenKeeper;
use secrecy::SecretString;
use std::sync::Arc;
use url::Url;

/// A window that ends sooner is the short one.
const SHORT: SignedDuration = SignedDuration::from_mins(1);

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
    pub(crate) fn connect(
        connection: &Connection,
        secrets: &Secrets,
        keepers: Keepers,
        timeouts: Timeouts,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ApplicationError> {
        let clock = Arc::new(ClientClock(clock));
        let account = acumatica_account(connection, secrets, keepers.acumatica, keepers.session);
        let acumatica = Arc::new(AcumaticaClient::with_clock(account, timeouts, clock.clone())?);
        let account = procore_account(connection, secrets, keepers.procore)?;
        let procore = Arc::new(ProcoreClient::with_clock(account, timeouts, clock)?);
        Ok(Self { source: acumatica.clone(), target: procore.clone(), acumatica, procore })
    }

    /// Signs in on both sides and reads the cheapest thing there is.
    pub(crate) async fn check(&self) -> Result<(), ApplicationError> {
        self.acumatica.check().await?;
        self.procore.check().await?;
        Ok(())
    }

    /// What Procore's rate limit allows now.
    pub(crate) fn limits(&self, now: Timestamp) -> Limits {
        let state = *self.procore.limits().borrow();
        Limits {
            // The short window comes and goes while one looks; people plan by the hourly one.
            limit: state.widest.filter(|window| window.resets_at.duration_since(now) > SHORT).map(|window| Limit {
                remaining: window.remaining,
                limit: window.limit,
                resets_at: window.resets_at,
            }),
            paused_until: state.paused_until,
        }
    }
}

/// Where each side's refresh token is kept, where it has one.
pub(crate) struct Keepers {
    pub(crate) acumatica: Arc<dyn TokenKeeper>,
    pub(crate) procore: Arc<dyn TokenKeeper>,
    /// Where the cookies of Acumatica's session are kept while it lives.
    pub(crate) session: Option<Arc<dyn SessionKeeper>>,
}

/// Asks the person in their browser for these sides, one after the other. Gives each refresh token with its account in the vault.
pub(crate) async fn sign_in_browser(
    connection: &Connection,
    secrets: &Secrets,
    of: &[Side],
    timeouts: &Timeouts,
    asked: &SignInDoors<'_>,
) -> Result<Vec<(String, SecretString)>, ApplicationError> {
    let mut kept = Vec::new();
    if let (true, AcumaticaWay::Browser { client_id, port }) =
        (of.contains(&Side::Acumatica), &connection.acumatica.way)
    {
        let application = application(client_id, secrets);
        let flows = acumatica::flows(&connection.acumatica.url, &application, *timeouts).await?;
        let question =
            Question { side: Side::Acumatica, back: Back::Port(*port), scopes: &acumatica::SCOPES, pkce: true };
        let refresh = browser::sign_in(&question, &flows, asked).await?;
        kept.push((connection.refresh_account(Side::Acumatica), refresh));
    }
    let back = match connection.procore.way {
        _ if !of.contains(&Side::Procore) => None,
        ProcoreWay::ServiceAccount => None,
        ProcoreWay::Browser { port } => Some(Back::Port(port)),
        ProcoreWay::PastedCode => Some(Back::Person),
    };
    if let Some(back) = back {
        let (procore, login) = (&connection.procore, hosts(&connection.procore.environment)?.login);
        let flows = procore::flows(login, &procore.client_id, &secrets.client_secret, *timeouts)?;
        // Procore documents no PKCE and no scopes.
        let question = Question { side: Side::Procore, back, scopes: &[], pkce: false };
        let refresh = browser::sign_in(&question, &flows, asked).await?;
        kept.push((connection.refresh_account(Side::Procore), refresh));
    }
    Ok(kept)
}

fn application(client_id: &str, secrets: &Secrets) -> Application {
    Application { client_id: client_id.to_owned(), client_secret: secrets.application_secret.clone() }
}

fn acumatica_account(
    connection: &Connection,
    secrets: &Secrets,
    keeper: Arc<dyn TokenKeeper>,
    session: Option<Arc<dyn SessionKeeper>>,
) -> AcumaticaAccount {
    let (user, password) = (connection.acumatica.user.clone(), secrets.password.clone());
    let sign_in = match &connection.acumatica.way {
        AcumaticaWay::Cookie => AcumaticaSignIn::Cookie { user, password, keeper: session },
        AcumaticaWay::Application { client_id } => {
            AcumaticaSignIn::Password { application: application(client_id, secrets), user, password }
        }
        AcumaticaWay::Browser { client_id, .. } => {
            AcumaticaSignIn::Person { application: application(client_id, secrets), keeper }
        }
    };
    AcumaticaAccount {
        instance_url: connection.acumatica.url.clone(),
        tenant: connection.acumatica.tenant.clone(),
        sign_in,
    }
}

fn procore_account(
    connection: &Connection,
    secrets: &Secrets,
    keeper: Arc<dyn TokenKeeper>,
) -> Result<ProcoreAccount, ApplicationError> {
    let hosts = hosts(&connection.procore.environment)?;
    Ok(ProcoreAccount {
        api_url: hosts.api,
        login_url: hosts.login,
        web_url: hosts.web,
        sign_in: match connection.procore.way {
            ProcoreWay::ServiceAccount => ProcoreSignIn::ServiceAccount,
            ProcoreWay::Browser { .. } | ProcoreWay::PastedCode => ProcoreSignIn::Person(keeper),
        },
        client_id: connection.procore.client_id.clone(),
        client_secret: secrets.client_secret.clone(),
        company_id: connection.procore.company_id,
    })
}

struct Hosts {
    api: Url,
    login: Url,
    web: Option<Url>,
}

/// Procore's hosts (development environments guide). In production the pages people open lie on a host of the project's zone.
fn hosts(environment: &ProcoreEnvironment) -> Result<Hosts, ApplicationError> {
    let url = |text: &str| {
        Url::parse(text).map_err(|error| {
            ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Send the log to support.")
        })
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
