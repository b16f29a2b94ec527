//! What moved between two readings of a side: a plan is refused when anything did.

use crate::budget::{Budget, BudgetCodes, BudgetLineItem, BudgetLineItemId, WbsCodeId};
use crate::estimate::{Estimate, EstimateLine};
use crate::identifier::{AccountGroup, CostCode, InventoryItem, TaskId};
use crate::money::Money;
use crate::plan::ReimportPlan;
use crate::planned_line::{LineChange, PlannedLine};
use crate::side::Side;
use crate::wbs_code::WbsCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// A budget code that is not the one the plan names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedCode {
    /// The number that the plan sends.
    pub id: WbsCodeId,
    /// What that number stood for.
    pub was: WbsCode,
    /// What it stands for now; `None` where the project offers no code of that number any more.
    pub is: Option<WbsCode>,
    /// The number that the code has now; `None` where the project does not offer it.
    pub now: Option<WbsCodeId>,
}

/// What moved on one side.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Movement {
    /// The side.
    pub side: Side,
    /// The lines, in the order of their codes.
    pub lines: Vec<MovedLine>,
    /// Budget codes that the plan names by a number which stands for another one now.
    pub codes: Vec<MovedCode>,
    /// Something other than a line's amount moved: the lock or the currency.
    pub other: bool,
}

/// What moved in the estimate; `None` when its expenses are the same. The order of lines and their descriptions do not count.
pub fn estimate_movement(was: &Estimate, is: &Estimate) -> Option<Movement> {
    let key = |line: &EstimateLine| {
        (line.task.clone(), line.cost_code.clone(), line.account_group.clone(), line.inventory_item.clone())
    };
    let amounts = |side: &Estimate| gathered(side.expenses().map(|line| (key(line), line.original_estimate)));
    let shown = |(task, cost_code, group, item): &(TaskId, CostCode, AccountGroup, InventoryItem)| {
        format!("{task} {cost_code} {group} {item}")
    };
    movement(Side::Acumatica, &amounts(was), &amounts(is), shown, was.currency != is.currency)
}

/// What moved in the budget; `None` when its lines, their codes, its lock and its currency are the same.
pub fn budget_movement(was: &Budget, is: &Budget) -> Option<Movement> {
    let key = |line: &BudgetLineItem| (line.wbs_code.clone(), line.wbs_code_id, line.id);
    let amounts = |side: &Budget| gathered(side.line_items.iter().map(|line| (key(line), line.original_budget)));
    let mut lines_of: HashMap<&WbsCode, BTreeSet<BudgetLineItemId>> = HashMap::new();
    for line in was.line_items.iter().chain(&is.line_items) {
        lines_of.entry(&line.wbs_code).or_default().insert(line.id);
    }
    // Procore's number of a line says nothing to a person; it tells apart the lines of one code.
    let shown = |(code, _, line): &(WbsCode, WbsCodeId, BudgetLineItemId)| match lines_of.get(code) {
        Some(lines) if lines.len() > 1 => format!("{code} #{}", line.0),
        _ => code.to_string(),
    };
    let other = was.currency != is.currency || was.locked != is.locked;
    movement(Side::Procore, &amounts(was), &amounts(is), shown, other)
}

/// What moved among the budget codes that a plan names by their numbers; `None` when each still stands for the same. A line that is
/// created carries the number alone, so one that was given to another code meanwhile would take the amount there.
pub fn codes_moved(plan: &ReimportPlan, now: &BudgetCodes) -> Option<Movement> {
    let by_id: HashMap<WbsCodeId, &WbsCode> = now.wbs_codes.iter().map(|code| (code.id, &code.wbs_code)).collect();
    let by_code: HashMap<&WbsCode, WbsCodeId> = now.wbs_codes.iter().map(|code| (&code.wbs_code, code.id)).collect();
    let moved = |(line, change): (&PlannedLine, &LineChange)| {
        let (was, id) = (line.wbs_code()?, change.wbs_code_id()?);
        let (is, now) = (by_id.get(&id).copied(), by_code.get(was).copied());
        let same = match change {
            LineChange::Create { .. } => is == Some(was) && now == Some(id),
            // A line that exists may hang on a code that the project does not offer any more (rule 12).
            LineChange::Revise { .. } => is.is_none_or(|code| code == was) && now.is_none_or(|now| now == id),
        };
        (!same).then(|| MovedCode { id, was: was.clone(), is: is.cloned(), now })
    };
    let codes: Vec<_> = plan.changes().filter_map(moved).collect();
    (!codes.is_empty()).then(|| Movement { side: Side::Procore, codes, ..Movement::default() })
}

/// The amounts by what identifies a line. Where two lines have one identity, both count.
fn gathered<K: Ord>(lines: impl Iterator<Item = (K, Money)>) -> BTreeMap<K, Vec<Money>> {
    let mut amounts: BTreeMap<K, Vec<Money>> = BTreeMap::new();
    for (key, amount) in lines {
        amounts.entry(key).or_default().push(amount);
    }
    for amounts in amounts.values_mut() {
        amounts.sort_by_key(|money| (money.currency(), money.amount()));
    }
    amounts
}

fn movement<K: Ord>(
    side: Side,
    was: &BTreeMap<K, Vec<Money>>,
    is: &BTreeMap<K, Vec<Money>>,
    shown: impl Fn(&K) -> String,
    other: bool,
) -> Option<Movement> {
    let none = Vec::new();
    let keys: BTreeSet<&K> = was.keys().chain(is.keys()).collect();
    let moved = |key: &&K| {
        let (was, is) = (was.get(*key).unwrap_or(&none), is.get(*key).unwrap_or(&none));
        let rows = if was == is { 0 } else { was.len().max(is.len()) };
        let row = |place: usize| (was.get(place).copied(), is.get(place).copied());
        let code = shown(key);
        let line = move |(was, is)| MovedLine { code: code.clone(), was, is };
        (0..rows).map(row).filter(|(was, is)| was != is).map(line).collect::<Vec<_>>()
    };
    let lines: Vec<MovedLine> = keys.iter().flat_map(moved).collect();
    (other || !lines.is_empty()).then_some(Movement { side, lines, codes: Vec::new(), other })
}
