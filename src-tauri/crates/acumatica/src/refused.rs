//! A sign-in that was refused is not tried again by itself: an account that fails too often is locked out, for people as well.

use crate::error::LOCKED;
use reimport::{SideError, SideErrorKind};
use std::time::{Duration, Instant};

/// How long a locked account is left alone.
const REST: Duration = Duration::from_mins(15);

/// The last refusal, where there was one.
#[derive(Default)]
pub(crate) struct Refused(Option<(SideError, Instant)>);

impl Refused {
    /// The refusal, while nothing else than what was refused could be sent.
    pub(crate) fn check(&self) -> Result<(), SideError> {
        match &self.0 {
            Some((error, since)) if error.kind == SideErrorKind::WrongCredentials || since.elapsed() < REST => {
                Err(error.clone())
            }
            _ => Ok(()),
        }
    }

    /// Keeps trouble that says something about the account. Everything else may pass.
    pub(crate) fn keep(&mut self, error: SideError) -> SideError {
        if error.kind == SideErrorKind::WrongCredentials || error.sentence == LOCKED {
            self.0 = Some((error.clone(), Instant::now()));
        }
        error
    }
}
