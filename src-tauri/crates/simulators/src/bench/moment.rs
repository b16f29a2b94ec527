use serde::{Deserialize, Serialize};

use super::fault;

/// A moment in the traffic: just before one request is handled, or when it has been and its answer is still on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Only requests of this method count; any method when absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests whose path and query contain this count, as for a fault; all of them when empty.
    #[serde(default)]
    pub path_contains: String,
    /// Which of them, counted from 1 at the order.
    #[serde(default = "first")]
    pub nth: u32,
    /// When it has been handled; else just before.
    #[serde(default)]
    pub handled: bool,
}

fn first() -> u32 {
    1
}

impl Moment {
    /// Just before the `nth` request whose path contains this is handled.
    pub fn before(nth: u32, path_contains: impl Into<String>) -> Self {
        Self { method: None, path_contains: path_contains.into(), nth, handled: false }
    }

    /// When the `nth` request whose path contains this has been handled, before its answer is sent.
    pub fn after(nth: u32, path_contains: impl Into<String>) -> Self {
        Self { handled: true, ..Self::before(nth, path_contains) }
    }

    /// The same, for one method.
    #[must_use]
    pub fn on(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    pub(super) fn concerns(&self, method: &str, path: &str) -> bool {
        fault::is_meant(self.method.as_deref(), &self.path_contains, method, path)
    }
}
