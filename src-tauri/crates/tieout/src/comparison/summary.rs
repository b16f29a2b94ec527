//! One job's comparison: every line of its plan, and what becomes of it by the user's choices. The window hands back a plan's id and
//! the choices, never an amount; everything it shows is made here.

use crate::budgets::page::JobRow;
use crate::comparison::line_row::LineRow;
use crate::comparison::plans::{Allowed, PlanId};
use jobcost::{PlanTotals, Refusal, ReimportPlan, counted};
use reimport::{Prepared, refusal, step_text};

/// One job, line by line, as the rules would re-import it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// Names the plan that is shown. The same readings have the same name.
    pub plan: PlanId,
    /// The job's row of the Budgets page.
    pub row: JobRow,
    /// When it was last re-imported and by whom, in words.
    pub last_reimport: Option<String>,
    /// Nothing was imported yet, and the budget has lines already.
    pub first_import: bool,
    /// The budget has lines that nobody is known to have imported: it can be adopted as it is.
    pub adoptable: bool,
    /// How many lines the budget has.
    pub existing_lines: usize,
    /// The figures.
    pub summary: PlanSummary,
    /// Every line.
    pub lines: Vec<LineRow>,
}

/// A plan's figures, and what stands in its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanSummary {
    /// The totals of Procore's page.
    pub totals: PlanTotals,
    /// Lines that would change.
    pub lines: usize,
    /// What OK will do, in order and in words; one step where only lines change.
    pub steps: Vec<String>,
    /// What the user may add to the plan.
    pub offers: Vec<Offer>,
    /// What forbids the re-import, each with its way out.
    pub refusals: Vec<(String, String)>,
    /// The lock stands in the way: whoever may not open it, or does not want to, can be told when somebody has.
    pub locked: bool,
}

/// Something the user may add to a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// Which.
    pub kind: OfferKind,
    /// In words.
    pub sentence: String,
    /// He took it.
    pub taken: bool,
}

/// What may be added to a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfferKind {
    /// Making the budget codes that lines lack.
    CreateCodes,
    /// Unlocking the budget for the lines, and locking it again.
    Unlock,
}

/// A plan made again with other choices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replanned {
    /// The lines that come out otherwise than by the rules, by their position in the comparison.
    pub lines: Vec<(usize, LineRow)>,
    /// The figures.
    pub summary: PlanSummary,
}

impl PlanSummary {
    /// The figures of what was prepared; `None` where the two sides cannot be compared.
    pub(crate) fn of(prepared: &Prepared, allowed: Allowed) -> Option<Self> {
        let plan = prepared.plan.as_ref()?;
        let refusals = prepared.refusals.iter().map(|reason| told(reason, allowed)).collect();
        let steps = plan.steps().into_iter().map(step_text).collect();
        Some(Self {
            totals: plan.totals,
            lines: plan.changes().count(),
            steps,
            offers: offers(plan, prepared, allowed),
            refusals,
            locked: !plan.is_empty() && prepared.refusals.contains(&Refusal::BudgetLocked),
        })
    }
}

const MAY_NOT_UNLOCK: &str = "This account may not unlock it, which takes Admin on the project's Budget tool. Ask your Procore administrator to \
     unlock it (choose to preserve modifications), or for that right. One that waits in the ERP is accepted or rejected there first.";

fn codes(count: usize) -> String {
    if count == 1 {
        "the missing budget code".to_owned()
    } else {
        format!("the {}", counted(count, "missing budget code"))
    }
}

/// What forbids the plan, and the way out that is open to this account.
fn told(reason: &Refusal, allowed: Allowed) -> (String, String) {
    let (sentence, remedy) = refusal(reason);
    match (reason, allowed.unlock) {
        (Refusal::BudgetLocked, Some(false)) => (sentence, MAY_NOT_UNLOCK.to_owned()),
        _ => (sentence, remedy),
    }
}

/// What is missing for an offer in general, the budget's owner or a right for lines, is a refusal of its own. What the account may not do
/// is not offered: who can do it is told with the lock, or with the lines.
fn offers(plan: &ReimportPlan, prepared: &Prepared, may: Allowed) -> Vec<Offer> {
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
