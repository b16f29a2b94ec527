//! One set of choices per job, in the journal: whatever shows the job shows the plan with them, until it is re-imported or they are taken
//! back. A choice is kept with what the two sides said when it was made, so that a side that moved since is told.

use crate::company::company::Company;
use crate::comparison::kept_choices::{made_choices, without_difference};
use crate::comparison::plans::ShownPlan;
use crate::comparison::refused::chosen_elsewhere;
use crate::comparison::replanned::replanned;
use crate::news::error::ApplicationError;
use crate::view::comparison::{PlanId, PlanOptions, Replanned};
use jobcost::JobId;
use journal::{ChoiceSet, MadeChoice};

impl Company {
    /// Keeps these choices as the job's, in place of those before. Refused where a choice makes no difference to the plan that is shown,
    /// where somebody changed the job's choices elsewhere since, and while the job is re-imported.
    pub async fn choose(&self, plan: &PlanId, options: &PlanOptions) -> Result<Replanned, ApplicationError> {
        let shown = self.plans().find(plan)?;
        let planned = shown.with(options)?;
        let (by, at) = (self.user.clone(), self.books.clock.now());
        self.keep(&shown, options, |before| {
            let mut lines = made_choices(&planned.prepared, before, &by, at);
            // Taking back what is shown takes back what is not.
            if *options != PlanOptions::default() {
                lines.extend(before.into_iter().flat_map(|set| without_difference(set, &planned.prepared)));
            }
            lines
        })
        .await?;
        replanned(&shown, options)
    }

    /// Makes the job's choices anew, looking at the lines as they are now: what moved since they were made is told no longer, and those
    /// that make no difference any more are dropped.
    pub async fn stand_by_choices(&self, plan: &PlanId) -> Result<Replanned, ApplicationError> {
        let shown = self.plans().find(plan)?;
        let (_, options) = shown.shown_with();
        let planned = shown.with(&options)?;
        let (by, at) = (self.user.clone(), self.books.clock.now());
        self.keep(&shown, &options, |_| made_choices(&planned.prepared, None, &by, at)).await?;
        replanned(&shown, &options)
    }

    /// What is chosen of a job, as it was last loaded.
    pub(crate) fn kept_choices(&self, job: &JobId) -> Result<Option<ChoiceSet>, ApplicationError> {
        self.book(job, |book| book.choices.clone())
    }

    async fn keep(
        &self,
        shown: &ShownPlan,
        options: &PlanOptions,
        lines: impl FnOnce(Option<&ChoiceSet>) -> Vec<MadeChoice>,
    ) -> Result<(), ApplicationError> {
        let job = &shown.linked.job;
        let _one_at_a_time = self.choosing.lock().await;
        // Held by whoever has the confirm dialog open: what it shows does not change behind it.
        let _lock = self.lock(job)?;
        self.settle().await?;
        let before = self.kept_choices(job)?;
        if before != shown.shown_with().0 {
            return Err(chosen_elsewhere(job));
        }
        let set = ChoiceSet {
            job: job.clone(),
            project: shown.linked.project,
            lines: lines(before.as_ref()),
            unlocks: options.unlock,
            creates_codes: options.create_codes,
            set_by: self.user.clone(),
            set_at: self.books.clock.now(),
        };
        self.journal.keep_choices(&set).await?;
        self.settle().await?;
        shown.show_with(self.kept_choices(job)?, options.clone());
        Ok(())
    }
}
