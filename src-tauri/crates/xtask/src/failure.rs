//! Why a command stopped, and what its user can do about it.

use std::fmt;

/// A command's end without success: one sentence for what happened, one for the way out.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    way_out: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { what: what.into(), way_out: way_out.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stopped: {}", self.what)?;
        if self.way_out.is_empty() { Ok(()) } else { write!(f, "\nWhat to do: {}", self.way_out) }
    }
}
