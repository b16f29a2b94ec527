//! The walk of one re-import: ask, read again, store the intent, send, prove, close.

use crate::apply::{CurrencyProof, LineSender, SendResult, apply};
use crate::conclude::{ending, outcome, receipt, without_a_line};
use crate::confirm::{ConfirmedPlan, confirm};
use crate::error::ReimportError;
use crate::fate::OpenRequests;
use crate::new_codes::{NewCodeIds, NewCodes};
use crate::outcome::{Outcome, Receipt};

use crate::budget_unlock::{BudgetUnlock, RelockError};
use crate::ports::Stage;
use crate::prepare::LinkedJob;
use crate::prove::{PROOF_WAITS, prove, read_settled};
use crate::record::{IntendedLine, LineProgress, ReimportId, ReimportIntent};
use crate::recover::supersede;
use crate::second_reading::{SecondReading, read_again};
use crate::world::World;
use jobcost::{LineCode, ReimportPlan, verify};

/// Carries out a plan behind the confirm dialog. An `Err` means that nothing was sent; once a request may have reached Procore the end is an
/// [`Outcome`], whatever goes wrong. The caller holds the lock on the job, so that nobody else carries out or recovers a re-import of it.
pub async fn reimport(world: &World<'_>, job: &LinkedJob, plan: ReimportPlan) -> Result<Outcome, ReimportError> {
    if plan.is_empty() {
        return Ok(Outcome::NothingToChange { out_of_balance: plan.out_of_balance.clone() });
    }
    let link = match world.journal.link_mark(&job.job, job.project).await {
        Ok(link) => link,
        Err(error) => return Ok(Outcome::NotBegun(error)),
    };
    world.report(Stage::Asking, 0, &plan);
    let Some(confirmed) = confirm(plan, job, world.confirmation).await? else { return Ok(Outcome::Declined) };
    world.report(Stage::ReadingAgain, 0, confirmed.plan());
    let currency = match read_again(world, job, confirmed.plan(), link).await? {
        SecondReading::AsConfirmed { currency, budget } => {
            if let Err(error) = supersede(world.journal, world.clock, job, &budget).await {
                return Ok(Outcome::NotBegun(error));
            }
            currency
        }
        SecondReading::Forbidden(outcome) => return Ok(*outcome),
    };
    let intent = world.intent(job, confirmed.plan());
    let receipt = receipt(&intent, confirmed.plan());
    if let Err(error) = world.journal.begin(&intent).await {
        return Ok(Outcome::NotBegun(error));
    }
    Ok(world.begun(&intent, &confirmed, currency, receipt).await)
}

