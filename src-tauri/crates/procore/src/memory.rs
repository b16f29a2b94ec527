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
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.get(key).filter(|(_, at)| at.elapsed() < self.lasts).map(|(value, _)| value.clone())
    }

    pub(crate) fn forget(&self, key: &K) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    pub(crate) fn keep(&self, key: K, value: V) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (value, Instant::now()));
    }
}
