//! What a simulated Procore is started with.

use super::limits::Limits;

/// How a simulated Procore is started.
#[derive(Clone, Debug)]
pub struct ProcoreSettings {
    /// The port on loopback; a free one when `None`.
    pub port: Option<u16>,
    /// The client id that the token route knows.
    pub client_id: String,
    /// Its secret. A test may plant one here to look for it elsewhere.
    pub client_secret: String,
    /// How long a token lives, in seconds.
    pub token_lifetime_seconds: u32,
    /// The two rate limits.
    pub limits: Limits,
    /// How long every answer takes, at least, in milliseconds.
    pub latency_ms: u64,
}

/// A company as it is in the field, with the limits of the field.
impl Default for ProcoreSettings {
    fn default() -> Self {
        Self {
            port: None,
            client_id: "ridgeline-service-account".into(),
            client_secret: "demo-secret-of-ridgeline".into(),
            token_lifetime_seconds: 5_400,
            limits: Limits::STRICT,
            latency_ms: 0,
        }
    }
}
