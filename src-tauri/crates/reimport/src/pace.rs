//! How long the rest will take, judged by the pace so far.

use jiff::Timestamp;
use std::time::Duration;

/// The pace of one re-import.
#[derive(Debug)]
pub(crate) struct Pace {
    started: Timestamp,
    planned: usize,
    stumbled: bool,
}

impl Pace {
    pub(crate) fn start(now: Timestamp, planned: usize) -> Self {
        Self { started: now, planned, stumbled: false }
    }

    /// The way of sending changed, so the pace so far tells nothing about the first batch.
    pub(crate) fn stumble(&mut self) {
        self.stumbled = true;
    }

    /// The time left; `None` before the first lines are done.
    pub(crate) fn time_left(&mut self, now: Timestamp, done: usize) -> Option<Duration> {
        if std::mem::take(&mut self.stumbled) {
            self.started = now;
            return None;
        }
        let elapsed = u64::try_from(now.duration_since(self.started).as_millis()).ok()?;
        let (done, planned) = (u64::try_from(done).ok()?, u64::try_from(self.planned).ok()?);
        let left = planned.checked_sub(done)?;
        elapsed.saturating_mul(left).checked_div(done).map(Duration::from_millis)
    }
}
