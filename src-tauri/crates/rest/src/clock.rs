//! What time it is, and waiting by it.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The longest sleep in one piece. The clock that measures a sleep stands still while a laptop is suspended (on Linux), so after a
/// while one looks at the time of day, which does not.
const SLICE: Duration = Duration::from_secs(30);

/// Tells the time of day; tests have one of their own. Everything that depends on it asks here: waits, rate windows, the ends of tokens,
/// and how long answers are remembered.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Waits this long, by the clock of sleeps unless it has a way of its own.
    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

/// This computer's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is set on: for tests of what depends on time, which then take none.
#[derive(Debug)]
pub struct StillClock(Mutex<Timestamp>);

impl StillClock {
    /// A clock that stands at this moment.
    pub fn at(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(Mutex::new(now)))
    }

    /// Sets it on; or back, by a negative time.
    pub fn advance(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(time).unwrap_or(*now);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits this long by the time of day, or by the clock of sleeps, whichever has passed first: a computer that was suspended goes on
/// at once, and one whose time of day is set back waits no longer than it was to.
pub(crate) async fn pause(clock: &dyn Clock, pause: Duration) {
    let begun = tokio::time::Instant::now();
    let until = clock.now().checked_add(pause).unwrap_or(Timestamp::MAX);
    loop {
        let by_day = Duration::try_from(until.duration_since(clock.now())).unwrap_or(Duration::ZERO);
        let left = by_day.min(pause.saturating_sub(begun.elapsed()));
        if left.is_zero() {
            return;
        }
        let piece = left.min(SLICE);
        tokio::select! {
            () = clock.sleep(piece) => {}
            () = tokio::time::sleep(piece) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    /// A clock that follows tokio's paused one, and jumps once after so many seconds of it.
    struct Jumping {
        begun: Instant,
        after: Duration,
        by: SignedDuration,
    }

    impl Clock for Jumping {
        fn now(&self) -> Timestamp {
            let elapsed = self.begun.elapsed();
            let jumped = if elapsed >= self.after { self.by } else { SignedDuration::ZERO };
            Timestamp::UNIX_EPOCH + SignedDuration::try_from(elapsed).unwrap_or_default() + jumped
        }
    }

    async fn waited(minutes: u64, after: Duration, by: SignedDuration) -> Duration {
        let clock = Jumping { begun: Instant::now(), after, by };
        pause(&clock, Duration::from_mins(minutes)).await;
        clock.begun.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_laptop_that_slept_through_the_wait_goes_on_at_once() {
        // Forty minutes to wait; after five the lid is closed for an hour, in which the clock of sleeps stands still.
        let waited = waited(40, Duration::from_mins(5), SignedDuration::from_hours(1)).await;
        assert!(waited <= Duration::from_mins(5) + SLICE, "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleep_shorter_than_the_wait_counts_as_waiting() {
        let waited = waited(40, Duration::from_mins(5), SignedDuration::from_mins(20)).await;
        assert!(waited >= Duration::from_mins(20) && waited <= Duration::from_mins(20) + SLICE, "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_of_day_that_is_set_back_makes_no_wait_longer() {
        let waited = waited(40, Duration::from_mins(5), SignedDuration::from_hours(-3)).await;
        assert!(waited >= Duration::from_mins(40) && waited <= Duration::from_mins(40) + SLICE, "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_undisturbed_wait_is_as_long_as_it_was_to_be() {
        assert_eq!(waited(2, Duration::MAX, SignedDuration::ZERO).await, Duration::from_mins(2));
        assert_eq!(waited(0, Duration::MAX, SignedDuration::ZERO).await, Duration::ZERO);
    }
}
