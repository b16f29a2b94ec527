//! What a record promised of the whole budget: its snapshot with its changes, line by line. Pure.

use crate::record::ReimportIntent;
use jobcost::{Budget, DiscrepantLine, LineChange, Money, WbsCode};
use std::collections::BTreeMap;

/// The rows of one code: as they were promised, and as they are.
#[derive(Default)]
struct Rows {
    promised: Vec<Money>,
    found: Vec<Money>,
    ours: bool,
}

/// Every line of the budget that is not what the record promised, one that vanished, appeared or is there twice among them; by their codes,
/// never by their sum.
pub(crate) fn broken_promises(intent: &ReimportIntent, budget: &Budget) -> Vec<DiscrepantLine> {
    let mut codes: BTreeMap<&WbsCode, Rows> = BTreeMap::new();
    for line in &intent.snapshot {
        let change = intent.lines.iter().find(|intended| intended.change.wbs_code_id() == Some(line.wbs_code_id));
        let rows = codes.entry(&line.wbs_code).or_default();
        rows.promised.push(change.map_or(line.original_budget, |intended| intended.change.after()));
        rows.ours |= change.is_some();
    }
    let created = intent.lines.iter().filter(|line| matches!(line.change, LineChange::Create { .. }));
    for line in created {
        let rows = codes.entry(&line.wbs_code).or_default();
        rows.promised.push(line.change.after());
        rows.ours = true;
    }
    differing(codes, budget)
}

/// Every line of the budget is as it was before, and there is no other.
pub(crate) fn is_as_it_was(intent: &ReimportIntent, budget: &Budget) -> bool {
    let mut codes: BTreeMap<&WbsCode, Rows> = BTreeMap::new();
    for line in &intent.snapshot {
        codes.entry(&line.wbs_code).or_default().promised.push(line.original_budget);
    }
    differing(codes, budget).is_empty()
}

fn differing<'a>(mut codes: BTreeMap<&'a WbsCode, Rows>, budget: &'a Budget) -> Vec<DiscrepantLine> {
    for line in &budget.line_items {
        codes.entry(&line.wbs_code).or_default().found.push(line.original_budget);
    }
    codes.into_iter().filter_map(|(code, rows)| rows.difference(code)).collect()
}

impl Rows {
    fn difference(mut self, code: &WbsCode) -> Option<DiscrepantLine> {
        for rows in [&mut self.promised, &mut self.found] {
            rows.sort_by_key(|money| (money.currency(), money.amount()));
        }
        (self.promised != self.found).then(|| DiscrepantLine {
            wbs_code: code.clone(),
            promised: together(&self.promised),
            found: together(&self.found),
            rows: self.found.len(),
            ours: self.ours,
        })
    }
}

/// Several rows as one amount; `None` where there is none, or where they cannot be added.
fn together(rows: &[Money]) -> Option<Money> {
    let (first, others) = rows.split_first()?;
    others.iter().try_fold(*first, |sum, amount| sum.plus(*amount)).ok()
}
