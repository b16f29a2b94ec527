//! A sign-in that was refused is not tried again by itself: an account that fails too often is locked out, for people as well.

use crate::error::LOCKED;
use jiff::{SignedDuration, Timestamp};
use reimport::{SideError, SideErrorKind};

/// How long a locked account is left alone.
const REST: SignedDuration = SignedDuration::from_mins(15);

/// The last refusal, where there was one.
#[derive(Default)]
pub(crate) struct LastRefusal(Option<(SideError, Timestamp)>);

impl LastRefusal {
    /// The refusal, while nothing else than what was refused could be sent.
    pub(crate) fn check(&self, now: Timestamp) -> Result<(), SideError> {
        match &self.0 {
            Some((error, since))
                if error.kind == SideErrorKind::WrongCredentials || now.duration_since(*since) < REST =>
            {
                Err(error.clone())
            }
            _ => Ok(()),
        }
    }

    /// Keeps trouble that says something about the account. Everything else may pass.
    pub(crate) fn keep(&mut self, error: SideError, now: Timestamp) -> SideError {
        if error.kind == SideErrorKind::WrongCredentials || error.sentence == LOCKED {
            self.0 = Some((error.clone(), now));
        }
        error
    }
}
