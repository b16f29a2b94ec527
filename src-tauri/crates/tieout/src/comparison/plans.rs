//! The plans that comparisons show. The window knows them by their ids.

use crate::LineRow;
use crate::comparison::choices::PlanOptions;
use crate::comparison::choices::choose;
use crate::comparison::line_row::line_rows;
use crate::comparison::prepared_plans::PlanId;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use jobcost::CodeMapping;
use reimport::{LinkedJob, Prepared};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept: the one on the screen, those that news replaced while the user was choosing, and a few in case he goes back.
const PLANS_KEPT: usize = 8;

/// What the account may do beside writing lines; `None` where nobody can tell, or nobody asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Allowed {
    pub(crate) unlock: Option<bool>,
    pub(crate) create_codes: Option<bool>,
}

/// A plan by the rules, with everything to make it again with choices.
pub(crate) struct ShownPlan {
    pub(crate) linked: LinkedJob,
    pub(crate) mapping: CodeMapping,
    /// As the rules would have it.
    pub(crate) prepared: Prepared,
    pub(crate) allowed: Allowed,
    ruled: Arc<Planned>,
    /// What was made of it last: most questions are about the same choices as the one before.
    last: Mutex<Option<(PlanOptions, Arc<Planned>)>>,
}

/// A plan with choices, and its lines in words.
pub(crate) struct Planned {
    pub(crate) prepared: Prepared,
    pub(crate) allowed: Allowed,
    pub(crate) lines: Vec<LineRow>,
}

impl Planned {
    fn new(prepared: Prepared, allowed: Allowed) -> Self {
        Self { lines: line_rows(&prepared, allowed.create_codes), prepared, allowed }
    }
}

impl ShownPlan {
    pub(crate) fn new(linked: LinkedJob, mapping: CodeMapping, prepared: Prepared, allowed: Allowed) -> Self {
        let ruled = Arc::new(Planned::new(prepared.clone(), allowed));
        Self { linked, mapping, prepared, allowed, ruled, last: Mutex::default() }
    }

    /// The plan with these choices.
    pub(crate) fn with(&self, options: &PlanOptions) -> Result<Arc<Planned>, ApplicationError> {
        if *options == PlanOptions::default() {
            return Ok(self.ruled.clone());
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, planned)) = &*last
            && known == options
        {
            return Ok(planned.clone());
        }
        let prepared = choose(self.prepared.clone(), options, &self.mapping)?;
        let planned = Arc::new(Planned::new(prepared, self.allowed));
        *last = Some((options.clone(), planned.clone()));
        Ok(planned)
    }

    /// The plan without any choice.
    pub(crate) fn by_the_rules(&self) -> Arc<Planned> {
        self.ruled.clone()
    }

    fn is_same(&self, other: &Self) -> bool {
        let what = |plan: &Self| (plan.linked.clone(), plan.allowed);
        what(self) == what(other) && self.mapping == other.mapping && self.prepared == other.prepared
    }
}

/// The shown plans, the newest last.
#[derive(Default)]
pub(crate) struct ShownPlans {
    plans: VecDeque<(PlanId, Arc<ShownPlan>)>,
}

impl ShownPlans {
    /// Keeps a plan under an id; one that was made from the same readings keeps its own.
    pub(crate) fn show(&mut self, plan: ShownPlan) -> (PlanId, Arc<ShownPlan>) {
        if let Some(known) = self.plans.iter().find(|(_, known)| known.is_same(&plan)) {
            return known.clone();
        }
        if self.plans.len() == PLANS_KEPT {
            self.plans.pop_front();
        }
        let shown = (PlanId::random(), Arc::new(plan));
        self.plans.push_back(shown.clone());
        shown
    }

    /// The plan of this id.
    pub(crate) fn find(&self, id: &PlanId) -> Result<Arc<ShownPlan>, ApplicationError> {
        self.plans.iter().find(|(known, _)| known == id).map(|(_, plan)| plan.clone()).ok_or_else(|| {
            ApplicationError::new(
                ApplicationErrorKind::PlanGone,
                "This comparison is no longer the newest of its job.",
                "Open the comparison again.",
            )
        })
    }
}
