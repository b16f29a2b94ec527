//! Who owns a job's original budget: whose word holds where the two sides differ. Pure.

use crate::refusal::Refusal;

/// The rule of one job, which the user sets.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Ownership {
    /// Acumatica owns it: a re-import overrides Procore.
    #[default]
    Acumatica,
    /// Acumatica owns it until somebody changes the budget in Procore by a budget change or modification; from then on Procore does.
    AcumaticaUntilFirstChange,
    /// Procore owns it: the two sides are only compared.
    Procore,
}

impl Ownership {
    /// Every rule, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Acumatica, Self::AcumaticaUntilFirstChange, Self::Procore];

    /// The rule asks whether the budget was changed in Procore.
    pub const fn depends_on_changes(self) -> bool {
        matches!(self, Self::AcumaticaUntilFirstChange)
    }

    /// What the rule says against a re-import. `changed_in_procore`: the budget has a budget change or modification.
    pub fn refusal(self, changed_in_procore: bool) -> Option<Refusal> {
        match self {
            Self::Acumatica => None,
            Self::AcumaticaUntilFirstChange => changed_in_procore.then_some(Refusal::ChangedInProcore),
            Self::Procore => Some(Refusal::ProcoreOwns),
        }
    }
}
