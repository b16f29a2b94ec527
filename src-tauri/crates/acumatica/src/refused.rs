//! A sign-in that was refused is not tried again by itself: an account that fails too often is locked out, for people as well.

use crate::trouble::LOCKED;
use reimport::{SideTrouble, TroubleKind};
use std::time::{Duration, Instant};

/// How long a locked account is left alone.
const REST: Duration = Duration::from_mins(15);

/// The last refusal, where there was one.
#[derive(Default)]
pub(crate) struct Refused(Option<(SideTrouble, Instant)>);

impl Refused {
    /// The refusal, while nothing else than what was refused could be sent.
    pub(crate) fn check(&self) -> Result<(), SideTrouble> {
        match &self.0 {
            Some((trouble, since)) if trouble.kind == TroubleKind::WrongCredentials || since.elapsed() < REST => {
                Err(trouble.clone())
            }
            _ => Ok(()),
        }
    }

    /// Keeps trouble that says something about the account. Everything else may pass.
    pub(crate) fn keep(&mut self, trouble: SideTrouble) -> SideTrouble {
        if trouble.kind == TroubleKind::WrongCredentials || trouble.sentence == LOCKED {
            self.0 = Some((trouble.clone(), Instant::now()));
        }
        trouble
    }
}
