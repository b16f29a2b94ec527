//! What moved between two readings of a side: a plan is refused when anything did.

use crate::{Budget, BudgetLineItem, Estimate, EstimateLine, Money};
use std::collections::BTreeMap;

/// One of the two systems.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// Acumatica, the estimate's side.
    Acumatica,
    /// Procore, the budget's side.
    Procore,
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Acumatica => "Acumatica",
            Self::Procore => "Procore",
        })
    }
}

/// A line that is not what it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedLine {
    /// The line's code, as its side writes it.
    pub code: String,
    /// What the plan was made from; `None` when the line is new.
    pub was: Option<Money>,
    /// What it is now; `None` when the line is gone.
    pub is: Option<Money>,
}

/// What moved on one side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The side.
    pub side: Side,
    /// The lines, in the order of their codes.
    pub lines: Vec<MovedLine>,
    /// Something other than a line's amount moved: the lock or the currency.
    pub other: bool,
}

/// What moved in the estimate; `None` when its expenses are the same. The order of lines and their descriptions do not count.
pub fn estimate_movement(was: &Estimate, is: &Estimate) -> Option<Movement> {
    let key = |line: &EstimateLine| {
        [line.task.as_str(), line.cost_code.as_str(), line.account_group.as_str(), line.inventory_item.as_str()]
            .join(" ")
            .to_uppercase()
    };
    let before = was.expenses().map(|line| (key(line), line.original_estimate)).collect();
    let after = is.expenses().map(|line| (key(line), line.original_estimate)).collect();
    movement(Side::Acumatica, &before, &after, was.currency != is.currency)
}

/// What moved in the budget; `None` when its lines, its lock and its currency are the same.
pub fn budget_movement(was: &Budget, is: &Budget) -> Option<Movement> {
    let key = |line: &BudgetLineItem| format!("{} #{}", line.wbs_code, line.id.0);
    let before = was.line_items.iter().map(|line| (key(line), line.original_budget)).collect();
    let after = is.line_items.iter().map(|line| (key(line), line.original_budget)).collect();
    movement(Side::Procore, &before, &after, was.currency != is.currency || was.locked != is.locked)
}

fn movement(side: Side, was: &BTreeMap<String, Money>, is: &BTreeMap<String, Money>, other: bool) -> Option<Movement> {
    let mut lines: Vec<MovedLine> = was
        .iter()
        .filter(|(code, amount)| is.get(*code) != Some(*amount))
        .map(|(code, amount)| MovedLine { code: code.clone(), was: Some(*amount), is: is.get(code).copied() })
        .collect();
    lines.extend(is.iter().filter(|(code, _)| !was.contains_key(*code)).map(|(code, amount)| MovedLine {
        code: code.clone(),
        was: None,
        is: Some(*amount),
    }));
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    (other || !lines.is_empty()).then_some(Movement { side, lines, other })
}
