//! Which company, on which hosts, by which client, and how patiently.

use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// What signing in takes.
#[derive(Clone, Debug)]
pub struct ProcoreAccount {
    /// The API host.
    pub api_url: Url,
    /// The login host.
    pub login_url: Url,
    /// The host of the pages people open; `None` chooses Procore's own by the project's number.
    pub web_url: Option<Url>,
    /// The service account's client id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: SecretString,
    /// The company's number.
    pub company_id: i64,
}

/// How patient the client is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProcoreOptions {
    /// For a connection.
    pub connect_patience: Duration,
    /// For an answer.
    pub answer_patience: Duration,
    /// The first pause before a request is sent again.
    pub first_pause: Duration,
}
