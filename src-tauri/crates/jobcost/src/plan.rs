//! The exact changes of a re-import, before any is made.

use crate::budget::{Budget, BudgetCodes};
use crate::choices::{Choice, Choices};
use crate::comparison::{ComparedLine, LineCode, compare};
use crate::estimate::Estimate;
use crate::mapping::{CodeMapping, Unmapped};
use crate::money::{Currency, Money, MoneyError};
use crate::out_of_balance::{OutOfBalance, When, out_of_balance};
use crate::planned_line::{LineChange, PlannedLine, Unchanged, What, set_to_zero};
use crate::reconciling_items::{LineKey, keys_there_twice};
use crate::wbs_code::WbsCode;
use std::collections::HashSet;
use std::sync::Arc;

/// The three totals of Procore's page, and what lies between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlanTotals {
    /// Current Acumatica Total: every expense line, mapped or not, as Acumatica has it, to the currency's smallest unit.
    pub acumatica: Money,
    /// Current Procore Total: every budget line's original amount.
    pub procore: Money,
    /// New Procore Total on Re-import: the sum of the budget after the plan (rule 9).
    pub new_procore: Money,
    /// Change on re-import: what it adds to Procore's total.
    pub change: Money,
}

/// The exact changes of a re-import, with the two sides it was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReimportPlan {
    /// The estimate it was made from.
    pub estimate: Arc<Estimate>,
    /// The budget it was made from: also the snapshot to return to.
    pub budget: Arc<Budget>,
    /// Every line of both sides, in the order of the budget codes.
    pub lines: Vec<PlannedLine>,
    /// The totals.
    pub totals: PlanTotals,
    /// What lies between the two books today.
    pub out_of_balance: OutOfBalance,
    /// What lies between them once the plan is carried out.
    pub out_of_balance_after: OutOfBalance,
    /// The budget is locked, and the user wants it unlocked for the lines and locked again.
    pub unlocks: bool,
    /// The user wants budget codes made that lines lack. Which, [`Self::new_codes`] tells.
    pub creates_codes: bool,
    /// The budget states no currency, because it has no line yet: the estimate's is written, and the first line read back has to prove that
    /// Procore keeps it so before the rest is sent (rule 15).
    pub currency_to_prove: bool,
}

impl ReimportPlan {
    /// The currency of every amount of the plan: the estimate's.
    pub fn currency(&self) -> Currency {
        self.estimate.currency
    }

    /// The changes, in the plan's order.
    pub fn changes(&self) -> impl Iterator<Item = (&PlannedLine, &LineChange)> {
        self.lines.iter().filter_map(|line| line.change().map(|change| (line, change)))
    }

    /// The budget codes that the plan makes before its lines.
    pub fn new_codes(&self) -> impl Iterator<Item = &WbsCode> {
        self.changes().filter(|(_, change)| change.wbs_code_id().is_none()).filter_map(|(line, _)| line.wbs_code())
    }

    /// The budget codes that the plan could make, or makes: those that a line above zero lacks.
    pub fn makeable_codes(&self) -> impl Iterator<Item = &WbsCode> {
        let lacks = |line: &&PlannedLine| {
            let compared = &line.compared;
            compared.wbs_code_id.is_none() && compared.estimate.is_some_and(|estimate| estimate.is_above_zero())
        };
        self.lines.iter().filter(lacks).filter_map(PlannedLine::wbs_code)
    }

    /// The keys that stand for more than one line: no difference can be accepted on them.
    pub fn keys_there_twice(&self) -> HashSet<LineKey> {
        keys_there_twice(self.lines.iter().map(|line| &line.compared))
    }

    /// Nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes().next().is_none()
    }

    /// The estimate lines left out for want of a budget code.
    pub fn unmapped(&self) -> impl Iterator<Item = (&PlannedLine, &Unmapped)> {
        self.lines.iter().filter_map(|line| match &line.what {
            What::Stays(Unchanged::Unmapped(why)) => Some((line, why)),
            _ => None,
        })
    }

    /// Keeps the lines that the budget has and only adds those it lacks: the first of Procore's ways to import over existing lines
    /// (import a budget over existing budget lines). The second, overriding, is what the rules do without choices.
    pub fn choices_keeping_existing(&self) -> Choices {
        self.changes()
            .filter(|(_, change)| change.before().is_some())
            .filter_map(|(line, _)| line.wbs_code().cloned())
            .map(|code| (code, Choice::Leave))
            .collect()
    }
}

