//! What new budget codes of a project can be made from. Pure.

use crate::identifier::{CostCode, CostTypeCode, SubJob};
use crate::wbs_code::WbsCode;
use std::collections::{BTreeMap, BTreeSet};

/// The active items of a project's segments: every combination of them can be made into a budget code (WBS tutorial: a budget code
/// is a combination of segment items, one per segment).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CodeSegments {
    /// The cost codes that a budget code may end on, with their names.
    pub cost_codes: BTreeMap<CostCode, String>,
    /// The divisions they stand in, by their code, with their names.
    pub divisions: BTreeMap<String, String>,
    /// The cost types.
    pub cost_types: BTreeSet<CostTypeCode>,
    /// The sub jobs.
    pub sub_jobs: BTreeSet<SubJob>,
    /// The company requires another segment too, which no estimate names: nothing can be made from these three alone.
    pub another_required: bool,
    /// The company requires a sub job of every budget code.
    pub sub_job_required: bool,
}

impl CodeSegments {
    /// A code's parts are all there.
    pub fn can_make(&self, code: &WbsCode) -> bool {
        let sub_job = code.sub_job.as_ref().map_or(!self.sub_job_required, |sub_job| self.sub_jobs.contains(sub_job));
        !self.another_required
            && sub_job
            && self.cost_codes.contains_key(&code.cost_code)
            && self.cost_types.contains(&code.cost_type)
    }
}
