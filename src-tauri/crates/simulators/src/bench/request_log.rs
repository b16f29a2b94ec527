use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::record::RequestRecord;

/// Every request a simulator received, in order. Clones share the log.
#[derive(Clone, Debug)]
pub struct RequestLog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sign_in_routes: &'static [&'static str],
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    last_number: u64,
    requests: Vec<RequestRecord>,
}

/// The log never came to hold what was waited for; it says what it held instead.
#[derive(Debug, thiserror::Error)]
#[error("the log did not come to hold what was waited for; it holds:\n{held}")]
pub struct WaitedTooLong {
    held: String,
}

impl RequestLog {
    pub(super) fn new(sign_in_routes: &'static [&'static str]) -> Self {
        Self(Arc::new(Inner { sign_in_routes, state: Mutex::default(), changed: Notify::new() }))
    }

    /// All requests since the start or the last [`RequestLog::clear`], oldest first.
    pub fn all(&self) -> Vec<RequestRecord> {
        self.state().requests.clone()
    }

    /// How many of them are such.
    pub fn count(&self, is_such: impl Fn(&RequestRecord) -> bool) -> usize {
        self.state().requests.iter().filter(|request| is_such(request)).count()
    }

    /// Those that asked for a change, sign-in and sign-out left out.
    pub fn writes(&self) -> Vec<RequestRecord> {
        self.state().requests.iter().filter(|request| request.is_write()).cloned().collect()
    }

    /// Forgets all requests. Numbers go on from where they were.
    pub fn clear(&self) {
        self.state().requests.clear();
        self.0.changed.notify_waiters();
    }

    /// Waits until the log satisfies a condition, looking again at every request that arrives, meets a fault or is answered.
    ///
    /// Fails with [`WaitedTooLong`] after `timeout`: a bound for a test that would hang, not a time to wait.
    pub async fn wait_until(
        &self,
        is_so: impl Fn(&[RequestRecord]) -> bool,
        timeout: Duration,
    ) -> Result<(), WaitedTooLong> {
        tokio::time::timeout(timeout, self.wait(is_so)).await.map_err(|_| WaitedTooLong { held: self.summary() })
    }

    async fn wait(&self, is_so: impl Fn(&[RequestRecord]) -> bool) {
        loop {
            let changed = self.0.changed.notified();
            tokio::pin!(changed);
            // Enabled before the look, so that a change between the look and the wait is not missed.
            changed.as_mut().enable();
            if is_so(&self.state().requests) {
                return;
            }
            changed.await;
        }
    }

    /// One line per request: number, method, path, status.
    fn summary(&self) -> String {
        let line = |request: &RequestRecord| {
            let status = request.status.map_or("no answer".to_owned(), |status| status.to_string());
            format!("{} {} {} -> {status}", request.number, request.method, request.path)
        };
        self.state().requests.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn is_sign_in(&self, path: &str) -> bool {
        let path = path.to_ascii_lowercase();
        self.0.sign_in_routes.iter().any(|route| path.contains(&route.to_ascii_lowercase()))
    }

    /// Adds a request that has just arrived, and gives it its number.
    pub(super) fn arrived(&self, mut request: RequestRecord) -> u64 {
        let number = {
            let mut state = self.state();
            state.last_number += 1;
            request.number = state.last_number;
            state.requests.push(request);
            state.last_number
        };
        self.0.changed.notify_waiters();
        number
    }

    /// Changes what is known of a request. One that was cleared away meanwhile stays forgotten.
    pub(super) fn update(&self, number: u64, change: impl FnOnce(&mut RequestRecord)) {
        if let Some(request) = self.state().requests.iter_mut().rev().find(|request| request.number == number) {
            change(request);
        }
        self.0.changed.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