/// Makes the plan of a re-import by the rules of Procore's page (the numbers in this file's comments are those of the
/// re-import's rules in the crates' README), and by the user's choices where they made some. Fails when the sides are not
/// [`crate::comparable`] or money cannot be added; refusals are a question of their own,
/// see [`crate::refusals`].
pub fn plan(
    estimate: impl Into<Arc<Estimate>>,
    budget: impl Into<Arc<Budget>>,
    codes: &BudgetCodes,
    mapping: &CodeMapping,
    choices: &Choices,
) -> Result<ReimportPlan, MoneyError> {
    let (estimate, budget) = (estimate.into(), budget.into());
    let comparison = compare(&estimate, &budget, codes, mapping)?;
    let accepted = accepted(&comparison.lines, choices);
    let lines = comparison.lines.into_iter().zip(accepted);
    let lines: Vec<PlannedLine> = lines.map(|(line, accepted)| planned(line, accepted, choices)).collect();
    let totals = totals(&estimate, &budget, &lines)?;
    let items = choices.items();
    let unlocks = budget.locked && choices.unlocks();
    let currency_to_prove = !budget.currency.is_stated();
    Ok(ReimportPlan {
        out_of_balance: out_of_balance(&lines, When::Today, (totals.procore, totals.acumatica), items)?,
        out_of_balance_after: out_of_balance(
            &lines,
            When::AfterThePlan,
            (totals.new_procore, totals.acumatica),
            items,
        )?,
        estimate,
        budget,
        lines,
        totals,
        unlocks,
        creates_codes: choices.creates_codes(),
        currency_to_prove,
    })
}

/// What was accepted on each line. Where two lines have one key nobody can tell which of them was meant, and so neither was.
fn accepted(lines: &[ComparedLine], choices: &Choices) -> Vec<Option<Money>> {
    if choices.items().is_empty() {
        return vec![None; lines.len()];
    }
    let twice = keys_there_twice(lines.iter());
    let accepted = |line: &ComparedLine| {
        let key = line.key();
        choices.items().amount(&key).filter(|_| !twice.contains(&key))
    };
    lines.iter().map(accepted).collect()
}

fn planned(compared: ComparedLine, accepted: Option<Money>, choices: &Choices) -> PlannedLine {
    let what = decide(&compared, accepted, choices);
    PlannedLine { compared, what, accepted }
}

fn decide(line: &ComparedLine, accepted: Option<Money>, choices: &Choices) -> What {
    let choice = match &line.code {
        LineCode::Mapped(code) => choices.of(code),
        LineCode::Unmapped { .. } => None,
    };
    // A variance that cannot be told is not the one that was accepted.
    let holds = accepted.is_some() && line.variance().ok() == accepted;
    match (choice, by_the_rules(line, choices.creates_codes())) {
        (_, What::Changes(change)) if holds => What::Stays(Unchanged::Accepted(change)),
        (Some(Choice::Leave), What::Changes(change)) => What::Stays(Unchanged::Left(change)),
        (Some(Choice::SetToZero), What::Stays(Unchanged::OnlyInProcore)) => {
            set_to_zero(line).map_or(What::Stays(Unchanged::OnlyInProcore), What::Changes)
        }
        (_, ruled) => ruled,
    }
}

fn by_the_rules(line: &ComparedLine, creates_codes: bool) -> What {
    let code = match &line.code {
        LineCode::Mapped(code) => code,
        LineCode::Unmapped { why, .. } => {
            return match line.estimate {
                Some(estimate) if estimate.is_zero() => What::Stays(Unchanged::NotAboveZero),
                _ => What::Stays(Unchanged::Unmapped(why.clone())),
            };
        }
    };
    match (line.estimate, line.budget, line.line_item, line.wbs_code_id) {
        (Some(estimate), Some(budget), Some(line_item), Some(wbs_code_id)) if estimate != budget => {
            What::Changes(LineChange::Revise { line_item, wbs_code_id, before: budget, after: estimate })
        }
        (Some(estimate), None, _, None) if estimate.is_above_zero() && !creates_codes => {
            What::Stays(Unchanged::Unmapped(Unmapped::NoBudgetCode(code.clone())))
        }
        (Some(estimate), None, _, wbs_code_id) if estimate.is_above_zero() => {
            What::Changes(LineChange::Create { wbs_code_id, after: estimate })
        }
        (Some(_), Some(_), ..) => What::Stays(Unchanged::Agrees),
        (Some(_), None, ..) => What::Stays(Unchanged::NotAboveZero),
        (None, ..) => What::Stays(Unchanged::OnlyInProcore),
    }
}

fn totals(estimate: &Estimate, budget: &Budget, lines: &[PlannedLine]) -> Result<PlanTotals, MoneyError> {
    let currency = estimate.currency;
    let acumatica = estimate.total()?;
    let procore = Money::sum(currency, budget.line_items.iter().map(|line| line.original_budget))?;
    let new_procore = Money::sum(currency, lines.iter().filter_map(PlannedLine::after))?;
    Ok(PlanTotals { acumatica, procore, new_procore, change: new_procore.minus(procore)? })
}