impl World<'_> {
    /// What is stored is carried out to its end, whatever that is.
    async fn begun(
        &self,
        intent: &ReimportIntent,
        confirmed: &ConfirmedPlan,
        currency: CurrencyProof,
        receipt: Receipt,
    ) -> Outcome {
        let mut unlocking = BudgetUnlock::new(self.writer, self.journal, self.clock, intent);
        let applied = match self.make_ready(&mut unlocking, confirmed).await {
            Ok(new_codes) => self.send(intent, confirmed, &new_codes, currency).await,
            Err(nothing) => nothing,
        };
        // At once, before anything is proven: a budget is open no longer than its lines need.
        if unlocking.owes_lock() {
            self.report(Stage::LockingAgain, intent.lines.len(), confirmed.plan());
        }
        let locked_again = unlocking.lock_again().await;
        self.report(Stage::Proving, intent.lines.len(), confirmed.plan());
        // Locked as far as anybody knows, and still owed: the request to unlock may be on its way.
        let unlock = locked_again.is_ok() && unlocking.owes_lock();
        let lines = self.conclude(intent, confirmed.plan(), applied, receipt, unlock).await;
        let outcome = match locked_again {
            Ok(()) => lines,
            Err(RelockError { error, certain }) => Outcome::LeftUnlocked { lines: Box::new(lines), error, certain },
        };
        self.close(intent, outcome).await
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
            currency: plan.currency(),
            user: self.user.to_owned(),
            begun_at: self.clock.now(),
            acumatica_total: plan.totals.acumatica,
            procore_total: plan.totals.procore,
            new_procore_total: plan.totals.new_procore,
            unlocks: plan.unlocks,
            lines_left_apart: Some(plan.out_of_balance_after.unaccepted_parts().count()),
            lines: lines.collect(),
            snapshot: plan.budget.line_items.clone(),
        }
    }

    /// What the lines need: their budget codes, and an open budget. In this order, for codes need no open budget, and where they
    /// cannot be made it stays locked. An `Err` says that no line was sent, and what came of the codes.
    async fn make_ready(
        &self,
        unlocking: &mut BudgetUnlock<'_>,
        confirmed: &ConfirmedPlan,
    ) -> Result<NewCodeIds, SendResult> {
        let (intent, lines) = (unlocking.intent(), unlocking.intent().lines.len());
        if intent.new_codes().next().is_some() {
            self.report(Stage::CreatingCodes, 0, confirmed.plan());
        }
        let new_codes =
            NewCodes { reader: self.target, writer: self.writer, journal: self.journal, clock: self.clock, intent };
        let made = new_codes.make().await;
        let ids = made.map_err(|part| SendResult::nothing(lines, part.why.into(), part.made, part.open))?;
        if intent.unlocks {
            self.report(Stage::Unlocking, 0, confirmed.plan());
        }
        match unlocking.unlock().await {
            Ok(()) => Ok(ids),
            Err(why) => Err(SendResult::nothing(lines, why.into(), ids.len(), 0)),
        }
    }

    async fn send(
        &self,
        intent: &ReimportIntent,
        confirmed: &ConfirmedPlan,
        new_codes: &NewCodeIds,
        currency: CurrencyProof,
    ) -> SendResult {
        let (budgets, writer) = (self.target, self.writer);
        let (journal, clock, observer) = (self.journal, self.clock, self.observer);
        apply(&LineSender { budgets, writer, journal, clock, observer, intent, new_codes, currency }, confirmed).await
    }

    /// Reads back and says what happened.
    async fn conclude(
        &self,
        intent: &ReimportIntent,
        plan: &ReimportPlan,
        applied: SendResult,
        receipt: Receipt,
        unlock: bool,
    ) -> Outcome {
        let receipt = Receipt { codes_made: applied.codes_made, ..receipt };
        let open = OpenRequests { codes: applied.codes_open, unlock, ..OpenRequests::default() };
        if !applied.anything_sent
            && let Some(why) = applied.stopped
        {
            return without_a_line(receipt, why, open);
        }
        let read = if applied.stopped.is_none() && applied.refused.is_empty() {
            prove(self.target, self.clock, plan, intent.currency).await
        } else {
            let expected = |(position, progress): (usize, &Option<LineProgress>)| {
                matches!(progress, Some(LineProgress::Acknowledged)).then_some(position)
            };
            let expected: Vec<usize> = applied.progress.iter().enumerate().filter_map(expected).collect();
            let budget = read_settled(self.target, self.clock, intent, &expected, &PROOF_WAITS).await;
            budget.map(|budget| {
                let verification = verify(plan, &budget);
                (budget, verification)
            })
        };
        outcome(intent, applied, receipt, open, read)
    }

    /// Closes the record, once. A record that cannot be closed stays pending, and the next start reads what became of it.
    async fn close(&self, intent: &ReimportIntent, outcome: Outcome) -> Outcome {
        let Some(ending) = ending(&outcome) else { return outcome };
        if let Err(side_error) = self.journal.close(intent.id, &ending, self.clock.now()).await {
            tracing::error!(reimport = %intent.id, %side_error, "the record could not be closed and stays pending");
        }
        outcome
    }
}
