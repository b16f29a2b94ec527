//! The walk of one re-import: ask, read again, store the intent, send, prove, close.

use crate::amounts::Amounts;
use crate::apply::{Applied, Sending, Stopped, apply};
use crate::confirm::ConfirmedPlan;
use crate::new_codes::{NewCodeIds, NewCodes};
use crate::outcome::{NotReached, Outcome, Receipt};
use crate::ports::{
    BudgetTarget, Clock, Confirmation, EstimateSource, Progress, ProgressObserver, ReimportJournal, Stage,
};
use crate::prepare::changed_in_procore;
use crate::prove::{prove, read_settled};
use crate::record::{Ending, IntendedLine, ReimportId, ReimportIntent};
use crate::unlocking::Unlocking;
use crate::{LinkedJob, ReimportError, SideTrouble, confirm};
use jobcost::{
    Budget, LineCode, Money, Movement, Refusal, ReimportPlan, Verification, budget_movement, estimate_movement,
};

/// The world around a re-import.
pub struct World<'a> {
    /// Acumatica.
    pub source: &'a dyn EstimateSource,
    /// Procore.
    pub target: &'a dyn BudgetTarget,
    /// What must survive.
    pub journal: &'a dyn ReimportJournal,
    /// The user's yes.
    pub confirmation: &'a dyn Confirmation,
    /// Who is told how far it is.
    pub observer: &'a dyn ProgressObserver,
    /// Time.
    pub clock: &'a dyn Clock,
    /// Who asks, for the journal.
    pub user: &'a str,
}

/// Carries out a plan behind the confirm dialog. An `Err` means that nothing was sent; once a line may have reached Procore the
/// end is an [`Outcome`], whatever goes wrong.
pub async fn reimport(world: &World<'_>, job: &LinkedJob, plan: ReimportPlan) -> Result<Outcome, ReimportError> {
    world.report(Stage::Asking, 0, &plan);
    let Some(confirmed) = confirm(plan, job, world.confirmation).await else {
        return Ok(Outcome::Declined);
    };
    world.report(Stage::ReadingAgain, 0, confirmed.plan());
    let (moved, locked) = world.read_again(confirmed.plan()).await?;
    if locked && !confirmed.plan().unlocks {
        return Ok(Outcome::Refused(vec![Refusal::BudgetLocked]));
    }
    let owner = match world.journal.ownership(&job.job).await {
        Ok(ownership) => ownership.refusal(changed_in_procore(world.target, job.project, ownership).await?),
        Err(trouble) => return Ok(Outcome::NotBegun(trouble)),
    };
    if let Some(refusal) = owner {
        return Ok(Outcome::Refused(vec![refusal]));
    }
    if !moved.is_empty() {
        return Ok(Outcome::Outdated(moved));
    }
    let intent = world.intent(job, confirmed.plan());
    if let Err(trouble) = world.journal.begin(&intent).await {
        return Ok(Outcome::NotBegun(trouble));
    }
    let unlocking = Unlocking { target: world.target, journal: world.journal, clock: world.clock, intent: &intent };
    let applied = match world.make_ready(&unlocking, &confirmed).await {
        Ok(new_codes) => world.send(&intent, &confirmed, &new_codes).await,
        Err((why, codes_made)) => Applied::nothing(why, codes_made),
    };
    // At once, before anything is proven: a budget is open no longer than its lines need.
    if intent.unlocks {
        world.report(Stage::LockingAgain, intent.lines.len(), confirmed.plan());
    }
    let locked_again = unlocking.lock_again().await;
    world.report(Stage::Proving, intent.lines.len(), confirmed.plan());
    let lines = world.conclude(&intent, confirmed.plan(), applied).await;
    let outcome = match locked_again {
        Ok(()) => lines,
        Err(trouble) => Outcome::LeftUnlocked { lines: Box::new(lines), trouble },
    };
    Ok(world.close(&intent, outcome).await)
}

