//! The one door to a re-import: a plan is prepared and shown, and what was shown is carried out behind the confirm dialog. The same for a
//! row of the Budgets page, the lines below it, the comparison and the terminal.

use crate::books::recording::SharedBooks;
use crate::company::company::{Company, busy};
use crate::comparison::choices::choose;
use crate::comparison::plans::ShownPlan;
use crate::comparison::refused::{chosen_elsewhere, linked_elsewhere, refused};
use crate::news::error::ApplicationError;
use crate::news::event::Event;
use crate::news::news::News;
use crate::view::comparison::{PlanId, PlanOptions};
use crate::view::reimport::{ReimportEnd, ReimportProgress};
use jobcost::{JobId, LineChange, Movement, PlannedLine, ReimportPlan, budget_movement, estimate_movement};
use reimport::ports::{Confirmation, Progress, ProgressObserver};
use reimport::{LinkedJob, Outcome, Prepared, World, prepare};

impl Company {
    /// Reads both sides of a job and shows the plan of its re-import with the choices that are kept of it and, on top of them and for this
    /// time, the user's own; or says everything that forbids it. What the user then agrees to is [`Self::reimport`] of this plan with
    /// [all of these choices](Self::shown_with).
    pub async fn prepare(&self, job: &JobId, own: &PlanOptions) -> Result<PlanId, ApplicationError> {
        let _first = self.precedence().somebody_waits();
        self.settle().await?;
        let linked = self.linked(job)?;
        let mapping = self.books.read(|books| books.mapping().clone());
        let prepared = prepare(&self.source, &self.target, &linked, &mapping).await?;
        // Once more: what the account may do, and so whether a connector writes too, is known only now.
        let linked = self.linked(job)?;
        let allowed = self.allowed(&linked, &prepared).await;
        let items = self.book(job, |book| book.items.items.clone())?;
        let shown = ShownPlan::new(linked, mapping, prepared, allowed, items)?;
        let kept = self.kept_choices(job)?;
        let options = shown.options_of(kept.as_ref())?.0.with(own);
        shown.with(&options)?.agreed()?;
        let (plan, shown) = self.plans().show_fresh(shown);
        shown.show_with(kept, options);
        Ok(plan)
    }

    /// The choices that a plan was prepared or shown with.
    pub fn shown_with(&self, plan: &PlanId) -> Result<PlanOptions, ApplicationError> {
        Ok(self.plans().find(plan)?.shown_with().1)
    }

    /// Carries out the plan that was shown, with these choices, behind the confirm dialog. Both sides are read first, unless the plan was
    /// prepared just now: where they would come to another plan, the dialog does not open, nor where the job's choices were changed
    /// elsewhere since. One at a time per job on this computer.
    pub async fn reimport(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        confirmation: &dyn Confirmation,
    ) -> Result<ReimportEnd, ApplicationError> {
        let shown = self.plans().find(plan)?;
        let planned = shown.with(options)?;
        let agreed = planned.agreed()?;
        let job = &shown.linked.job;
        let _lock = self.lock(job)?;
        let _first = self.precedence().somebody_waits();
        self.settle().await?;
        if self.kept_choices(job)? != shown.shown_with().0 {
            return Err(chosen_elsewhere(job));
        }
        self.lapse_moved(job).await?;
        let linked = self.as_it_is_now(&shown.linked)?;
        // What was accepted or taken back meanwhile makes another plan.
        let fresh = shown.take_fresh() && linked.items == shown.linked.items;
        if !fresh && let Some(end) = self.look_again(&shown, &linked, agreed, options).await? {
            return Ok(self.tell_end(&linked, &end));
        }
        let linked = self.as_it_is_now(&linked)?;
        let _work = self.start_work(job)?;
        let outcome = self.carry_out(&linked, agreed.clone(), confirmation).await?;
        self.books.change(|books| books.set_right_missing(job, outcome.right_missing().cloned()));
        // The end is the answer, whatever the journal says afterwards: it may be that the budget is still unlocked.
        if let Err(error) = self.settle().await {
            tracing::warn!(%error, "what was imported could not be read again");
        }
        self.note_balance(job).await;
        Ok(self.tell_end(&linked, &outcome))
    }

