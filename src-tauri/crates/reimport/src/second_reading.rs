//! After the yes everything that it rests on is looked at again: the dialog may have been open over lunch.

use crate::apply::CurrencyProof;
use crate::error::{ReimportError, SideError};
use crate::outcome::Outcome;
use crate::prepare::LinkedJob;
use crate::prepare::changed_in_procore;
use crate::readings::restated;
use crate::world::World;
use jobcost::{
    Budget, BudgetCodes, Movement, Refusal, ReimportPlan, Rights, budget_movement, codes_moved, estimate_movement,
};

/// What reading again found.
pub(crate) enum SecondReading {
    /// Both sides, their rights and their link are as they were when the user said yes.
    AsConfirmed {
        /// How the budget's currency is known.
        currency: CurrencyProof,
        /// The budget, in the currency of the plan.
        budget: Budget,
    },
    /// Something is not: nothing is sent.
    Forbidden(Box<Outcome>),
}

/// Reads both sides, the budget codes, the account's rights, who owns the budget and what was said of the link.
pub(crate) async fn read_again(
    world: &World<'_>,
    job: &LinkedJob,
    plan: &ReimportPlan,
    link: i64,
) -> Result<SecondReading, ReimportError> {
    let forbidden = |outcome| Ok(SecondReading::Forbidden(Box::new(outcome)));
    match world.journal.link_mark(&job.job, job.project).await {
        Ok(mark) if mark == link => {}
        Ok(_) => return forbidden(Outcome::Relinked),
        Err(error) => return forbidden(Outcome::NotBegun(error)),
    }
    let ownership = match world.journal.ownership(&job.job).await {
        Ok(ownership) => ownership,
        Err(error) => return forbidden(Outcome::NotBegun(error)),
    };
    let budget_side = async {
        let rights = world.target.rights_afresh(job.project).await?;
        let codes = world.target.codes(job.project, true).await?;
        let budget = world.target.budget(job.project).await?;
        let changed = changed_in_procore(world.target, job.project, ownership).await?;
        Ok::<_, SideError>((rights, codes, budget, changed))
    };
    let (estimate, (rights, codes, budget, changed)) =
        tokio::try_join!(world.source.estimate(&plan.estimate.job), budget_side)?;
    let currency = currency_proof(job, &budget);
    let budget = restated(budget, plan.currency());
    let refusals = refusals(plan, &budget, rights, ownership.refusal(changed));
    if !refusals.is_empty() {
        return forbidden(Outcome::Refused(refusals));
    }
    let moved = moved(
        plan,
        &codes,
        [estimate_movement(&plan.estimate, &estimate), budget_movement(&as_planned(plan), &budget)],
    );
    if moved.is_empty() {
        Ok(SecondReading::AsConfirmed { currency, budget })
    } else {
        forbidden(Outcome::Outdated(moved))
    }
}

/// The plan's budget in the plan's currency, as the one that was read again is.
fn as_planned(plan: &ReimportPlan) -> Budget {
    restated(Budget::clone(&plan.budget), plan.currency())
}

fn currency_proof(job: &LinkedJob, budget: &Budget) -> CurrencyProof {
    match (budget.currency.is_stated(), job.currency) {
        (true, _) => CurrencyProof::Stated,
        (false, Some(_)) => CurrencyProof::SaidByUser,
        (false, None) => CurrencyProof::Assumed,
    }
}

fn refusals(plan: &ReimportPlan, budget: &Budget, rights: Rights, owner: Option<Refusal>) -> Vec<Refusal> {
    let locked = (budget.locked && !plan.unlocks).then_some(Refusal::BudgetLocked);
    let right = (!rights.may_reimport()).then_some(Refusal::RightMissing(rights));
    [locked, right, owner].into_iter().flatten().collect()
}

fn moved(plan: &ReimportPlan, codes: &BudgetCodes, sides: [Option<Movement>; 2]) -> Vec<Movement> {
    sides.into_iter().flatten().chain(codes_moved(plan, codes)).collect()
}
