//! Why a line comes out as it does: what the words of every screen, file and dialog are made from. Pure.

use crate::choices::Choice;
use crate::mapping::Unmapped;
use crate::planned_line::{LineChange, PlannedLine, Unchanged, What};

/// Why a line changes, or stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It is created: the estimate is above zero and the budget has no such line (rule 4).
    NotInBudget,
    /// It is created, and its budget code before it: the project has neither (rule 4).
    CodeNotInProject,
    /// It is revised: the two sides differ (rule 3).
    SidesDiffer,
    /// It is set to zero: the estimate is zero (rule 6).
    EstimateIsZero,
    /// It becomes a credit: the estimate is one (rule 6).
    EstimateIsCredit,
    /// Only Procore has it, and the user chose zero (rule 7).
    ZeroChosen,
    /// It stays: both sides say the same.
    Agrees,
    /// It stays and counts: only Procore has it (rule 7).
    OnlyInProcore,
    /// It is not created: the estimate is not above zero (rule 5).
    NotAboveZero,
    /// It is left out: it has no budget code.
    Unmapped(Unmapped),
    /// It would change, and the user chose to leave it.
    LeftByChoice,
    /// It would change, and its difference was accepted.
    Accepted,
}

impl PlannedLine {
    /// Why the line comes out as it does.
    pub fn reason(&self) -> Reason {
        match &self.what {
            What::Changes(LineChange::Create { wbs_code_id: None, .. }) => Reason::CodeNotInProject,
            What::Changes(LineChange::Create { .. }) => Reason::NotInBudget,
            What::Changes(LineChange::Revise { .. }) if self.chosen() == Some(Choice::SetToZero) => Reason::ZeroChosen,
            What::Changes(LineChange::Revise { after, .. }) if after.is_zero() => Reason::EstimateIsZero,
            What::Changes(LineChange::Revise { after, .. }) if after.is_credit() => Reason::EstimateIsCredit,
            What::Changes(LineChange::Revise { .. }) => Reason::SidesDiffer,
            What::Stays(Unchanged::Agrees) => Reason::Agrees,
            What::Stays(Unchanged::OnlyInProcore) => Reason::OnlyInProcore,
            What::Stays(Unchanged::NotAboveZero) => Reason::NotAboveZero,
            What::Stays(Unchanged::Left(_)) => Reason::LeftByChoice,
            What::Stays(Unchanged::Accepted(_)) => Reason::Accepted,
            What::Stays(Unchanged::Unmapped(why)) => Reason::Unmapped(why.clone()),
        }
    }
}
