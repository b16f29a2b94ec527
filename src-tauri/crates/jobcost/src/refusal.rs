//! What stands in the way of a re-import: all of it at once, so that the user mends everything in one go.

use crate::budget::Budget;
use crate::currencies::{CurrencyClash, currency_clash};
use crate::estimate::Estimate;
use crate::money::Currency;
use crate::plan::ReimportPlan;
use crate::side::Side;
use crate::wbs_code::WbsCode;
use std::collections::HashSet;

/// The level a user has on one of Procore's tools (user permissions tutorial).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ErpLevel {
    /// No access.
    None,
    /// May look.
    ReadOnly,
    /// May import.
    Standard,
    /// May do everything.
    Admin,
}

impl std::fmt::Display for ErpLevel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::ReadOnly => "Read Only",
            Self::Standard => "Standard",
            Self::Admin => "Admin",
        })
    }
}

/// What Procore lets the signed-in account do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rights {
    /// The company has the ERP Integrations tool, and this is the account's level on it.
    ErpIntegrations(ErpLevel),
    /// The company does not have that tool, so the right to edit the budget decides.
    Budget {
        /// The account may edit original budget amounts.
        may_edit: bool,
    },
}

impl Rights {
    /// Standard or Admin on ERP Integrations; without that tool, the right to edit the budget.
    pub fn may_reimport(self) -> bool {
        match self {
            Self::ErpIntegrations(level) => level >= ErpLevel::Standard,
            Self::Budget { may_edit } => may_edit,
        }
    }
}

/// One reason why a job cannot be re-imported now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The user's rule: Procore owns the job's original budget.
    ProcoreOwns,
    /// The user's rule: Acumatica owned it until the budget was changed in Procore, and it was.
    ChangedInProcore,
    /// The budget is locked in Procore.
    BudgetLocked,
    /// The account may not re-import.
    RightMissing(Rights),
    /// The amounts are in different currencies.
    CurrenciesDiffer {
        /// The estimate's.
        estimate: Currency,
        /// The budget's.
        budget: Currency,
    },
    /// Nobody says in which currency a side's amounts are: those of the budget's lines, until the user states it once for the project;
    /// or the estimate's.
    CurrencyUnstated(Side),
    /// Procore answered two budget lines for one code, which it says cannot be: it is unsafe to choose one.
    BudgetCodeTwice(WbsCode),
    /// Both sides agree as far as a re-import may change them.
    NothingToChange,
}

impl From<CurrencyClash> for Refusal {
    fn from(clash: CurrencyClash) -> Self {
        match clash {
            CurrencyClash::Unstated(side) => Self::CurrencyUnstated(side),
            CurrencyClash::Differ { estimate, budget } => Self::CurrenciesDiffer { estimate, budget },
        }
    }
}

/// Everything that forbids carrying out a plan between these two sides. `plan` is `None` when none could be made, which is so
/// when the sides are not [`comparable`](crate::comparable).
pub fn refusals(estimate: &Estimate, budget: &Budget, rights: Rights, plan: Option<&ReimportPlan>) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if budget.locked && !plan.is_some_and(|plan| plan.unlocks) {
        refusals.push(Refusal::BudgetLocked);
    }
    if !rights.may_reimport() {
        refusals.push(Refusal::RightMissing(rights));
    }
    refusals.extend(currency_clash(estimate, budget).map(Refusal::from));
    let mut seen = HashSet::new();
    for line in &budget.line_items {
        if !seen.insert(&line.wbs_code) {
            refusals.push(Refusal::BudgetCodeTwice(line.wbs_code.clone()));
        }
    }
    if plan.is_some_and(ReimportPlan::is_empty) {
        refusals.push(Refusal::NothingToChange);
    }
    refusals
}
