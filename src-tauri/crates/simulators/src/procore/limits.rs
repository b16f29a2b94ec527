//! The two rate windows: an hour and ten seconds (Procore: rate limiting guide).

use jiff::{SignedDuration, Timestamp};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const SPIKE: SignedDuration = SignedDuration::from_secs(10);

/// How many requests each window allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In an hour.
    pub per_hour: u32,
    /// In ten seconds.
    pub per_10_seconds: u32,
}

impl Limits {
    /// What companies have in the field, and the guide's examples say.
    pub const STRICT: Self = Self { per_hour: 600, per_10_seconds: 25 };
    /// What the demo company was raised to, so that a newcomer does not wait: an hour is as generous as the older limits were.
    pub const DEMO: Self = Self { per_hour: 3_600, per_10_seconds: 300 };
}

/// What the headers of an answer say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) limit: u32,
    pub(super) remaining: u32,
    /// When the window ends.
    pub(super) reset: Timestamp,
}

/// Both windows, counting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meter {
    hour: Window,
    spike: Window,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    length: SignedDuration,
    limit: u32,
    used: u32,
    ends: Timestamp,
}

impl Meter {
    pub(super) fn new(limits: Limits) -> Self {
        Self { hour: Window::new(HOUR, limits.per_hour), spike: Window::new(SPIKE, limits.per_10_seconds) }
    }

    /// Changes the limits; what was used so far stays used.
    pub(super) fn set(&mut self, limits: Limits) {
        self.hour.limit = limits.per_hour;
        self.spike.limit = limits.per_10_seconds;
    }

    /// Counts one request. An error holds the window that is exhausted; such a request is not counted.
    pub(super) fn take(&mut self, now: Timestamp) -> Result<Reading, Reading> {
        self.hour.roll(now);
        self.spike.roll(now);
        let nearer = self.nearer_exhaustion();
        if nearer.remaining == 0 {
            return Err(nearer);
        }
        self.hour.used += 1;
        self.spike.used += 1;
        Ok(self.nearer_exhaustion())
    }

    /// Compares what is left of each window's limit. Of two exhausted windows it is the one that ends later.
    fn nearer_exhaustion(&self) -> Reading {
        let (hour, spike) = (self.hour.reading(), self.spike.reading());
        let left = |one: Reading, other: Reading| u64::from(one.remaining) * u64::from(other.limit);
        if left(hour, spike) <= left(spike, hour) { hour } else { spike }
    }
}

impl Window {
    fn new(length: SignedDuration, limit: u32) -> Self {
        Self { length, limit, used: 0, ends: Timestamp::UNIX_EPOCH }
    }

    /// A window opens with the first request after the last one ended.
    fn roll(&mut self, now: Timestamp) {
        if now >= self.ends {
            self.used = 0;
            self.ends = now + self.length;
        }
    }

    fn reading(&self) -> Reading {
        Reading { limit: self.limit, remaining: self.limit.saturating_sub(self.used), reset: self.ends }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    #[test]
    fn the_nearer_window_is_told_and_a_refused_request_is_not_counted() {
        let mut meter = Meter::new(Limits { per_hour: 4, per_10_seconds: 2 });
        assert_eq!(meter.take(at(0)).unwrap(), Reading { limit: 2, remaining: 1, reset: at(10) });
        assert_eq!(meter.take(at(1)).unwrap(), Reading { limit: 2, remaining: 0, reset: at(10) });
        assert_eq!(meter.take(at(2)).unwrap_err().reset, at(10));
        assert_eq!(meter.take(at(10)).unwrap(), Reading { limit: 4, remaining: 1, reset: at(3_600) });
        assert_eq!(meter.take(at(11)).unwrap().remaining, 0);
        assert_eq!(meter.take(at(30)).unwrap_err(), Reading { limit: 4, remaining: 0, reset: at(3_600) });
        assert!(meter.take(at(3_600)).is_ok());
    }
}
