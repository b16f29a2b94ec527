//! One line of a plan: both sides, what happens to it, and why it stays where it does. Pure.

use crate::budget::{BudgetLineItemId, WbsCodeId};
use crate::choices::Choice;
use crate::comparison::{ComparedLine, LineCode};
use crate::mapping::Unmapped;
use crate::money::{Money, MoneyError};
use crate::wbs_code::WbsCode;

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
    /// Its difference was accepted, at the amount it has; this would have been its change.
    Accepted(LineChange),
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
    /// The difference that was accepted on it, whether or not it still has that amount: Procore minus Acumatica.
    pub accepted: Option<Money>,
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

    /// The line's code as people read it: the budget code, or the estimate's own where it has none.
    pub fn code_text(&self) -> String {
        match &self.compared.code {
            LineCode::Mapped(code) => code.to_string(),
            LineCode::Unmapped { estimate_code, .. } => estimate_code.clone(),
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

/// `None` where it is zero already, or not in the budget.
pub(crate) fn set_to_zero(line: &ComparedLine) -> Option<LineChange> {
    let (before, line_item, wbs_code_id) = (line.budget?, line.line_item?, line.wbs_code_id?);
    let after = Money::zero(before.currency());
    (before != after).then_some(LineChange::Revise { line_item, wbs_code_id, before, after })
}
