//! Which lines added up to their control totals a moment ago. The same lines, read again after the confirm dialog, are not asked about
//! once more: that costs one of the licence's requests and could only repeat itself.

use jobcost::{Estimate, JobId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const REMEMBERED: Duration = Duration::from_mins(10);

/// Each job's lines, and when they were compared.
#[derive(Default)]
pub(crate) struct AddedUp(Mutex<HashMap<JobId, (Estimate, Instant)>>);

impl AddedUp {
    pub(crate) fn remembers(&self, estimate: &Estimate) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&estimate.job).is_some_and(|(then, at)| then == estimate && at.elapsed() < REMEMBERED)
    }

    pub(crate) fn keep(&self, estimate: &Estimate) {
        let known = (estimate.clone(), Instant::now());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(estimate.job.clone(), known);
    }
}
