//! The two sides laid beside each other, line by line.

use crate::mapping::ProjectMapping;
use crate::{
    Budget, BudgetCodes, BudgetLineItemId, CodeMapping, Currency, Estimate, LineCode, Money, MoneyError, Unmapped,
    WbsCode, WbsCodeId,
};
use std::collections::BTreeMap;

/// Budget minus estimate, of one line or of a whole job.
pub type LineVariance = Money;

/// One budget code with what each side says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComparedLine {
    /// The budget code, which may still have to be made, or why there is none.
    pub code: LineCode,
    /// What the line is, in the words of the side that has it (Procore's first).
    pub description: String,
    /// The sum of the estimate lines that map here, to the cent; `None` when there is none.
    pub estimate: Option<Money>,
    /// The currency of both.
    pub currency: Currency,
    /// How many estimate lines were summed.
    pub estimate_lines: usize,
    /// The budget line's original amount; `None` when there is no line.
    pub budget: Option<Money>,
    /// The budget line.
    pub line_item: Option<BudgetLineItemId>,
    /// The WBS code's number; `None` where Procore does not have the code, whether or not it could be made.
    pub wbs_code_id: Option<WbsCodeId>,
}

impl ComparedLine {
    /// Budget minus estimate; a missing side counts as zero.
    pub fn variance(&self) -> Result<LineVariance, MoneyError> {
        match (self.budget, self.estimate) {
            (Some(budget), Some(estimate)) => budget.minus(estimate),
            (Some(budget), None) => Ok(budget),
            (None, Some(estimate)) => Money::zero(estimate.currency()).minus(estimate),
            (None, None) => Ok(Money::zero(self.currency)),
        }
    }
}

/// Both sides of one job, in the order of their budget codes; unmapped lines last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The lines.
    pub lines: Vec<ComparedLine>,
}

struct Gathered {
    description: String,
    estimate: Option<Money>,
    estimate_lines: usize,
    wbs_code_id: Option<WbsCodeId>,
    budget: Option<(Money, BudgetLineItemId)>,
}

/// Lays the estimate's expenses beside the budget's lines. Lines that map to the same code are summed exactly and the sum is
/// taken to the cent. Fails when the currencies differ (refuse first) or a sum does not fit.
pub fn compare(
    estimate: &Estimate,
    budget: &Budget,
    codes: &BudgetCodes,
    mapping: &CodeMapping,
) -> Result<Comparison, MoneyError> {
    let mut mapped: BTreeMap<WbsCode, Gathered> = BTreeMap::new();
    let mut unmapped: BTreeMap<(Unmapped, String, String), Gathered> = BTreeMap::new();
    for line in &budget.line_items {
        mapped.insert(
            line.wbs_code.clone(),
            Gathered {
                description: line.description.clone(),
                estimate: None,
                estimate_lines: 0,
                wbs_code_id: Some(line.wbs_code_id),
                budget: Some((line.original_budget, line.id)),
            },
        );
    }
    let mut project = ProjectMapping::new(mapping, codes);
    for line in estimate.expenses() {
        let code = project.budget_code(line);
        let unnamed = code.is_err();
        let gathered = match code {
            Ok(code) => mapped.entry(code.wbs_code().clone()).or_insert_with(|| Gathered {
                description: code.description().to_owned(),
                estimate: None,
                estimate_lines: 0,
                wbs_code_id: code.id(),
                budget: None,
            }),
            Err(why) => {
                let key = (why, line.cost_code.as_str().to_lowercase(), line.account_group.as_str().to_lowercase());
                unmapped.entry(key).or_insert_with(|| Gathered {
                    description: line.description.clone(),
                    estimate: None,
                    estimate_lines: 0,
                    wbs_code_id: None,
                    budget: None,
                })
            }
        };
        if unnamed && line.description < gathered.description {
            // Several lines, one name: the first by alphabet, so that the order of the input does not matter.
            gathered.description.clone_from(&line.description);
        }
        let so_far = gathered.estimate.unwrap_or(Money::zero(budget.currency));
        gathered.estimate = Some(so_far.plus(line.original_estimate)?);
        gathered.estimate_lines += 1;
    }
    let mapped = mapped.into_iter().map(|(code, gathered)| line(LineCode::Mapped(code), budget.currency, gathered));
    let unmapped = unmapped.into_iter().map(|((why, cost_code, group), gathered)| {
        line(LineCode::Unmapped { why, estimate_code: format!("{cost_code} {group}") }, budget.currency, gathered)
    });
    Ok(Comparison { lines: mapped.chain(unmapped).collect() })
}

fn line(code: LineCode, currency: Currency, gathered: Gathered) -> ComparedLine {
    ComparedLine {
        code,
        description: gathered.description,
        currency,
        estimate: gathered.estimate.map(|sum| sum.to_the_cent()),
        estimate_lines: gathered.estimate_lines,
        budget: gathered.budget.map(|(amount, _)| amount),
        line_item: gathered.budget.map(|(_, id)| id),
        wbs_code_id: gathered.wbs_code_id,
    }
}
