//! Who signs in, and how patiently.

use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// What signing in takes.
#[derive(Clone, Debug)]
pub struct AcumaticaAccount {
    /// The instance's address, cleaned.
    pub instance_url: Url,
    /// The tenant's login name; empty on a single-tenant instance.
    pub tenant: String,
    /// The user.
    pub user: String,
    /// The password.
    pub password: SecretString,
}

/// How patient the client is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AcumaticaOptions {
    /// For a connection.
    pub connect_patience: Duration,
    /// For an answer. Long, because Acumatica queues requests without saying so (license restrictions for API users).
    pub answer_patience: Duration,
    /// The first pause before a request is sent again.
    pub first_pause: Duration,
}
