//! What a licence allows at once and in a minute (Acumatica: licence restrictions for API users, limitation of API connections).
//!
//! Beyond the first limit requests wait in a queue, of which the client sees nothing but slowness; from half of the second limit on
//! each request is delayed, so that the rest of the minute is spread over the rest of the limit. A full queue, and a wait too long
//! in it, decline a request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// More than this many waiting requests, and the next one is declined.
const QUEUE_LENGTH: usize = 20;
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The limits of an instance. At first there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Licence {
    /// Requests that are worked on at once; others wait. Without limit when `None`.
    pub concurrent: Option<usize>,
    /// Requests in a minute; without limit when `None`.
    pub per_minute: Option<u32>,
    /// How long a request is worked on, at least, in milliseconds of real time.
    pub work_ms: u64,
    /// How long a request may wait in the queue, in milliseconds of real time; the vendor's is ten minutes.
    pub patience_ms: u64,
}

impl Default for Licence {
    fn default() -> Self {
        Self { concurrent: None, per_minute: None, work_ms: 0, patience_ms: 600_000 }
    }
}

/// The queue was full, or the wait in it too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LimitReached;

/// Where requests wait. Clones are the same queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    licence: Licence,
    cores: Option<Arc<Semaphore>>,
    waiting: Arc<AtomicUsize>,
    minute: Minute,
}

/// The requests of the minute that began with its first one.
#[derive(Clone, Copy, Debug, Default)]
struct Minute {
    began: Option<Timestamp>,
    used: u32,
}

/// Counts a waiting request until it is dropped, also when the client gives up.
struct QueuePlace(Arc<AtomicUsize>);

impl Queue {
    /// Changes the limits. Requests that are being worked on or waiting keep the old ones.
    pub(super) fn set(&self, licence: Licence) {
        let mut inner = self.inner();
        *inner = Inner {
            licence,
            cores: licence.concurrent.map(|cores| Arc::new(Semaphore::new(cores))),
            ..Inner::default()
        };
    }

    /// How many requests wait now.
    pub(super) fn waiting(&self) -> usize {
        self.inner().waiting.load(Ordering::SeqCst)
    }

    /// Waits for a core, then for the delay of the minute, then for as long as the work takes. The core is held until the permit
    /// is dropped. A declined request does not count.
    pub(super) async fn enter(
        &self,
        now: impl Fn() -> Timestamp,
    ) -> Result<Option<OwnedSemaphorePermit>, LimitReached> {
        let (licence, cores, waiting) = {
            let inner = self.inner();
            (inner.licence, inner.cores.clone(), inner.waiting.clone())
        };
        let permit = match cores {
            None => None,
            Some(cores) => Some(core(cores, waiting, Duration::from_millis(licence.patience_ms)).await?),
        };
        let delay = self.inner().minute.take(now(), licence.per_minute);
        tokio::time::sleep(delay + Duration::from_millis(licence.work_ms)).await;
        Ok(permit)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn core(
    cores: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    patience: Duration,
) -> Result<OwnedSemaphorePermit, LimitReached> {
    if let Ok(free) = cores.clone().try_acquire_owned() {
        return Ok(free);
    }
    if waiting.fetch_add(1, Ordering::SeqCst) >= QUEUE_LENGTH {
        waiting.fetch_sub(1, Ordering::SeqCst);
        return Err(LimitReached);
    }
    let _counted = QueuePlace(waiting);
    match tokio::time::timeout(patience, cores.acquire_owned()).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(LimitReached),
    }
}

impl Drop for QueuePlace {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Minute {
    /// Counts one request and says for how long it is delayed: the time that is left, shared by the requests that are left.
    fn take(&mut self, now: Timestamp, limit: Option<u32>) -> Duration {
        let Some(limit) = limit else { return Duration::ZERO };
        let began = *self.began.get_or_insert(now);
        if now.duration_since(began) >= MINUTE {
            *self = Self { began: Some(now), used: 0 };
        }
        let left = MINUTE - now.duration_since(self.began.unwrap_or(now));
        let delay = match limit.saturating_sub(self.used) {
            _ if self.used < limit / 2 => SignedDuration::ZERO,
            0 => left,
            requests => left / i32::try_from(requests).unwrap_or(i32::MAX),
        };
        self.used += 1;
        delay.unsigned_abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn from_half_of_the_limit_on_the_rest_of_the_minute_is_shared() {
        let mut minute = Minute::default();
        for _ in 0..25 {
            assert_eq!(minute.take(second(0), Some(50)), Duration::ZERO);
        }
        // The guide's own example: 20 seconds and 25 requests are left.
        assert_eq!(minute.take(second(40), Some(50)), Duration::from_millis(800));
        for _ in 0..24 {
            minute.take(second(40), Some(50));
        }
        assert_eq!(minute.take(second(50), Some(50)), Duration::from_secs(10), "nothing is left but the next minute");
        assert_eq!(minute.take(second(60), Some(50)), Duration::ZERO);
        assert_eq!(minute.take(second(60), None), Duration::ZERO);
    }

    #[tokio::test]
    async fn the_queue_is_short_and_patience_ends() {
        let queue = Queue::default();
        queue.set(Licence { concurrent: Some(1), patience_ms: 200, ..Licence::default() });
        let enter = || {
            let queue = queue.clone();
            async move { queue.enter(|| second(0)).await.map(|permit| permit.is_some()) }
        };
        let held = queue.enter(|| second(0)).await.expect("the only core");
        let waiting: Vec<_> = (0..QUEUE_LENGTH).map(|_| tokio::spawn(enter())).collect();
        while queue.waiting() < QUEUE_LENGTH {
            tokio::task::yield_now().await;
        }
        assert_eq!(enter().await, Err(LimitReached), "the queue is full");
        drop(held);
        for one in waiting {
            assert_eq!(one.await.expect("no panic"), Ok(true), "each has its turn");
        }
        let _held = queue.enter(|| second(0)).await.expect("the only core");
        assert_eq!(enter().await, Err(LimitReached), "nobody gave the core back");
        assert_eq!(queue.waiting(), 0);
    }
}
