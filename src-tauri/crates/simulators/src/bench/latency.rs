use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long every answer takes, at least. Settable while the simulator runs.
#[derive(Clone, Debug, Default)]
pub struct Latency(Arc<AtomicU64>);

impl Latency {
    /// Sets the latency, in milliseconds of real time; 0 is none.
    pub fn set_ms(&self, ms: u64) {
        self.0.store(ms, Ordering::Relaxed);
    }

    /// The latency that is set, in milliseconds.
    pub fn ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) async fn wait(&self) {
        let ms = self.ms();
        if ms > 0 {
            tokio::time::sleep(Duration::from_millis(ms)).await;
        }
    }
}
