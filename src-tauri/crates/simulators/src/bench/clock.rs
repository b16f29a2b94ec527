use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The simulator's time: real time plus whatever a test has added, so that a session can expire or a rate window can pass
/// without anybody sleeping.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Hand>>);

#[derive(Debug)]
enum Hand {
    Running { ahead: SignedDuration },
    Stopped { at: Timestamp },
}

impl Clock {
    /// Real time, until it is advanced.
    pub fn real() -> Self {
        Self(Arc::new(Mutex::new(Hand::Running { ahead: SignedDuration::ZERO })))
    }

    /// Stands still from now on, at this time, and moves only by [`Clock::advance`].
    pub fn stop_at(&self, at: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Hand::Stopped { at };
    }

    /// What the time is in the simulator.
    pub fn now(&self) -> Timestamp {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Hand::Running { ahead } => Timestamp::now() + *ahead,
            Hand::Stopped { at } => *at,
        }
    }

    /// Moves the time forward (or back, by a negative duration).
    pub fn advance(&self, by: SignedDuration) {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Hand::Running { ahead } => *ahead += by,
            Hand::Stopped { at } => *at += by,
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::real()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_told() {
        let noon = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(12);
        let clock = Clock::real();
        let same = clock.clone();
        clock.stop_at(noon);
        assert_eq!(clock.now(), noon);
        same.advance(SignedDuration::from_mins(11));
        assert_eq!(clock.now(), noon + SignedDuration::from_mins(11));
    }

    #[test]
    fn a_running_clock_keeps_what_it_was_advanced_by() {
        let clock = Clock::real();
        let before = clock.now();
        clock.advance(SignedDuration::from_hours(1));
        assert!(clock.now().duration_since(before) >= SignedDuration::from_hours(1));
    }
}
