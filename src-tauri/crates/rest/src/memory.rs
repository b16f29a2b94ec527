//! Answers that may be remembered for a while, so that they do not cost a request each time. Nothing is remembered here that a write
//! depends on.

use crate::clock::Clock;
use jiff::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Remembers values by key for a time.
pub struct Memory<K, V> {
    remembered: Mutex<HashMap<K, (V, Timestamp)>>,
    lasts: Duration,
    clock: Arc<dyn Clock>,
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    /// Remembers nothing yet, and each value for this long by the clock.
    pub fn lasting(lasts: Duration, clock: &Arc<dyn Clock>) -> Self {
        Self { remembered: Mutex::default(), lasts, clock: clock.clone() }
    }

    /// What is remembered.
    pub fn recall(&self, key: &K) -> Option<V> {
        self.recall_if(key, |_, _| true)
    }

    /// What is remembered, where it will do at its age. Where the clock was set back, nobody knows the age, so it is asked again.
    pub fn recall_if(&self, key: &K, will_do: impl FnOnce(&V, Duration) -> bool) -> Option<V> {
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let (value, at) = remembered.get(key)?;
        let age = Duration::try_from(self.clock.now().duration_since(*at)).ok()?;
        (age < self.lasts && will_do(value, age)).then(|| value.clone())
    }

    /// Remembers nothing of it any more.
    pub fn forget(&self, key: &K) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    /// Remembers it from now.
    pub fn keep(&self, key: K, value: V) {
        let now = self.clock.now();
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (value, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::StillClock;
    use jiff::SignedDuration;

    fn memory() -> (Arc<StillClock>, Memory<&'static str, bool>) {
        let clock = StillClock::at(Timestamp::UNIX_EPOCH);
        let memory = Memory::lasting(Duration::from_hours(2), &(clock.clone() as Arc<dyn Clock>));
        memory.keep("project", false);
        (clock, memory)
    }

    #[test]
    fn what_lasted_its_time_is_asked_again() {
        let (clock, memory) = memory();
        for (seconds, remembered) in [(0, Some(false)), (7_199, Some(false)), (1, None), (-7_201, None)] {
            clock.advance(SignedDuration::from_secs(seconds));
            assert_eq!(memory.recall(&"project"), remembered, "{seconds} s later");
        }
    }

    #[test]
    fn what_will_not_do_at_its_age_is_asked_again() {
        let (clock, memory) = memory();
        let lack =
            |memory: &Memory<_, _>| memory.recall_if(&"project", |may, age| *may || age < Duration::from_mins(5));
        assert_eq!(lack(&memory), Some(false));
        clock.advance(SignedDuration::from_mins(5));
        assert_eq!(lack(&memory), None, "a lack that was remembered too long");
        assert_eq!(memory.recall(&"project"), Some(false), "and it is still remembered for who takes it");
    }
}
