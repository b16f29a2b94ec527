//! What a whole budget is to be, held against what it is: row by row of each code, and never by sums alone.

use crate::budget::Budget;
use crate::money::Money;
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

/// What every row of a budget is to be.
#[derive(Default)]
pub struct BudgetPromise<'a> {
    codes: BTreeMap<&'a WbsCode, Rows>,
}

/// The rows of one code: as they were promised, and as they are.
#[derive(Default)]
struct Rows {
    promised: Vec<Money>,
    found: Vec<Money>,
    ours: bool,
}

impl<'a> BudgetPromise<'a> {
    /// Promises a row of this code; `ours` where the plan changes or makes it.
    pub fn row(&mut self, code: &'a WbsCode, amount: Money, ours: bool) {
        let rows = self.codes.entry(code).or_default();
        rows.promised.push(amount);
        rows.ours |= ours;
    }

    /// Every code of the budget whose rows are not what was promised, in the order of the codes: one that vanished, one that appeared and
    /// one that is there twice among them. Empty: the promise is kept.
    pub fn broken_by(mut self, budget: &'a Budget) -> Vec<DiscrepantLine> {
        for line in &budget.line_items {
            self.codes.entry(&line.wbs_code).or_default().found.push(line.original_budget);
        }
        self.codes.into_iter().filter_map(|(code, rows)| rows.discrepancy(code)).collect()
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
