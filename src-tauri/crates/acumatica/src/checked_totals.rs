//! Which lines added up to their control totals a moment ago. The same lines, read again after the confirm dialog, are not asked about
//! once more: that costs one of the licence's requests and could only repeat itself.

use jobcost::{Estimate, JobId};
use rest::{Clock, Memory};
use std::sync::Arc;
use std::time::Duration;

const REMEMBERED: Duration = Duration::from_mins(10);

/// Each job's lines that were compared.
pub(crate) struct CheckedTotals(Memory<JobId, Estimate>);

impl CheckedTotals {
    pub(crate) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self(Memory::lasting(REMEMBERED, clock))
    }

    pub(crate) fn remembers(&self, estimate: &Estimate) -> bool {
        self.0.recall_if(&estimate.job, |known, _| known == estimate).is_some()
    }

    pub(crate) fn keep(&self, estimate: &Estimate) {
        self.0.keep(estimate.job.clone(), estimate.clone());
    }
}
