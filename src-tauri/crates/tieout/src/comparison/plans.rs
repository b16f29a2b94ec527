//! The plans that were shown: the one store. Window and terminal know a plan by its id, and hand back the id and what was chosen, never an
//! amount.

use crate::comparison::choices::choose;
use crate::comparison::kept_choices::{moved, with_kept_choices};
use crate::comparison::line_row::line_rows;
use crate::comparison::refused::refused;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::comparison::{ChoiceConflict, PlanId, PlanOptions};
use crate::view::lines::LineRow;
use jobcost::{CodeMapping, JobId, ReimportPlan, WbsCode};
use journal::{ChoiceSet, MadeChoice, ReconcilingItem};
use reimport::{LinkedJob, Prepared};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many are kept of one job: the one on the screen, those that news replaced while the user was choosing, and a few in case they
/// go back.
const PLANS_OF_A_JOB: usize = 8;
/// How many are kept in all.
const PLANS: usize = 256;

/// What the account may do beside writing lines; `None` where nobody can tell, or nobody asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct AccountPermissions {
    pub(crate) unlock: Option<bool>,
    pub(crate) create_codes: Option<bool>,
}

/// A plan by the rules, with everything to make it again with choices.
pub(crate) struct ShownPlan {
    pub(crate) linked: LinkedJob,
    pub(crate) mapping: CodeMapping,
    /// As the rules would have it.
    pub(crate) prepared: Prepared,
    pub(crate) allowed: AccountPermissions,
    /// What was accepted of the job.
    pub(crate) items: Arc<Vec<ReconcilingItem>>,
    ruled: Arc<ChosenPlan>,
    /// Both sides were read for it just now, and nobody was asked about it yet.
    fresh: AtomicBool,
    shown: Mutex<ShownWith>,
}

/// What a plan was last shown with.
#[derive(Default)]
struct ShownWith {
    /// The job's choices as the journal had them.
    kept: Option<ChoiceSet>,
    options: PlanOptions,
    /// What was made of it last: most questions are about the same choices as the one before.
    last: Option<(PlanOptions, Arc<ChosenPlan>)>,
}

/// A plan with choices, and its lines in words.
pub(crate) struct ChosenPlan {
    pub(crate) prepared: Prepared,
    pub(crate) allowed: AccountPermissions,
    pub(crate) lines: Vec<LineRow>,
}

impl ChosenPlan {
    /// The plan itself, where nothing forbids carrying it out.
    pub(crate) fn agreed(&self) -> Result<&ReimportPlan, ApplicationError> {
        let plan = self.prepared.plan.as_ref().filter(|_| self.prepared.refusals.is_empty());
        plan.ok_or_else(|| refused(&self.prepared))
    }

    fn new(
        prepared: Prepared,
        allowed: AccountPermissions,
        items: &[ReconcilingItem],
        kept: Option<&ChoiceSet>,
    ) -> Result<Self, ApplicationError> {
        let mut lines = line_rows(&prepared, allowed.create_codes, items)?;
        if let Some(kept) = kept {
            mark_conflicts(&mut lines, &prepared, kept);
        }
        Ok(Self { prepared, allowed, lines })
    }
}

impl ShownPlan {
    pub(crate) fn new(
        linked: LinkedJob,
        mapping: CodeMapping,
        prepared: Prepared,
        allowed: AccountPermissions,
        items: Arc<Vec<ReconcilingItem>>,
    ) -> Result<Self, ApplicationError> {
        let ruled = Arc::new(ChosenPlan::new(prepared.clone(), allowed, &items, None)?);
        Ok(Self {
            linked,
            mapping,
            prepared,
            allowed,
            items,
            ruled,
            fresh: AtomicBool::new(false),
            shown: Mutex::default(),
        })
    }

    /// It is shown with the job's choices, and what else was chosen for this time.
    pub(crate) fn show_with(&self, kept: Option<ChoiceSet>, options: PlanOptions) {
        let mut shown = self.shown();
        if shown.kept != kept {
            shown.last = None;
        }
        (shown.kept, shown.options) = (kept, options);
    }

