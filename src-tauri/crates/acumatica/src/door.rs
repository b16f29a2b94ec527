//! Signing out is the end of a client. What is still under way then must not sign in again: nobody would give that seat back.

use crate::error::closed;
use reimport::SideError;
use std::sync::atomic::{AtomicBool, Ordering};

/// Open until it is closed, once and for good.
#[derive(Default)]
pub(crate) struct Door(AtomicBool);

impl Door {
    pub(crate) fn close(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Trouble of its own once the client signed out.
    pub(crate) fn check(&self) -> Result<(), SideError> {
        if self.0.load(Ordering::SeqCst) { Err(closed()) } else { Ok(()) }
    }
}
