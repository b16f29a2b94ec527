//! A plan's figures, and what stands in its way. Pure.

use crate::comparison::plans::AccountPermissions;
use crate::view::amount::Amount;
use crate::view::comparison::{Offer, OfferKind, PlanSummary};
use crate::view::count::count;
use crate::view::refusal as view;
use jobcost::{Refusal, ReimportPlan, counted};
use reimport::{Prepared, refusal, step_text};

/// The figures of what was prepared; `None` where the two sides cannot be compared.
pub(crate) fn plan_summary(prepared: &Prepared, allowed: AccountPermissions) -> Option<PlanSummary> {
    let plan = prepared.plan.as_ref()?;
    let offers = offers(plan, prepared, allowed);
    let (today, afterwards) = (&plan.out_of_balance, &plan.out_of_balance_after);
    Some(PlanSummary {
        totals: plan.totals.into(),
        out_of_balance: Amount(today.amount),
        out_of_balance_after: Amount(afterwards.amount),
        tie_after: afterwards.tie().into(),
        unaccepted_after: Amount(afterwards.unaccepted),
        unaccepted_after_parts: count(afterwards.unaccepted_parts().count()),
        items: count(today.accepted_parts().count()),
        items_amount: Amount(today.accepted),
        lines: count(plan.changes().count()),
        steps: plan.steps().into_iter().map(step_text).collect(),
        refusals: prepared.refusals.iter().map(|reason| told(reason, allowed, &offers)).collect(),
        offers,
        locked: !plan.is_empty() && prepared.refusals.contains(&Refusal::BudgetLocked),
    })
}

const MAY_NOT_UNLOCK: &str = "This account may not unlock it, which takes Admin on the project's Budget tool. Ask your Procore administrator to \
     unlock it (choose to preserve modifications), or for that right. One that waits in the ERP is accepted or rejected there first.";

const UNLOCK_HERE: &str = "Unlock it for this re-import, or in Procore yourself (Budget tool, Unlock; choose to preserve modifications). One \
     that waits in the ERP is accepted or rejected there first.";

fn codes(count: usize) -> String {
    if count == 1 {
        "the missing budget code".to_owned()
    } else {
        format!("the {}", counted(count, "missing budget code"))
    }
}

/// What forbids the plan, and the way out that is open to this account.
fn told(reason: &Refusal, allowed: AccountPermissions, offers: &[Offer]) -> view::Refusal {
    let told = view::Refusal::from(refusal(reason));
    match (reason, allowed.unlock) {
        (Refusal::BudgetLocked, Some(false)) => view::Refusal { remedy: MAY_NOT_UNLOCK.to_owned(), ..told },
        (Refusal::BudgetLocked, _) if offers.iter().any(|offer| offer.kind == OfferKind::Unlock) => {
            view::Refusal { remedy: UNLOCK_HERE.to_owned(), ..told }
        }
        _ => told,
    }
}

/// What is missing for an offer in general, the budget's owner or a right for lines, is a refusal of its own. What the account may not do
/// is not offered: who can do it is told with the lock, or with the lines.
fn offers(plan: &ReimportPlan, prepared: &Prepared, may: AccountPermissions) -> Vec<Offer> {
    let sides = &prepared.sides;
    let allowed = sides.rights.may_reimport() && sides.ownership.refusal(sides.changed_in_procore).is_none();
    let makeable = plan.makeable_codes().count();
    let create_codes = Offer {
        kind: OfferKind::CreateCodes,
        sentence: format!(
            "Create {} in Procore, and the lines on {}",
            codes(makeable),
            if makeable == 1 { "it" } else { "them" }
        ),
        taken: plan.creates_codes,
    };
    let unlock = Offer {
        kind: OfferKind::Unlock,
        sentence: "Unlock the budget for this re-import, and lock it again afterwards".to_owned(),
        taken: plan.unlocks,
    };
    let locked = plan.budget.locked && !plan.is_empty();
    let offers = [
        (makeable > 0 && may.create_codes != Some(false), create_codes),
        (locked && may.unlock != Some(false), unlock),
    ];
    offers.into_iter().filter(|(wanted, _)| *wanted && allowed).map(|(_, offer)| offer).collect()
}