    /// Those of a job's choices that make a difference to it, and what has to be said of them.
    pub(crate) fn options_of(
        &self,
        kept: Option<&ChoiceSet>,
    ) -> Result<(PlanOptions, Vec<ChoiceConflict>), ApplicationError> {
        let Some(kept) = kept else { return Ok((PlanOptions::default(), Vec::new())) };
        let chosen = with_kept_choices(&self.prepared, kept, &self.mapping).map_err(|error| {
            ApplicationError::new(ApplicationErrorKind::Internal, error.to_string(), "Send the log to support.")
        })?;
        Ok((chosen.options, chosen.conflicts))
    }

    /// What it was last shown with.
    pub(crate) fn shown_with(&self) -> (Option<ChoiceSet>, PlanOptions) {
        let shown = self.shown();
        (shown.kept.clone(), shown.options.clone())
    }

    fn shown(&self) -> MutexGuard<'_, ShownWith> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The plan with these choices.
    pub(crate) fn with(&self, options: &PlanOptions) -> Result<Arc<ChosenPlan>, ApplicationError> {
        if *options == PlanOptions::default() {
            return Ok(self.ruled.clone());
        }
        let mut shown = self.shown();
        if let Some((known, planned)) = &shown.last
            && known == options
        {
            return Ok(planned.clone());
        }
        let prepared = choose(self.prepared.clone(), options, &self.mapping)?;
        let planned = Arc::new(ChosenPlan::new(prepared, self.allowed, &self.items, shown.kept.as_ref())?);
        shown.last = Some((options.clone(), planned.clone()));
        Ok(planned)
    }

    /// The plan without any choice.
    pub(crate) fn by_the_rules(&self) -> Arc<ChosenPlan> {
        self.ruled.clone()
    }

    /// Both sides were read for it just now. It is so once: who is asked again later looks at older readings.
    pub(crate) fn take_fresh(&self) -> bool {
        self.fresh.swap(false, Ordering::SeqCst)
    }

    fn is_same(&self, other: &Self) -> bool {
        let what = |plan: &Self| (plan.linked.clone(), plan.allowed);
        what(self) == what(other)
            && self.items == other.items
            && self.mapping == other.mapping
            && self.prepared == other.prepared
    }
}

/// Says of each chosen line what moved since it was chosen.
fn mark_conflicts(lines: &mut [LineRow], prepared: &Prepared, kept: &ChoiceSet) {
    let made: HashMap<&WbsCode, &MadeChoice> = kept.lines.iter().map(|one| (&one.wbs_code, one)).collect();
    let planned = prepared.plan.iter().flat_map(|plan| &plan.lines);
    for (row, line) in lines.iter_mut().zip(planned) {
        let one = line.wbs_code().and_then(|code| made.get(code)).filter(|one| line.chosen() == Some(one.choice));
        if let (Some(state), Some(one)) = (&mut row.choice, one) {
            state.conflict = moved(one, line);
        }
    }
}

/// The shown plans, the newest last.
#[derive(Default)]
pub(crate) struct Plans {
    plans: VecDeque<(PlanId, Arc<ShownPlan>)>,
}

impl Plans {
    /// Keeps a plan under an id; one that was made from the same readings keeps its own.
    pub(crate) fn show(&mut self, plan: ShownPlan) -> (PlanId, Arc<ShownPlan>) {
        if let Some(known) = self.plans.iter().find(|(_, known)| known.is_same(&plan)) {
            return known.clone();
        }
        self.make_room(&plan.linked.job);
        let shown = (PlanId(uuid::Uuid::new_v4().to_string()), Arc::new(plan));
        self.plans.push_back(shown.clone());
        shown
    }

    /// The same for a plan whose two sides were read just now.
    pub(crate) fn show_fresh(&mut self, plan: ShownPlan) -> (PlanId, Arc<ShownPlan>) {
        let (id, shown) = self.show(plan);
        shown.fresh.store(true, Ordering::SeqCst);
        (id, shown)
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

    fn make_room(&mut self, job: &JobId) {
        let of_job = |(_, plan): &(PlanId, Arc<ShownPlan>)| plan.linked.job == *job;
        if self.plans.iter().filter(|plan| of_job(plan)).count() >= PLANS_OF_A_JOB {
            let oldest = self.plans.iter().position(of_job);
            oldest.and_then(|oldest| self.plans.remove(oldest));
        }
        if self.plans.len() >= PLANS {
            self.plans.pop_front();
        }
    }
}
