//! Which company, on which hosts, by whom, and how the client behaves.

use rest::oauth::TokenKeeper;
use rest::{Manners, Timeouts};
use secrecy::SecretString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Requests under way at once.
const IN_FLIGHT_MAX: usize = 2;
/// The longest wait for the hourly window; longer than that there is no window.
const WAIT_MAX: Duration = Duration::from_mins(65);

/// The number of no company: for a person who is about to choose one. Nothing but the list of companies can be asked for then.
pub const NOT_CHOSEN: i64 = 0;

/// What signing in takes.
#[derive(Clone, Debug)]
pub struct ProcoreAccount {
    /// The API host.
    pub api_url: Url,
    /// The login host.
    pub login_url: Url,
    /// The host of the pages people open; `None` chooses Procore's own by the project's number.
    pub web_url: Option<Url>,
    /// Who signs in.
    pub sign_in: ProcoreSignIn,
    /// The application's client id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: SecretString,
    /// The company's number, or [`NOT_CHOSEN`].
    pub company_id: i64,
}

/// Who signs in (authorization grant flow; client credentials).
#[derive(Clone)]
pub enum ProcoreSignIn {
    /// The application itself: a developer managed service account.
    ServiceAccount,
    /// A person, who signed in in their browser; the keeper has their refresh token. What they do carries their name in Procore's history.
    Person(Arc<dyn TokenKeeper>),
}

impl fmt::Debug for ProcoreSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ServiceAccount => "ServiceAccount",
            Self::Person(_) => "Person",
        })
    }
}

/// How the client behaves towards Procore's servers.
pub(crate) const fn manners(timeouts: Timeouts) -> Manners {
    Manners { timeouts, wait_max: WAIT_MAX, in_flight_max: IN_FLIGHT_MAX, cookies: false }
}