    /// How a re-import of a job ends that changes nothing: what lies between its two books as they were last read, with the choices that
    /// are kept of it and the user's own on top.
    pub fn nothing_to_change(&self, job: &JobId, own: &PlanOptions) -> Result<ReimportEnd, ApplicationError> {
        let linked = self.linked(job)?;
        let (mapping, prepared) = self.judged(job)?;
        let kept = self.book(job, |book| book.chosen.as_ref().map(|chosen| chosen.options.clone()))?;
        let prepared = choose(prepared, &kept.unwrap_or_default().with(own), &mapping)?;
        let plan = prepared.plan.as_ref().filter(|plan| plan.is_empty()).ok_or_else(|| refused(&prepared))?;
        let outcome = Outcome::NothingToChange { out_of_balance: plan.out_of_balance.clone() };
        Ok(ReimportEnd::of(&linked.job, &linked.name, &outcome))
    }

    /// Reads both sides before anybody is asked. Gives the end where the shown plan cannot be carried out any more.
    async fn look_again(
        &self,
        shown: &ShownPlan,
        linked: &LinkedJob,
        agreed: &ReimportPlan,
        options: &PlanOptions,
    ) -> Result<Option<Outcome>, ApplicationError> {
        let fresh = prepare(&self.source, &self.target, linked, &shown.mapping).await?;
        if let Some(refusal) = linked.ownership.refusal(fresh.sides.changed_in_procore) {
            return Ok(Some(Outcome::Refused(vec![refusal])));
        }
        Ok(moved(shown, &fresh, agreed, options).map(Outcome::Outdated))
    }

    async fn carry_out(
        &self,
        linked: &LinkedJob,
        plan: ReimportPlan,
        confirmation: &dyn Confirmation,
    ) -> Result<Outcome, ApplicationError> {
        let clock = self.books.clock.clone();
        let observer = EventObserver { news: self.news.clone(), job: linked.job.clone() };
        let world = World {
            source: &self.source,
            target: &self.target,
            writer: self.sides.target.as_ref(),
            journal: self.journal.as_ref(),
            confirmation,
            observer: &observer,
            clock: clock.as_ref(),
            user: &self.user,
        };
        Ok(reimport::reimport(&world, linked, plan).await?)
    }

    /// The job of a shown plan with what is known of it by now. The project stays the one that was shown.
    fn as_it_is_now(&self, shown: &LinkedJob) -> Result<LinkedJob, ApplicationError> {
        let linked = self.linked(&shown.job)?;
        if linked.project == shown.project { Ok(linked) } else { Err(linked_elsewhere(&shown.job)) }
    }

    fn start_work(&self, job: &JobId) -> Result<WorkGuard, ApplicationError> {
        if self.books.change(|books| books.start_work(job)) {
            Ok(WorkGuard { books: self.books.clone(), job: job.clone() })
        } else {
            Err(busy(job))
        }
    }

    /// Tells everybody how a re-import ended.
    fn tell_end(&self, linked: &LinkedJob, outcome: &Outcome) -> ReimportEnd {
        let end = ReimportEnd::of(&linked.job, &linked.name, outcome);
        self.news.tell(Event::Ended(Box::new(end.clone())));
        end
    }
}

/// What moved between the shown plan and what was just read; `None` where the same changes come of it.
fn moved(shown: &ShownPlan, fresh: &Prepared, agreed: &ReimportPlan, options: &PlanOptions) -> Option<Vec<Movement>> {
    let sides = &shown.prepared.sides;
    let movements = [
        estimate_movement(&sides.estimate, &fresh.sides.estimate),
        budget_movement(&sides.budget, &fresh.sides.budget),
    ];
    let movements: Vec<Movement> = movements.into_iter().flatten().collect();
    let again = choose(fresh.clone(), options, &shown.mapping);
    (!movements.is_empty() || !again.is_ok_and(|again| makes_the_same_changes(&again, agreed))).then_some(movements)
}

/// By their codes and amounts: a budget code that somebody made meanwhile changes no amount.
fn makes_the_same_changes(again: &Prepared, agreed: &ReimportPlan) -> bool {
    let changes = |plan: &ReimportPlan| -> Vec<_> {
        let amounts =
            |(line, change): (&PlannedLine, &LineChange)| (line.wbs_code().cloned(), change.before(), change.after());
        plan.changes().map(amounts).collect()
    };
    again.refusals.is_empty() && again.plan.as_ref().is_some_and(|plan| changes(plan) == changes(agreed))
}

/// Ends the work on a job however the re-import ends, a panic included.
struct WorkGuard {
    books: SharedBooks,
    job: JobId,
}

impl Drop for WorkGuard {
    fn drop(&mut self) {
        self.books.change(|books| books.end_work(&self.job));
    }
}

struct EventObserver {
    news: News,
    job: JobId,
}

impl ProgressObserver for EventObserver {
    fn progress(&self, progress: &Progress) {
        self.news.tell(Event::Progressed(ReimportProgress::of(&self.job, progress)));
    }
}
