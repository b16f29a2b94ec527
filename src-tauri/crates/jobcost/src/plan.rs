//! The exact changes of a re-import, before any is made.

use crate::budget::{Budget, BudgetCodes, BudgetLineItemId, WbsCodeId};
use crate::choices::{Choice, Choices};
use crate::comparison::{ComparedLine, LineCode, compare};
use crate::estimate::Estimate;
use crate::mapping::{CodeMapping, Unmapped};
use crate::money::{Currency, Money, MoneyError};
use crate::wbs_code::WbsCode;
use std::sync::Arc;

/// A change of one budget line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineChange {
    /// The estimate is above zero and the budget has no such line (rule 4).
    Create {
        /// The code the new line hangs on; `None` where the plan makes the code first.
        wbs_code_id: Option<WbsCodeId>,
        /// Its original amount.
        after: Money,
    },
    /// The line exists and its value is overridden: with the estimate (rules 3 and 6), or with zero where only Procore has it and the
    /// user chose so (rule 7).
    Revise {
        /// The line.
        line_item: BudgetLineItemId,
        /// Its code.
        wbs_code_id: WbsCodeId,
        /// What Procore has now.
        before: Money,
        /// What it will have. May be zero or a credit: the plan shows that prominently.
        after: Money,
    },
}

impl LineChange {
    /// The code the change is about; `None` where the plan makes it first.
    pub const fn wbs_code_id(&self) -> Option<WbsCodeId> {
        match self {
            Self::Create { wbs_code_id, .. } => *wbs_code_id,
            Self::Revise { wbs_code_id, .. } => Some(*wbs_code_id),
        }
    }

    /// The amount Procore will have.
    pub const fn after(&self) -> Money {
        match self {
            Self::Create { after, .. } | Self::Revise { after, .. } => *after,
        }
    }

    /// The amount Procore has; `None` for a line that does not exist.
    pub const fn before(&self) -> Option<Money> {
        match self {
            Self::Create { .. } => None,
            Self::Revise { before, .. } => Some(*before),
        }
    }

    /// What the change adds to the Procore total.
    pub fn effect(&self) -> Result<Money, MoneyError> {
        self.after().minus(self.before().unwrap_or(Money::zero(self.after().currency())))
    }
}

/// Why a line stays as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unchanged {
    /// Both sides say the same.
    Agrees,
    /// Acumatica has no such line: it stays and counts in the new total (rule 7).
    OnlyInProcore,
    /// The estimate is not above zero and the budget has no such line: nothing is created (rule 5).
    NotAboveZero,
    /// The estimate has no budget code; the line is left out.
    Unmapped(Unmapped),
    /// The user chose to leave it; this would have been its change.
    Left(LineChange),
}

/// What happens to a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It changes.
    Changes(LineChange),
    /// It stays, and why.
    Stays(Unchanged),
}

/// One line of the plan: both sides, the outcome and the reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedLine {
    /// Both sides.
    pub compared: ComparedLine,
    /// What happens.
    pub what: What,
}

impl PlannedLine {
    /// The budget's amount once the plan is carried out; `None` where there is no line then either.
    pub fn after(&self) -> Option<Money> {
        match &self.what {
            What::Changes(change) => Some(change.after()),
            What::Stays(_) => self.compared.budget,
        }
    }

    /// The budget code, where it has one; it may still have to be made.
    pub const fn wbs_code(&self) -> Option<&WbsCode> {
        match &self.compared.code {
            LineCode::Mapped(code) => Some(code),
            LineCode::Unmapped { .. } => None,
        }
    }

    /// The choices that would make a difference to this line, the one that was made among them.
    pub fn choosable(&self) -> Option<Choice> {
        match &self.what {
            What::Changes(LineChange::Revise { .. }) if self.compared.estimate.is_none() => Some(Choice::SetToZero),
            What::Changes(_) | What::Stays(Unchanged::Left(_)) => Some(Choice::Leave),
            What::Stays(Unchanged::OnlyInProcore) => set_to_zero(&self.compared).map(|_| Choice::SetToZero),
            What::Stays(_) => None,
        }
    }

    /// The choice that was made.
    pub const fn chosen(&self) -> Option<Choice> {
        match &self.what {
            What::Changes(LineChange::Revise { .. }) if self.compared.estimate.is_none() => Some(Choice::SetToZero),
            What::Stays(Unchanged::Left(_)) => Some(Choice::Leave),
            What::Changes(_) | What::Stays(_) => None,
        }
    }

    /// The change, if there is one.
    pub const fn change(&self) -> Option<&LineChange> {
        match &self.what {
            What::Changes(change) => Some(change),
            What::Stays(_) => None,
        }
    }
}

/// The three totals of Procore's page, and what lies between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlanTotals {
    /// Current Acumatica Total: every expense line, mapped or not, as Acumatica has it, to the currency's smallest unit.
    pub acumatica: Money,
    /// Current Procore Total: every budget line's original amount.
    pub procore: Money,
    /// New Procore Total on Re-import: the sum of the budget after the plan (rule 9).
    pub new_procore: Money,
    /// What the re-import adds to Procore's total.
    pub difference: Money,
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
    let lines: Vec<PlannedLine> = comparison
        .lines
        .into_iter()
        .map(|compared| PlannedLine { what: decide(&compared, choices), compared })
        .collect();
    let totals = totals(&estimate, &budget, &lines)?;
    let unlocks = budget.locked && choices.unlocks();
    let currency_to_prove = !budget.currency.is_stated();
    Ok(ReimportPlan {
        estimate,
        budget,
        lines,
        totals,
        unlocks,
        creates_codes: choices.creates_codes(),
        currency_to_prove,
    })
}

fn decide(line: &ComparedLine, choices: &Choices) -> What {
    let choice = match &line.code {
        LineCode::Mapped(code) => choices.of(code),
        LineCode::Unmapped { .. } => None,
    };
    match (choice, by_the_rules(line, choices.creates_codes())) {
        (Some(Choice::Leave), What::Changes(change)) => What::Stays(Unchanged::Left(change)),
        (Some(Choice::SetToZero), What::Stays(Unchanged::OnlyInProcore)) => {
            set_to_zero(line).map_or(What::Stays(Unchanged::OnlyInProcore), What::Changes)
        }
        (_, ruled) => ruled,
    }
}

/// `None` where it is zero already, or not in the budget.
fn set_to_zero(line: &ComparedLine) -> Option<LineChange> {
    let (before, line_item, wbs_code_id) = (line.budget?, line.line_item?, line.wbs_code_id?);
    let after = Money::zero(before.currency());
    (before != after).then_some(LineChange::Revise { line_item, wbs_code_id, before, after })
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
    Ok(PlanTotals { acumatica, procore, new_procore, difference: new_procore.minus(procore)? })
}
