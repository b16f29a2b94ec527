//! Which lines added up to their control totals a moment ago. The same lines, read again after the confirm dialog, are not asked about
//! once more: that costs one of the licence's requests and could only repeat itself.

use crate::lines::RawLine;
use jobcost::JobId;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const REMEMBERED: Duration = Duration::from_mins(10);

/// A fingerprint of each job's lines, and when they were compared.
#[derive(Default)]
pub(crate) struct AddedUp(Mutex<HashMap<JobId, (u64, Instant)>>);

impl AddedUp {
    pub(crate) fn remembers(&self, job: &JobId, lines: &[RawLine]) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(job).is_some_and(|(print, at)| *print == fingerprint(lines) && at.elapsed() < REMEMBERED)
    }

    pub(crate) fn keep(&self, job: &JobId, lines: &[RawLine]) {
        let known = (fingerprint(lines), Instant::now());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(job.clone(), known);
    }
}

fn fingerprint(lines: &[RawLine]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for line in lines {
        (line.key(), line.amount()).hash(&mut hasher);
    }
    hasher.finish()
}
