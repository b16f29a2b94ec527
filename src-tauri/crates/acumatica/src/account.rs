//! Who signs in, and how the client behaves.

use crate::session_keeper::SessionKeeper;
use rest::oauth::TokenKeeper;
use rest::{Manners, Timeouts};
use secrecy::SecretString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Requests under way at once: Acumatica's licence counts them, and more would wait in its queue.
const IN_FLIGHT_MAX: usize = 2;
/// The longest wait before a request is given up.
const WAIT_MAX: Duration = Duration::from_mins(2);

/// What signing in takes.
#[derive(Clone, Debug)]
pub struct AcumaticaAccount {
    /// The instance's address, cleaned.
    pub instance_url: Url,
    /// The tenant's login name; empty on a single-tenant instance.
    pub tenant: String,
    /// By which of the ways.
    pub sign_in: AcumaticaSignIn,
}

/// The ways to sign in.
#[derive(Clone)]
pub enum AcumaticaSignIn {
    /// With a user and their password, for a session that a cookie names (cookie sign-in).
    Cookie {
        /// The user.
        user: String,
        /// Their password.
        password: SecretString,
        /// Has the cookies; `None` where a session left behind harms nobody.
        keeper: Option<Arc<dyn SessionKeeper>>,
    },
    /// With a user and their password, through a connected application (resource owner password flow).
    Password {
        /// The application.
        application: Application,
        /// The user.
        user: String,
        /// Their password.
        password: SecretString,
    },
    /// In the browser, where the person signed in already; the keeper has their refresh token (authorization code flow).
    Person {
        /// The application.
        application: Application,
        /// Has the refresh token.
        keeper: Arc<dyn TokenKeeper>,
    },
}

/// A connected application (SM303010).
#[derive(Clone, Debug)]
pub struct Application {
    /// Its client id, `GUID@Tenant`: it names the tenant.
    pub client_id: String,
    /// Its shared secret.
    pub client_secret: SecretString,
}

impl fmt::Debug for AcumaticaSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cookie { .. } => "Cookie",
            Self::Password { .. } => "Password",
            Self::Person { .. } => "Person",
        })
    }
}

/// How the client behaves towards an instance.
pub(crate) const fn manners(timeouts: Timeouts) -> Manners {
    Manners { timeouts, wait_max: WAIT_MAX, in_flight_max: IN_FLIGHT_MAX, cookies: true }
}
