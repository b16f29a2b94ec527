//! Clocks for tests: one whose waits are short, so that a minute of waiting for lagging rows becomes a second or so, and one that stands.

use async_trait::async_trait;
use jiff::Timestamp;
use reimport::ports::Clock;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::watch;

/// How many times faster its waits pass.
const FASTER: u32 = 50;

/// The real time, with waits fifty times shorter.
pub struct FastClock;

#[async_trait]
impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration / FASTER).await;
    }
}

/// A clock that stands until it is set on; who waits by it waits until then.
pub struct StandingClock {
    now: watch::Sender<Timestamp>,
    /// Until when each waits that does.
    waiting: Mutex<Vec<Timestamp>>,
}

impl StandingClock {
    /// It stands at the real time.
    #[must_use]
    pub fn now() -> Arc<Self> {
        Arc::new(Self { now: watch::Sender::new(Timestamp::now()), waiting: Mutex::default() })
    }

    /// Sets it on.
    pub fn advance(&self, time: Duration) {
        self.now.send_modify(|now| *now = now.checked_add(time).expect("not beyond all time"));
    }

    /// How long the first of those who wait by it has still to wait.
    pub fn shortest_wait(&self) -> Option<Duration> {
        let until = self.waiting().iter().min().copied()?;
        Some(Duration::try_from(until.duration_since(Clock::now(self))).unwrap_or(Duration::ZERO))
    }

    /// Somebody waits by it, and nobody who does has anything to do before it is set on.
    pub fn is_waited_by(&self) -> bool {
        let (now, waiting) = (Clock::now(self), self.waiting());
        !waiting.is_empty() && waiting.iter().all(|until| *until > now)
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Timestamp>> {
        self.waiting.lock().expect("no test panics while it holds this")
    }
}

#[async_trait]
impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        *self.now.borrow()
    }

    async fn sleep(&self, duration: Duration) {
        let until = Clock::now(self).checked_add(duration).expect("not beyond all time");
        let mut now = self.now.subscribe();
        self.waiting().push(until);
        let _waits = Waits(self, until);
        now.wait_for(|now| *now >= until).await.expect("the clock is there while it is waited by");
    }
}

/// Somebody waits until then; dropped when they do no more, also when they give up.
struct Waits<'a>(&'a StandingClock, Timestamp);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting();
        if let Some(place) = waiting.iter().position(|until| *until == self.1) {
            waiting.swap_remove(place);
        }
    }
}
