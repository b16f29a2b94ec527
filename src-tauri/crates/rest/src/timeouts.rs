//! How long a client waits.

use std::time::Duration;

/// How long a client waits for a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For an answer, read to its end.
    pub answer: Duration,
    /// The first pause before a request is sent again; it doubles each time.
    pub first_pause: Duration,
}

impl Default for Timeouts {
    /// Long for an answer: a server may queue requests without saying so.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_mins(2),
            first_pause: Duration::from_millis(500),
        }
    }
}
