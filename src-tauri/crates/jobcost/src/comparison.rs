//! The two sides laid beside each other, line by line.

use crate::budget::{Budget, BudgetCodes, BudgetLineItem, BudgetLineItemId, WbsCodeId};
use crate::currencies::comparable;
use crate::estimate::{Estimate, EstimateLine};
use crate::identifier::{AccountGroup, CostCode};
use crate::mapping::{CodeMapping, FoundParts, Unmapped};
use crate::mapping::{FoundCode, ProjectMapping};
use crate::money::{Currency, Money, MoneyError};
use crate::wbs_code::WbsCode;
use std::collections::{BTreeMap, HashMap};

/// Budget minus estimate, of one line or of a whole job.
pub type LineVariance = Money;

/// What a line hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LineCode {
    /// A budget code of the project.
    Mapped(WbsCode),
    /// None, and why; with the estimate's own cost code and account group.
    Unmapped {
        /// Why there is no budget code.
        why: Unmapped,
        /// The estimate's cost code and account group, as one text.
        estimate_code: String,
    },
}

/// One budget code with what each side says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComparedLine {
    /// The budget code, which may still have to be made, or why there is none.
    pub code: LineCode,
    /// What the line is, in the words of the side that has it (Procore's first), without the name of its cost type.
    pub description: String,
    /// The sum of the estimate lines that map here, to the currency's smallest unit; `None` when there is
    /// none.
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
    /// The code is inactive in Procore: an existing line is revised like any other, a new one cannot be made (rule 12).
    pub inactive: bool,
    /// By which way the estimate's codes were found; `None` where no estimate line maps here.
    pub found_by: Option<FoundParts>,
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

/// One line in the making.
struct LineSum {
    code: LineCode,
    description: String,
    estimate: Option<Money>,
    estimate_lines: usize,
    wbs_code_id: Option<WbsCodeId>,
    budget: Option<(Money, BudgetLineItemId)>,
    inactive: bool,
    found_by: Option<FoundParts>,
}

/// Lays the estimate's expenses beside the budget's lines. Lines that map to the same code are summed exactly and the sum is
/// taken to the smallest unit of the currency. Fails when the sides are not [`comparable`] (refuse first) or a sum does not fit.
pub fn compare(
    estimate: &Estimate,
    budget: &Budget,
    codes: &BudgetCodes,
    mapping: &CodeMapping,
) -> Result<Comparison, MoneyError> {
    if !comparable(estimate, budget) {
        return Err(MoneyError::CurrenciesDiffer(estimate.currency, budget.currency));
    }
    let currency = estimate.currency;
    let mut project = ProjectMapping::new(mapping, estimate, codes, &budget.line_items);
    // Every row is a line of its own, also where two have one code: neither may vanish behind the other.
    let on_line = |line: &BudgetLineItem| LineSum::on_line(line, project.is_inactive(&line.wbs_code));
    let mut mapped: Vec<LineSum> = budget.line_items.iter().map(on_line).collect();
    let mut places: HashMap<WbsCode, usize> = HashMap::new();
    for (place, line) in budget.line_items.iter().enumerate() {
        places.entry(line.wbs_code.clone()).or_insert(place);
    }
    let mut unmapped: BTreeMap<(Unmapped, CostCode, AccountGroup), LineSum> = BTreeMap::new();
    for line in estimate.expenses() {
        match project.budget_code(line) {
            Ok(found) => {
                let place = *places.entry(found.wbs_code.clone()).or_insert(mapped.len());
                if place == mapped.len() {
                    mapped.push(LineSum::on_code(&found));
                }
                if let Some(gathered) = mapped.get_mut(place) {
                    let less_sure = |known: FoundParts| known.or_less_sure(found.found_by);
                    gathered.found_by = Some(gathered.found_by.map_or(found.found_by, less_sure));
                    gathered.add(line, currency)?;
                }
            }
            Err(why) => {
                let key = (why, line.cost_code.clone(), line.account_group.clone());
                let gathered = unmapped.entry(key).or_insert_with_key(|(why, ..)| LineSum::left_out(why.clone(), line));
                gathered.name_after(line);
                gathered.add(line, currency)?;
            }
        }
    }
    mapped.sort_by(|a, b| a.place().cmp(&b.place()));
    Ok(Comparison {
        lines: mapped.into_iter().chain(unmapped.into_values()).map(|line| line.compared(currency, codes)).collect(),
    })
}

impl LineSum {
    fn new(code: LineCode, description: String) -> Self {
        Self {
            code,
            description,
            estimate: None,
            estimate_lines: 0,
            wbs_code_id: None,
            budget: None,
            inactive: false,
            found_by: None,
        }
    }

    fn on_line(line: &BudgetLineItem, inactive: bool) -> Self {
        let (wbs_code_id, budget) = (Some(line.wbs_code_id), Some((line.original_budget, line.id)));
        let code = LineCode::Mapped(line.wbs_code.clone());
        Self { wbs_code_id, budget, inactive, ..Self::new(code, line.description.clone()) }
    }

    fn on_code(found: &FoundCode<'_>) -> Self {
        let code = LineCode::Mapped(found.wbs_code.clone());
        Self { wbs_code_id: found.id(), ..Self::new(code, found.description().to_owned()) }
    }

    fn left_out(why: Unmapped, line: &EstimateLine) -> Self {
        let estimate_code = format!("{} {}", line.cost_code, line.account_group);
        Self::new(LineCode::Unmapped { why, estimate_code }, line.description.clone())
    }

    /// Several lines, one name and one spelling: the first by alphabet, so that the order of the input does not matter.
    fn name_after(&mut self, line: &EstimateLine) {
        if line.description < self.description {
            self.description.clone_from(&line.description);
        }
        if let LineCode::Unmapped { estimate_code, .. } = &mut self.code {
            let spelled = format!("{} {}", line.cost_code, line.account_group);
            if spelled < *estimate_code {
                *estimate_code = spelled;
            }
        }
    }

    fn add(&mut self, line: &EstimateLine, currency: Currency) -> Result<(), MoneyError> {
        let so_far = self.estimate.unwrap_or(Money::zero(currency));
        self.estimate = Some(so_far.plus(line.original_estimate)?);
        self.estimate_lines += 1;
        Ok(())
    }

    /// By code; rows of one code by their numbers.
    fn place(&self) -> (Option<&WbsCode>, Option<BudgetLineItemId>) {
        let code = match &self.code {
            LineCode::Mapped(code) => Some(code),
            LineCode::Unmapped { .. } => None,
        };
        (code, self.budget.map(|(_, id)| id))
    }

    fn compared(self, currency: Currency, codes: &BudgetCodes) -> ComparedLine {
        let description = match &self.code {
            LineCode::Mapped(code) => codes.without_cost_type(&self.description, &code.cost_type).to_owned(),
            LineCode::Unmapped { .. } => self.description,
        };
        ComparedLine {
            code: self.code,
            description,
            currency,
            estimate: self.estimate.map(|sum| sum.to_smallest_unit()),
            estimate_lines: self.estimate_lines,
            budget: self.budget.map(|(amount, _)| amount),
            line_item: self.budget.map(|(_, id)| id),
            wbs_code_id: self.wbs_code_id,
            inactive: self.inactive,
            found_by: self.found_by,
        }
    }
}
