//! The clock of what is recorded: it stands, so that dates, ages and the time left are the same each time.

use async_trait::async_trait;
use jiff::{Timestamp, ToSpan};
use reimport::ports::Clock;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// When everything is recorded: noon, so that it is the same day nearly everywhere.
const BEGINNING: &str = "2026-03-02T12:00:00Z";

/// A clock that stands. Who waits by it sets it on by as much, and waits no longer.
pub(crate) struct StandingClock(Mutex<Timestamp>);

impl StandingClock {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(BEGINNING.parse().unwrap()))
    }

    /// One that stands so many days earlier.
    pub(crate) fn days_before(days: i64) -> Self {
        let clock = Self::new();
        clock.set_on_hours(-24 * days);
        clock
    }

    pub(crate) fn set_on_hours(&self, hours: i64) {
        self.change(|now| now.checked_add(hours.hours()).unwrap());
    }

    pub(crate) fn set_on(&self, time: Duration) {
        self.change(|now| now.checked_add(time).unwrap());
    }

    fn change(&self, change: impl FnOnce(Timestamp) -> Timestamp) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = change(*now);
    }
}

#[async_trait]
impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, duration: Duration) {
        self.set_on(duration);
        tokio::task::yield_now().await;
    }
}
