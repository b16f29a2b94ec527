use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;

use super::fault::Later;
use super::gate::Barrier;
use super::request_log::RequestLog;

/// The word in the log's `faults` of a request whose late handling is done.
pub const HANDLED_LATE: &str = "handled_late";

/// Requests that are still to be handled. Clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct LateRequests(Arc<Mutex<Vec<DueRequest>>>);

#[derive(Debug)]
struct DueRequest {
    due: u64,
    late: LateRequest,
}

/// A request with the way to its handler.
#[derive(Debug)]
pub(super) struct LateRequest {
    pub(super) number: u64,
    pub(super) request: Request,
    pub(super) next: Next,
    pub(super) log: RequestLog,
}

impl LateRequest {
    /// Handles it; nobody hears the answer.
    async fn run(self) {
        drop(self.next.run(self.request).await);
        self.log.update(self.number, |request| request.faults.push(HANDLED_LATE.to_owned()));
    }
}

impl LateRequests {
    /// Puts a request off until its time.
    pub(super) fn put_off(&self, late: LateRequest, later: Later, barrier: Barrier) {
        match later {
            Later::Requests(count) => self.waiting().push(DueRequest { due: late.number + count, late }),
            Later::Ms(ms) => drop(tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                late.run().await;
            })),
            Later::Released => drop(tokio::spawn(async move {
                barrier.pass().await;
                late.run().await;
            })),
        }
    }

    /// Handles what was put off until the request of this number arrives.
    pub(super) async fn run_due(&self, number: u64) {
        let due: Vec<DueRequest> = self.waiting().extract_if(.., |waiting| waiting.due <= number).collect();
        for waiting in due {
            waiting.late.run().await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<DueRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
