//! A mapping made ready for one project.

use crate::mapping::{CodeMapping, CostTypeMatch, Unmapped};
use crate::{
    AccountGroup, BudgetCode, BudgetCodes, CodeSegments, CostCode, CostTypeCode, EstimateLine, SubJob, TaskId, WbsCode,
    WbsCodeId,
};
use std::collections::{HashMap, HashSet};

/// The budget code that an estimate line maps to.
pub(crate) enum FoundCode<'a> {
    /// The project has it.
    Listed(&'a BudgetCode),
    /// The project has what it can be made from.
    Makeable {
        wbs_code: WbsCode,
        /// The cost code's name.
        name: String,
    },
}

impl FoundCode<'_> {
    pub(crate) const fn wbs_code(&self) -> &WbsCode {
        match self {
            Self::Listed(code) => &code.wbs_code,
            Self::Makeable { wbs_code, .. } => wbs_code,
        }
    }

    /// `None` while it is not made.
    pub(crate) const fn id(&self) -> Option<WbsCodeId> {
        match self {
            Self::Listed(code) => Some(code.id),
            Self::Makeable { .. } => None,
        }
    }

    pub(crate) fn description(&self) -> &str {
        match self {
            Self::Listed(code) => &code.description,
            Self::Makeable { name, .. } => name,
        }
    }
}

/// A mapping made ready for one project: asked once per estimate line.
pub(crate) struct ProjectMapping<'a> {
    mapping: &'a CodeMapping,
    codes: &'a BudgetCodes,
    wbs_codes: HashMap<&'a WbsCode, &'a BudgetCode>,
    inactive: HashSet<&'a WbsCode>,
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
            inactive: codes.inactive.iter().collect(),
            cost_codes: codes.wbs_codes.iter().map(|code| &code.wbs_code.cost_code).collect(),
            sub_jobs: codes.wbs_codes.iter().filter_map(|code| code.wbs_code.sub_job.as_ref()).collect(),
            cost_types: HashMap::new(),
        }
    }

    /// The budget code of a line. Of several reasons why there is none, the first of cost type, cost code and sub job is told.
    pub(crate) fn budget_code(&mut self, line: &EstimateLine) -> Result<FoundCode<'a>, Unmapped> {
        let wbs_code = WbsCode {
            cost_type: self.cost_type(&line.account_group)?,
            cost_code: self.cost_code(&line.cost_code)?,
            sub_job: self.sub_job(&line.task)?,
        };
        if let Some(code) = self.wbs_codes.get(&wbs_code) {
            return Ok(FoundCode::Listed(code));
        }
        if self.inactive.contains(&wbs_code) {
            return Err(Unmapped::InactiveBudgetCode(wbs_code));
        }
        match self.codes.segments.as_ref().filter(|segments| segments.can_make(&wbs_code)) {
            Some(segments) => {
                let name = segments.cost_codes.get(&wbs_code.cost_code).cloned().unwrap_or_default();
                Ok(FoundCode::Makeable { wbs_code, name })
            }
            None => Err(Unmapped::NoBudgetCode(wbs_code)),
        }
    }

    fn segments(&self) -> Option<&'a CodeSegments> {
        self.codes.segments.as_ref()
    }

    pub(crate) fn cost_code(&self, code: &CostCode) -> Result<CostCode, Unmapped> {
        let format = &self.mapping.cost_codes;
        let rewritten = format.apply(code.as_str()).ok_or_else(|| Unmapped::OtherCostCodeForm(code.clone()))?;
        let rewritten = CostCode::new(rewritten);
        let is_item = || self.segments().is_some_and(|segments| segments.cost_codes.contains_key(&rewritten));
        if self.cost_codes.contains(&rewritten) || is_item() {
            return Ok(rewritten);
        }
        Err(Unmapped::NoCostCode(rewritten))
    }

    pub(crate) fn sub_job(&self, task: &TaskId) -> Result<Option<SubJob>, Unmapped> {
        match self.mapping.sub_jobs.of(task)? {
            Some(sub_job) if !self.has_sub_job(&sub_job) => Err(Unmapped::NoSubJob(sub_job)),
            sub_job => Ok(sub_job),
        }
    }

    fn has_sub_job(&self, sub_job: &SubJob) -> bool {
        self.sub_jobs.contains(sub_job) || self.segments().is_some_and(|segments| segments.sub_jobs.contains(sub_job))
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
