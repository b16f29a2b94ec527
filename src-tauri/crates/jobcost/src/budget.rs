//! Procore's side: a project's budget, and the codes it is kept by.

use crate::code_segments::CodeSegments;
use crate::identifier::{CostCode, CostTypeCode, SubJob};
use crate::money::{Currency, Money, MoneyError};
use crate::wbs_code::WbsCode;
use std::collections::BTreeMap;

/// Procore's number of a project. 64 bits: newer zones use 15 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProjectId(pub i64);

/// Procore's number of a budget line item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BudgetLineItemId(pub i64);

/// Procore's number of a WBS code of a project.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WbsCodeId(pub i64);

/// One line of the budget. There is at most one per WBS code and project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetLineItem {
    /// Its number.
    pub id: BudgetLineItemId,
    /// The number of its WBS code.
    pub wbs_code_id: WbsCodeId,
    /// Its WBS code.
    pub wbs_code: WbsCode,
    /// The code's description.
    pub description: String,
    /// `original_budget_amount`; changes and modifications are other records and no concern of a re-import.
    pub original_budget: Money,
}

/// A project's budget as Procore has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Budget {
    /// The project.
    pub project: ProjectId,
    /// Its currency; every line's amount is in it. [`Currency::UNSTATED`] where Procore does not say: a budget without lines, or one
    /// whose rows name none.
    pub currency: Currency,
    /// A locked budget refuses changes of the original amount.
    pub locked: bool,
    /// The budgeted lines.
    pub line_items: Vec<BudgetLineItem>,
}

impl BudgetCodes {
    /// What a division is called; `None` where Procore has no name for it.
    pub fn division_name(&self, code: &str) -> Option<&str> {
        let of_segments = || self.segments.as_ref().and_then(|segments| segments.divisions.get(code));
        self.divisions.get(code).or_else(of_segments).map(String::as_str)
    }

    /// What a cost type is called; its code where the company has no name for it.
    pub fn cost_type_name<'a>(&'a self, code: &'a CostTypeCode) -> &'a str {
        let found = self.cost_types.iter().find(|cost_type| cost_type.code == *code);
        found.map_or(code.as_str(), |cost_type| &cost_type.name)
    }

    /// A line's description beside its cost type. Procore calls a budget code after its cost code and its cost type, e.g. `Resilient
    /// flooring.Material`, and whoever shows a line shows the cost type already.
    pub fn without_cost_type<'a>(&self, description: &'a str, code: &CostTypeCode) -> &'a str {
        let name = self.cost_type_name(code);
        let called = description.strip_suffix(name).and_then(|called| called.strip_suffix('.'));
        called.map(str::trim_end).filter(|called| !called.is_empty()).unwrap_or(description)
    }
}

impl Budget {
    /// The line of a WBS code.
    pub fn line_item(&self, code: &WbsCode) -> Option<&BudgetLineItem> {
        self.line_items.iter().find(|line| line.wbs_code == *code)
    }

    /// The same budget in the currency that the user says it is in. Only what states none can be said so: one that states another is
    /// [`MoneyError::CurrenciesDiffer`].
    pub fn in_currency(self, currency: Currency) -> Result<Self, MoneyError> {
        if self.currency == currency {
            return Ok(self);
        }
        let restate = |mut line: BudgetLineItem| {
            line.original_budget = line.original_budget.in_currency(currency)?;
            Ok(line)
        };
        if self.currency.is_stated() {
            return Err(MoneyError::CurrenciesDiffer(self.currency, currency));
        }
        let line_items = self.line_items.into_iter().map(restate).collect::<Result<_, MoneyError>>()?;
        Ok(Self { currency, line_items, ..self })
    }
}

/// A cost type of the company (Procore: line item type).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CostType {
    /// Its code, the last segment of a budget code.
    pub code: CostTypeCode,
    /// Its name, e.g. `Subcontract`.
    pub name: String,
    /// The identifier an ERP integration left on it, where one did.
    pub origin_id: Option<String>,
}

/// A WBS code the project has, whether or not a budget line uses it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetCode {
    /// Its number, which a new line must name.
    pub id: WbsCodeId,
    /// The code.
    pub wbs_code: WbsCode,
    /// Its description, shown for a line that does not exist yet.
    pub description: String,
}

/// The identifiers that an ERP integration left on cost codes and sub jobs: opaque texts, which usually are the ERP's own codes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OriginIds {
    /// By cost code, as budget codes print it.
    pub cost_codes: BTreeMap<CostCode, String>,
    /// By sub job.
    pub sub_jobs: BTreeMap<SubJob, String>,
}

/// Everything the mapping may map to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BudgetCodes {
    /// The company's cost types.
    pub cost_types: Vec<CostType>,
    /// The project's active WBS codes.
    pub wbs_codes: Vec<BudgetCode>,
    /// WBS codes that the project has and does not offer any more: no new line can hang on them, and they cannot be made again.
    pub inactive: Vec<WbsCode>,
    /// The divisions that cost codes stand in, by their code, e.g. `03`, with their names.
    pub divisions: BTreeMap<String, String>,
    /// What an ERP integration left on the codes; those of the cost types stand with them.
    pub origin_ids: OriginIds,
    /// What further ones can be made from; `None` where that was not asked, or the account may not know.
    pub segments: Option<CodeSegments>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_does_not_repeat_its_cost_type() {
        let material = CostType { code: CostTypeCode::new("M"), name: "Material".into(), origin_id: None };
        let codes = BudgetCodes { cost_types: vec![material], ..BudgetCodes::default() };
        for (description, cost_type, called) in [
            ("Resilient flooring.Material", "M", "Resilient flooring"),
            ("Resilient flooring", "M", "Resilient flooring"),
            ("Material", "M", "Material"),
            (".Material", "M", ".Material"),
            ("Raw.Material.Material", "M", "Raw.Material"),
            ("Resilient flooring.Material", "S", "Resilient flooring.Material"),
            ("Resilient flooring.S", "S", "Resilient flooring"),
        ] {
            assert_eq!(codes.without_cost_type(description, &CostTypeCode::new(cost_type)), called);
        }
    }
}
