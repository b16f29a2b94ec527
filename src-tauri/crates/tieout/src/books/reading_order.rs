//! Readings overlap: the sweep may have begun to read a budget before a re-import wrote it, and end after the proof. Which of two readings
//! saw more is told by when they began, counted and not timed: the computer's clock may be set back.

use jiff::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};

/// When a reading began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ReadingStart {
    /// For people.
    pub at: Timestamp,
    number: u64,
}

impl ReadingStart {
    /// A reading of an earlier start, out of the cache: older than any of this one.
    pub(crate) const fn before_this_start(at: Timestamp) -> Self {
        Self { at, number: 0 }
    }

    /// It began before the other.
    pub(crate) const fn is_before(self, other: Self) -> bool {
        self.number < other.number
    }
}

/// Numbers the readings.
#[derive(Debug, Default)]
pub(crate) struct Readings(AtomicU64);

impl Readings {
    /// A reading begins now.
    pub(crate) fn begin(&self, now: Timestamp) -> ReadingStart {
        ReadingStart { at: now, number: 1 + self.0.fetch_add(1, Ordering::SeqCst) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_reading_is_known_by_its_number_whatever_the_clock_says() {
        let (readings, noon) = (Readings::default(), Timestamp::UNIX_EPOCH);
        let first = readings.begin(noon);
        let second = readings.begin(noon - jiff::SignedDuration::from_hours(1));
        assert!(first.is_before(second) && !second.is_before(first));
        assert!(ReadingStart::before_this_start(noon).is_before(first));
    }
}