impl World<'_> {
    fn report(&self, stage: Stage, lines_done: usize, plan: &ReimportPlan) {
        let lines_planned = plan.changes().count();
        self.observer.progress(&Progress { stage, lines_done, lines_planned, time_left: None });
    }

    /// What moved since the plan was made, and whether the budget is locked now. The dialog may have been open over lunch.
    async fn read_again(&self, plan: &ReimportPlan) -> Result<(Vec<Movement>, bool), SideTrouble> {
        let (estimate, budget) =
            tokio::try_join!(self.source.estimate(&plan.estimate.job), self.target.budget(plan.budget.project))?;
        let moved = [estimate_movement(&plan.estimate, &estimate), budget_movement(&plan.budget, &budget)];
        Ok((moved.into_iter().flatten().collect(), budget.locked))
    }

    fn intent(&self, job: &LinkedJob, plan: &ReimportPlan) -> ReimportIntent {
        let lines = plan.changes().filter_map(|(line, change)| match &line.compared.code {
            LineCode::Mapped(code) => Some(IntendedLine {
                wbs_code: code.clone(),
                description: line.compared.description.clone(),
                change: *change,
            }),
            LineCode::Unmapped { .. } => None,
        });
        ReimportIntent {
            id: ReimportId::random(),
            job: job.job.clone(),
            job_name: job.name.clone(),
            project: job.project,
            currency: plan.budget.currency,
            user: self.user.to_owned(),
            begun_at: self.clock.now(),
            acumatica_total: plan.totals.acumatica,
            procore_total: plan.totals.procore,
            new_procore_total: plan.totals.new_procore,
            unlocks: plan.unlocks,
            lines: lines.collect(),
            snapshot: plan.budget.line_items.clone(),
        }
    }

    /// What the lines need: their budget codes, and an open budget. In this order, for codes need no open budget, and where they
    /// cannot be made it stays locked. An `Err` says how many codes were made all the same.
    async fn make_ready(
        &self,
        unlocking: &Unlocking<'_>,
        confirmed: &ConfirmedPlan,
    ) -> Result<NewCodeIds, (Stopped, usize)> {
        let intent = unlocking.intent;
        if intent.new_codes().next().is_some() {
            self.report(Stage::CreatingCodes, 0, confirmed.plan());
        }
        let new_codes = NewCodes { target: self.target, journal: self.journal, clock: self.clock, intent };
        let ids = new_codes.make().await.map_err(|why| {
            let made = why.made(intent);
            (why.into(), made)
        })?;
        if intent.unlocks {
            self.report(Stage::Unlocking, 0, confirmed.plan());
        }
        match unlocking.unlock().await {
            Ok(()) => Ok(ids),
            Err(why) => Err((why.into(), ids.len())),
        }
    }

    async fn send(&self, intent: &ReimportIntent, confirmed: &ConfirmedPlan, new_codes: &NewCodeIds) -> Applied {
        let (target, journal, clock, observer) = (self.target, self.journal, self.clock, self.observer);
        apply(&Sending { target, journal, clock, observer, intent, new_codes }, confirmed).await
    }

    /// Reads back and says what happened.
    async fn conclude(&self, intent: &ReimportIntent, plan: &ReimportPlan, applied: Applied) -> Outcome {
        let mut receipt = Receipt {
            reimport: intent.id,
            lines_planned: intent.lines.len(),
            lines_reached: 0,
            totals: plan.totals,
            read_back: None,
            codes_made: applied.codes_made,
            lines_unmapped: plan.unmapped().count(),
        };
        if !applied.anything_sent
            && let Some(why) = applied.stopped
        {
            return Outcome::Voided { why, codes_made: applied.codes_made };
        }
        let went_through = applied.stopped.is_none() && applied.refused.is_empty();
        let read = if went_through {
            prove(self.target, self.clock, plan).await
        } else {
            let budget = read_settled(self.target, self.clock, intent, &applied.acknowledged).await;
            budget.map(|budget| (budget, Verification::Discrepant(Vec::new())))
        };
        let (budget, verification) = match read {
            Ok(read) => read,
            Err(trouble) => return Outcome::Unproven { receipt, trouble, why: applied.stopped },
        };
        let not_reached = not_reached(intent, &budget, &applied.refused);
        receipt.lines_reached = intent.lines.len() - not_reached.len();
        receipt.read_back = Money::sum(budget.currency, budget.line_items.iter().map(|line| line.original_budget)).ok();
        match (verification, applied.stopped) {
            (Verification::Proven { .. }, None) => Outcome::Posted(receipt),
            (Verification::Discrepant(lines), None) if went_through => Outcome::Discrepant { receipt, lines },
            (_, Some(why)) if receipt.lines_reached == 0 => Outcome::Voided { why, codes_made: receipt.codes_made },
            (_, why) => Outcome::Interrupted { receipt, not_reached, why },
        }
    }

    /// Closes the record, once. A record that cannot be closed stays pending, and the next start reads what became of it.
    async fn close(&self, intent: &ReimportIntent, outcome: Outcome) -> Outcome {
        let Some(ending) = ending(&outcome) else { return outcome };
        if let Err(trouble) = self.journal.close(intent.id, &ending, self.clock.now()).await {
            tracing::error!(reimport = %intent.id, %trouble, "the record could not be closed and stays pending");
        }
        outcome
    }
}

fn not_reached(intent: &ReimportIntent, budget: &Budget, refused: &[(usize, String)]) -> Vec<NotReached> {
    let amounts = Amounts::of(&budget.line_items);
    let lines = intent.lines.iter().enumerate().filter_map(|(position, line)| {
        let found = amounts.find(line);
        let refusal = refused.iter().find(|(refused, _)| *refused == position).map(|(_, words)| words.clone());
        (found != Some(line.change.after())).then(|| NotReached {
            wbs_code: line.wbs_code.clone(),
            planned: line.change.after(),
            found,
            refusal,
        })
    });
    lines.collect()
}

/// What the journal says of an outcome; `None` while the record must stay open.
fn ending(outcome: &Outcome) -> Option<Ending> {
    let sentence = || crate::report::report(outcome).message;
    match outcome {
        Outcome::Posted(receipt) => receipt.read_back.map(|total| Ending::Posted { total }),
        Outcome::Discrepant { .. } => Some(Ending::Discrepant { sentence: sentence() }),
        Outcome::Interrupted { why: Some(Stopped::Journal(_)), .. }
        | Outcome::Unproven { .. }
        | Outcome::LeftUnlocked { .. }
        | Outcome::Declined
        | Outcome::Outdated(_)
        | Outcome::Refused(_)
        | Outcome::NotBegun(_) => None,
        Outcome::Interrupted { .. } => Some(Ending::Interrupted { sentence: sentence() }),
        Outcome::Voided { .. } => Some(Ending::Voided { sentence: sentence() }),
    }
}
