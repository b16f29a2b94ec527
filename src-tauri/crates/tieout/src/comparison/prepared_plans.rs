//! The plans that were shown and not yet carried out. The window only ever holds their ids, never their amounts.

use jobcost::{JobId, ReimportPlan};
use reimport::LinkedJob;
use std::collections::HashMap;

/// Names a prepared plan.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PlanId(pub String);

impl PlanId {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }
}

/// The prepared plans, at most one a job: preparing again replaces the older one.
#[derive(Default)]
pub(crate) struct Plans {
    prepared: HashMap<PlanId, (LinkedJob, ReimportPlan)>,
}

impl Plans {
    pub(crate) fn keep(&mut self, job: LinkedJob, plan: ReimportPlan) -> PlanId {
        self.forget(&job.job);
        let id = PlanId::random();
        self.prepared.insert(id.clone(), (job, plan));
        id
    }

    /// Gives the plan out, once.
    pub(crate) fn take(&mut self, id: &PlanId) -> Option<(LinkedJob, ReimportPlan)> {
        self.prepared.remove(id)
    }

    fn forget(&mut self, job: &JobId) {
        self.prepared.retain(|_, (prepared, _)| prepared.job != *job);
    }
}
