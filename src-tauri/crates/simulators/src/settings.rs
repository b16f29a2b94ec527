use crate::bench::ControlToken;
use crate::procore::{Limits, ProcoreSettings};

/// How a simulation is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Acumatica's port on loopback; a free one when `None`.
    pub acumatica_port: Option<u16>,
    /// Procore's port on loopback; a free one when `None`.
    pub procore_port: Option<u16>,
    /// How long every answer takes, at least, in milliseconds.
    pub latency_ms: u64,
    /// Procore's limit in an hour.
    pub requests_per_hour: u32,
    /// Procore's limit in ten seconds.
    pub requests_per_10_seconds: u32,
    /// What opens the control routes of both; a random token for each when `None`.
    pub control_token: Option<ControlToken>,
    /// The password of Acumatica's user; the demo's when `None`.
    pub password: Option<String>,
    /// The secret of Procore's client; the demo's when `None`.
    pub client_secret: Option<String>,
}

impl Settings {
    /// Procore's limits as its guide's examples have them: 600 in an hour, 25 in ten seconds.
    pub fn strict() -> Self {
        Self::limited(Limits::STRICT)
    }

    fn limited(limits: Limits) -> Self {
        Self {
            acumatica_port: None,
            procore_port: None,
            latency_ms: 0,
            requests_per_hour: limits.per_hour,
            requests_per_10_seconds: limits.per_10_seconds,
            control_token: None,
            password: None,
            client_secret: None,
        }
    }

    pub(crate) fn of_procore(&self) -> ProcoreSettings {
        let usual = ProcoreSettings::default();
        ProcoreSettings {
            client_secret: self.client_secret.clone().unwrap_or_else(|| usual.client_secret.clone()),
            port: self.procore_port,
            limits: Limits { per_hour: self.requests_per_hour, per_10_seconds: self.requests_per_10_seconds },
            latency_ms: self.latency_ms,
            ..usual
        }
    }
}

/// The demo's: free ports, no latency, and limits raised to 3,600 requests in an hour and 300 in ten seconds.
impl Default for Settings {
    fn default() -> Self {
        Self::limited(Limits::DEMO)
    }
}
