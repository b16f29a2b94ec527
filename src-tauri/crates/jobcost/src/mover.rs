//! Who moved a budget line away from what Tieout wrote. Pure.

use crate::budget::{Budget, WbsCodeId};
use crate::money::Money;
use crate::wbs_code::WbsCode;
use std::collections::{BTreeMap, HashMap};

/// One change of an original amount, as Procore's budget change history tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetChange {
    /// The line's budget code, as Procore prints it.
    pub budget_code: String,
    /// Who changed it, by name.
    pub who: String,
    /// When, as Procore prints it.
    pub at: String,
    /// The amount before; `None` for a line that was created.
    pub before: Option<Money>,
    /// The amount after; `None` for a line that was deleted.
    pub after: Option<Money>,
}

/// A line that is not what Tieout last wrote, and who made it so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedBy {
    /// The line's code.
    pub wbs_code: WbsCode,
    /// What Tieout wrote.
    pub written: Money,
    /// Who changed it.
    pub who: String,
    /// When, as Procore prints it.
    pub at: String,
}

/// The budget lines that differ from what was last written to them.
pub fn moved_lines<'a>(
    budget: &'a Budget,
    written: &BTreeMap<WbsCodeId, Money>,
) -> impl Iterator<Item = (&'a crate::BudgetLineItem, Money)> {
    let lines = budget.line_items.iter().filter_map(|line| Some((line, *written.get(&line.wbs_code_id)?)));
    lines.filter(|(line, written)| line.original_budget != *written)
}

/// Names who moved each of them: the newest change that led to the very amount the line has now. Where the history has none, nobody is
/// named, nor where two lines' codes are printed alike: a guess would accuse somebody. `changes` come newest first.
pub fn movers(budget: &Budget, written: &BTreeMap<WbsCodeId, Money>, changes: &[BudgetChange]) -> Vec<MovedBy> {
    let mut printings: HashMap<String, usize> = HashMap::new();
    for line in &budget.line_items {
        *printings.entry(printed(&line.wbs_code.to_string())).or_default() += 1;
    }
    let mover = |(line, written): (&crate::BudgetLineItem, Money)| {
        let code = printed(&line.wbs_code.to_string());
        printings.get(&code).filter(|lines| **lines == 1)?;
        let led_here =
            |one: &&BudgetChange| one.after == Some(line.original_budget) && printed(&one.budget_code) == code;
        let change = changes.iter().find(led_here)?;
        Some(MovedBy { wbs_code: line.wbs_code.clone(), written, who: change.who.clone(), at: change.at.clone() })
    };
    moved_lines(budget, written).filter_map(mover).collect()
}

fn printed(code: &str) -> String {
    crate::text::as_it_looks(code)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::{BudgetLineItem, BudgetLineItemId, Currency, ProjectId};

    fn usd(digits: &str) -> Money {
        Money::new(digits.parse().unwrap(), Currency::USD)
    }

    fn budget(amount: &str) -> Budget {
        let line = BudgetLineItem {
            id: BudgetLineItemId(1),
            wbs_code_id: WbsCodeId(7),
            wbs_code: WbsCode::new("03-30-00", "S"),
            description: String::new(),
            original_budget: usd(amount),
        };
        Budget { project: ProjectId(1), currency: Currency::USD, locked: false, line_items: vec![line] }
    }

    fn change(who: &str, before: &str, after: &str) -> BudgetChange {
        BudgetChange {
            budget_code: "03-30-00.s".to_owned(),
            who: who.to_owned(),
            at: "12 Nov".to_owned(),
            before: Some(usd(before)),
            after: Some(usd(after)),
        }
    }

    #[test]
    fn the_newest_change_to_the_present_amount_is_named_and_nobody_else() {
        let written = BTreeMap::from([(WbsCodeId(7), usd("5"))]);
        let changes = [change("Alvarez", "5", "9"), change("Tieout", "1", "5"), change("Ruiz", "5", "9")];
        for (now, expected) in [("9", Some("Alvarez")), ("5", None), ("7", None)] {
            let named = movers(&budget(now), &written, &changes);
            assert_eq!(named.first().map(|moved| moved.who.as_str()), expected, "{now}");
        }
        assert_eq!(movers(&budget("9"), &BTreeMap::new(), &changes), [], "what Tieout never wrote, nobody moved");
    }
}
