//! From an estimate line to a budget code: a value the user sets, not code.

mod code_format;
mod examples;
mod project;
mod sub_jobs;
mod unmapped;

pub use code_format::{CodeFormat, CodePart, ZerosAt};
pub use examples::{MappableJob, MappingChange, MappingExample, MappingExamples, mapping_change, mapping_examples};
pub(crate) use project::ProjectMapping;
pub use sub_jobs::SubJobs;
pub use unmapped::Unmapped;

use crate::{AccountGroup, CostTypeCode};
use std::collections::BTreeMap;

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

/// How estimate lines find their budget codes. Codes are equal after trimming and ignoring case. Procore has no inventory items,
/// so lines that differ only by theirs are always summed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeMapping {
    /// The ways to recognise a cost type, tried in this order; the first that finds exactly one wins.
    pub cost_type_matches: Vec<CostTypeMatch>,
    /// The cost types of account groups that are named outright; they win over every way to recognise one.
    pub cost_types: BTreeMap<AccountGroup, CostTypeCode>,
    /// How Acumatica's cost codes are written in Procore.
    pub cost_codes: CodeFormat,
    /// What becomes of tasks.
    pub sub_jobs: SubJobs,
}

impl Default for CodeMapping {
    fn default() -> Self {
        Self {
            cost_type_matches: vec![CostTypeMatch::OriginId, CostTypeMatch::Code, CostTypeMatch::Name],
            cost_types: BTreeMap::new(),
            cost_codes: CodeFormat::default(),
            sub_jobs: SubJobs::default(),
        }
    }
}

impl CodeMapping {
    /// What is wrong with the mapping, in sentences; empty when it can be used. Whether Procore has the codes it names is
    /// another question: each line answers it.
    pub fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> = Vec::new();
        let repeated = |(place, way): (usize, &CostTypeMatch)| self.cost_type_matches[..place].contains(way);
        if self.cost_type_matches.iter().enumerate().any(repeated) {
            problems.push("Cost types: the same way to recognise one is listed twice.".to_owned());
        }
        if self.cost_types.iter().any(|(group, cost_type)| group.is_empty() || cost_type.is_empty()) {
            problems.push("Cost types: a row of the table names no account group, or no cost type.".to_owned());
        }
        problems.extend(self.cost_codes.problems().into_iter().map(|problem| format!("Cost codes: {problem}")));
        problems.extend(self.sub_jobs.problems());
        problems
    }
}
