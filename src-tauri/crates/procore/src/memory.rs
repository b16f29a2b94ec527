//! Answers that may be remembered for a while, so that they do not cost a request each time. The clock may stand still while the computer
//! sleeps, so that an answer can outlast its time by as long; nothing is remembered here that a write depends on.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Remembers values by key for a time.
pub(crate) struct Memory<K, V> {
    remembered: Mutex<HashMap<K, (V, Instant)>>,
    lasts: Duration,
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    pub(crate) fn lasting(lasts: Duration) -> Self {
        Self { remembered: Mutex::default(), lasts }
    }

    pub(crate) fn recall(&self, key: &K) -> Option<V> {
        self.recall_if(key, |_, _| true)
    }

    /// What is remembered, where it will do at its age.
    pub(crate) fn recall_if(&self, key: &K, will_do: impl FnOnce(&V, Duration) -> bool) -> Option<V> {
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let (value, at) = remembered.get(key)?;
        let age = at.elapsed();
        (age < self.lasts && will_do(value, age)).then(|| value.clone())
    }

    pub(crate) fn forget(&self, key: &K) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    pub(crate) fn keep(&self, key: K, value: V) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (value, Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_will_not_do_at_its_age_is_asked_anew() {
        let memory = Memory::lasting(Duration::from_hours(2));
        memory.keep("project", false);
        let age_seen = |will_do: bool| memory.recall_if(&"project", |_, age| will_do && age < Duration::from_mins(5));
        assert_eq!((age_seen(true), age_seen(false)), (Some(false), None));
        assert_eq!(memory.recall_if(&"project", |may, _| *may), None, "a lack that was remembered too long");
        assert_eq!(memory.recall(&"project"), Some(false), "and it is still remembered for who takes it");
    }
}
