//! Why a command stopped, and what its user can do about it.

use std::fmt;

/// A command's end without success: one sentence for what happened, one for the way out.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stopped: {}", self.what)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "\nWhat to do: {}", self.remedy) }
    }
}
