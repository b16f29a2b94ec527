//! A mapping made ready for one project.

use crate::mapping::{CodeMapping, CostTypeMatch, Unmapped};
use crate::{AccountGroup, BudgetCode, BudgetCodes, CostCode, CostTypeCode, EstimateLine, SubJob, TaskId, WbsCode};
use std::collections::{HashMap, HashSet};

/// A mapping made ready for one project: asked once per estimate line.
pub(crate) struct ProjectMapping<'a> {
    mapping: &'a CodeMapping,
    codes: &'a BudgetCodes,
    wbs_codes: HashMap<&'a WbsCode, &'a BudgetCode>,
    cost_codes: HashSet<&'a CostCode>,
    sub_jobs: HashSet<&'a SubJob>,
    cost_types: HashMap<AccountGroup, Result<CostTypeCode, Unmapped>>,
}

impl<'a> ProjectMapping<'a> {
    pub(crate) fn new(mapping: &'a CodeMapping, codes: &'a BudgetCodes) -> Self {
        Self {
            mapping,
            codes,
            wbs_codes: codes.wbs_codes.iter().map(|code| (&code.wbs_code, code)).collect(),
            cost_codes: codes.wbs_codes.iter().map(|code| &code.wbs_code.cost_code).collect(),
            sub_jobs: codes.wbs_codes.iter().filter_map(|code| code.wbs_code.sub_job.as_ref()).collect(),
            cost_types: HashMap::new(),
        }
    }

    /// The budget code of a line. Of several reasons why there is none, the first of cost type, cost code and sub job is told.
    pub(crate) fn budget_code(&mut self, line: &EstimateLine) -> Result<&'a BudgetCode, Unmapped> {
        let wbs_code = WbsCode {
            cost_type: self.cost_type(&line.account_group)?,
            cost_code: self.cost_code(&line.cost_code)?,
            sub_job: self.sub_job(&line.task)?,
        };
        self.wbs_codes.get(&wbs_code).copied().ok_or(Unmapped::NoBudgetCode(wbs_code))
    }

    pub(crate) fn cost_code(&self, code: &CostCode) -> Result<CostCode, Unmapped> {
        let format = &self.mapping.cost_codes;
        let rewritten = format.apply(code.as_str()).ok_or_else(|| Unmapped::OtherCostCodeForm(code.clone()))?;
        let rewritten = CostCode::new(rewritten);
        if self.cost_codes.contains(&rewritten) { Ok(rewritten) } else { Err(Unmapped::NoCostCode(rewritten)) }
    }

    pub(crate) fn sub_job(&self, task: &TaskId) -> Result<Option<SubJob>, Unmapped> {
        match self.mapping.sub_jobs.of(task)? {
            Some(sub_job) if !self.sub_jobs.contains(&sub_job) => Err(Unmapped::NoSubJob(sub_job)),
            sub_job => Ok(sub_job),
        }
    }

    pub(crate) fn cost_type(&mut self, group: &AccountGroup) -> Result<CostTypeCode, Unmapped> {
        if let Some(known) = self.cost_types.get(group) {
            return known.clone();
        }
        let found = match self.mapping.cost_types.get(group) {
            Some(named) => self.named_cost_type(group, named),
            None => self.find_cost_type(group),
        };
        self.cost_types.insert(group.clone(), found.clone());
        found
    }

    fn named_cost_type(&self, group: &AccountGroup, named: &CostTypeCode) -> Result<CostTypeCode, Unmapped> {
        let known = self.codes.cost_types.iter().find(|cost_type| cost_type.code == *named);
        let known = known.map(|cost_type| cost_type.code.clone());
        known.ok_or_else(|| Unmapped::NamedCostTypeMissing(group.clone(), named.clone()))
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
