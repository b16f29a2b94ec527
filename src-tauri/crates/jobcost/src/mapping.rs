//! From an estimate line to a budget code: a value the user can one day set, not code.

use crate::{AccountGroup, BudgetCode, BudgetCodes, CostCode, CostTypeCode, EstimateLine, WbsCode};
use std::collections::{HashMap, HashSet};

/// How an account group may be recognised among Procore's cost types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CostTypeMatch {
    /// The cost type's `origin_id`, which an ERP integration sets.
    OriginId,
    /// The cost type's code.
    Code,
    /// The cost type's name.
    Name,
}

/// How estimate lines find their budget codes. Cost codes are equal after trimming and ignoring case; there are no sub jobs yet,
/// so lines of several tasks meet on one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeMapping {
    /// The ways to recognise a cost type, tried in this order; the first that finds exactly one wins.
    pub cost_type_matches: Vec<CostTypeMatch>,
}

impl Default for CodeMapping {
    fn default() -> Self {
        Self { cost_type_matches: vec![CostTypeMatch::OriginId, CostTypeMatch::Code, CostTypeMatch::Name] }
    }
}

/// Why a line has no budget code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unmapped {
    /// No cost type of Procore answers to the account group.
    NoCostType(AccountGroup),
    /// More than one does.
    SeveralCostTypes(AccountGroup),
    /// The project has no such cost code.
    NoCostCode(CostCode),
    /// The project has both, but no budget code joins them.
    NoBudgetCode(WbsCode),
}

impl std::fmt::Display for Unmapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoCostType(group) => write!(f, "Procore has no cost type for account group {group}"),
            Self::SeveralCostTypes(group) => write!(f, "Procore has several cost types for account group {group}"),
            Self::NoCostCode(code) => write!(f, "Procore's project has no cost code {code}"),
            Self::NoBudgetCode(code) => write!(f, "Procore's project has no budget code {code}"),
        }
    }
}

/// A mapping made ready for one project: asked once per estimate line.
pub(crate) struct ProjectMapping<'a> {
    mapping: &'a CodeMapping,
    codes: &'a BudgetCodes,
    wbs_codes: HashMap<&'a WbsCode, &'a BudgetCode>,
    cost_codes: HashSet<&'a CostCode>,
    cost_types: HashMap<AccountGroup, Result<CostTypeCode, Unmapped>>,
}

impl<'a> ProjectMapping<'a> {
    pub(crate) fn new(mapping: &'a CodeMapping, codes: &'a BudgetCodes) -> Self {
        Self {
            mapping,
            codes,
            wbs_codes: codes.wbs_codes.iter().map(|code| (&code.wbs_code, code)).collect(),
            cost_codes: codes.wbs_codes.iter().map(|code| &code.wbs_code.cost_code).collect(),
            cost_types: HashMap::new(),
        }
    }

    pub(crate) fn budget_code(&mut self, line: &EstimateLine) -> Result<&'a BudgetCode, Unmapped> {
        let cost_type = self.cost_type(&line.account_group)?;
        let wbs_code = WbsCode { sub_job: None, cost_code: line.cost_code.clone(), cost_type };
        if let Some(code) = self.wbs_codes.get(&wbs_code) {
            Ok(code)
        } else if self.cost_codes.contains(&line.cost_code) {
            Err(Unmapped::NoBudgetCode(wbs_code))
        } else {
            Err(Unmapped::NoCostCode(line.cost_code.clone()))
        }
    }

    fn cost_type(&mut self, group: &AccountGroup) -> Result<CostTypeCode, Unmapped> {
        if let Some(known) = self.cost_types.get(group) {
            return known.clone();
        }
        let found = self.find_cost_type(group);
        self.cost_types.insert(group.clone(), found.clone());
        found
    }

    fn find_cost_type(&self, group: &AccountGroup) -> Result<CostTypeCode, Unmapped> {
        for matching in &self.mapping.cost_type_matches {
            let mut answering = self.codes.cost_types.iter().filter(|cost_type| {
                let name = match matching {
                    CostTypeMatch::OriginId => cost_type.origin_id.as_deref().unwrap_or_default(),
                    CostTypeMatch::Code => cost_type.code.as_str(),
                    CostTypeMatch::Name => &cost_type.name,
                };
                AccountGroup::new(name) == *group
            });
            match (answering.next(), answering.next()) {
                (Some(cost_type), None) => return Ok(cost_type.code.clone()),
                (Some(_), Some(_)) => return Err(Unmapped::SeveralCostTypes(group.clone())),
                (None, _) => {}
            }
        }
        Err(Unmapped::NoCostType(group.clone()))
    }
}
