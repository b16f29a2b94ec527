//! The proof: the budget read back against what the plan promised, to the smallest unit of its currency.

use crate::budget::Budget;
use crate::money::Money;
use crate::plan::ReimportPlan;
use crate::wbs_code::WbsCode;
use std::collections::BTreeMap;

/// A budget line that is not what the plan promised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiscrepantLine {
    /// Its code.
    pub wbs_code: WbsCode,
    /// What the plan promised; `None` when the line should not exist.
    pub promised: Option<Money>,
    /// What Procore has, all its rows of the code together; `None` when it has no such line.
    pub found: Option<Money>,
    /// How many rows Procore has of the code. Two are a doubled line, whatever their sum.
    pub rows: usize,
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
    /// These lines are not; never empty.
    Discrepant(Vec<DiscrepantLine>),
}

/// The lines of one code on both sides of the proof.
#[derive(Default)]
struct Rows {
    promised: Vec<Money>,
    found: Vec<Money>,
    ours: bool,
}

/// Compares the whole budget, line by line, with the plan's promise: not only the changed lines, and never by sums alone. A row that is
/// there twice, one that vanished and one that appeared are named each.
pub fn verify(plan: &ReimportPlan, found: &Budget) -> Verification {
    let mut codes: BTreeMap<&WbsCode, Rows> = BTreeMap::new();
    for line in &plan.lines {
        if let (Some(code), Some(after)) = (line.wbs_code(), line.after()) {
            let rows = codes.entry(code).or_default();
            rows.promised.push(after);
            rows.ours |= line.change().is_some();
        }
    }
    for line in &found.line_items {
        codes.entry(&line.wbs_code).or_default().found.push(line.original_budget);
    }
    let discrepant: Vec<_> = codes.into_iter().filter_map(|(code, rows)| rows.discrepancy(code)).collect();
    // Line for line the same, so their sum is the plan's.
    if discrepant.is_empty() {
        Verification::Proven { total: plan.totals.new_procore }
    } else {
        Verification::Discrepant(discrepant)
    }
}

impl Rows {
    fn discrepancy(mut self, code: &WbsCode) -> Option<DiscrepantLine> {
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

/// The sum of the rows; the first of them where they cannot be added.
fn together(rows: &[Money]) -> Option<Money> {
    let first = rows.first()?;
    Some(Money::sum(first.currency(), rows.iter().copied()).unwrap_or(*first))
}
