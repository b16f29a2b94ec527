//! A sign-in that was refused is not tried again by itself: an account that fails too often is locked out, for people as well.

use crate::error::sign_in_error;
use crate::phrases::{Phrase, phrase_in};
use jiff::{SignedDuration, Timestamp};
use reimport::{SideError, SideErrorKind};
use rest::RestError;

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
                if error.kind == SideErrorKind::WrongCredentials || now.duration_since(*since).abs() < REST =>
            {
                Err(error.clone())
            }
            _ => Ok(()),
        }
    }

    /// Words for a failed sign-in. What it says about the account is kept; everything else may pass.
    pub(crate) fn keep(&mut self, error: &RestError, now: Timestamp) -> SideError {
        let refusal = sign_in_error(error);
        if refusal.kind == SideErrorKind::WrongCredentials || phrase_in(error) == Some(Phrase::LockedOut) {
            self.0 = Some((refusal.clone(), now));
        }
        refusal
    }
}
