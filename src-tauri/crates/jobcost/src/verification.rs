//! The proof: the budget read back against what the plan promised, to the cent.

use crate::{Budget, LineCode, Money, ReimportPlan, WbsCode};
use std::collections::BTreeMap;

/// A budget line that is not what the plan promised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiscrepantLine {
    /// Its code.
    pub wbs_code: WbsCode,
    /// What the plan promised; `None` when the line should not exist.
    pub promised: Option<Money>,
    /// What Procore has; `None` when it has no such line.
    pub found: Option<Money>,
    /// The plan meant to change this line. When false, somebody else changed it meanwhile.
    pub ours: bool,
}

/// The result of reading back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verification {
    /// Every line of the budget is what the plan promised, and this is their sum.
    Proven {
        /// The budget's total, read back.
        total: Money,
    },
    /// These lines are not.
    Discrepant(Vec<DiscrepantLine>),
}

/// Compares the whole budget, not only the changed lines, with the plan's promise.
pub fn verify(plan: &ReimportPlan, found: &Budget) -> Verification {
    let promised: BTreeMap<&WbsCode, (Money, bool)> = plan
        .lines
        .iter()
        .filter_map(|line| match (&line.compared.code, line.after()) {
            (LineCode::Mapped(code), Some(after)) => Some((code, (after, line.change().is_some()))),
            _ => None,
        })
        .collect();
    let read_back: BTreeMap<&WbsCode, Money> =
        found.line_items.iter().map(|line| (&line.wbs_code, line.original_budget)).collect();
    let mut discrepant = Vec::new();
    for (code, (amount, ours)) in &promised {
        let now = read_back.get(code).copied();
        if now != Some(*amount) {
            discrepant.push(DiscrepantLine {
                wbs_code: (*code).clone(),
                promised: Some(*amount),
                found: now,
                ours: *ours,
            });
        }
    }
    for line in &found.line_items {
        if !promised.contains_key(&line.wbs_code) {
            discrepant.push(DiscrepantLine {
                wbs_code: line.wbs_code.clone(),
                promised: None,
                found: Some(line.original_budget),
                ours: false,
            });
        }
    }
    let total = Money::sum(found.currency, found.line_items.iter().map(|line| line.original_budget));
    match total {
        Ok(total) if discrepant.is_empty() && total == plan.totals.new_procore => Verification::Proven { total },
        _ => Verification::Discrepant(discrepant),
    }
}
