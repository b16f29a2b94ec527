//! From an estimate line to a budget code: a value the user sets, not code.

mod code_format;
mod examples;
mod found_by;
mod project;
mod register;
mod sub_jobs;
mod unmapped;

pub use code_format::{CodeFormat, CodePart, ZerosAt};
pub use examples::{MappableJob, MappingChange, MappingExample, MappingExamples, mapping_change, mapping_examples};
pub use found_by::{FoundBy, FoundParts};
pub(crate) use project::{FoundCode, ProjectMapping};
pub use sub_jobs::SubJobs;
pub use unmapped::Unmapped;

use crate::identifier::{AccountGroup, CostCode, CostTypeCode};
use crate::text::as_it_looks;
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

/// What of an estimate line is its cost code.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum CostCodeSource {
    /// Its cost code.
    #[default]
    CostCode,
    /// Its task, for companies that budget by task and have no cost codes.
    Task,
    /// Its cost code, and its task where it has none: the field is empty, or holds Acumatica's default code of zeros.
    CostCodeOrTask,
}

/// How estimate lines find their budget codes: as the user says where they say something of a code, else by the identifier that an ERP
/// integration left, else by text (rule 14). Procore has no inventory items, so lines that differ only by theirs are always summed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeMapping {
    /// The ways to recognise a cost type, tried in this order; the first that finds exactly one wins.
    pub cost_type_matches: Vec<CostTypeMatch>,
    /// The cost types of account groups that are named outright; they win over every way to recognise one.
    pub cost_types: BTreeMap<AccountGroup, CostTypeCode>,
    /// What of an estimate line is its cost code.
    pub cost_code_source: CostCodeSource,
    /// The cost codes that are named outright, Acumatica's to Procore's; they win over everything else.
    pub named_cost_codes: BTreeMap<CostCode, CostCode>,
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
            cost_code_source: CostCodeSource::default(),
            named_cost_codes: BTreeMap::new(),
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
        if self.named_cost_codes.iter().any(|(own, procores)| own.is_empty() || procores.is_empty()) {
            problems
                .push("Cost codes: a row of the table names no cost code of Acumatica, or none of Procore.".to_owned());
        }
        problems.extend(self.cost_codes.problems().into_iter().map(|problem| format!("Cost codes: {problem}")));
        problems.extend(self.sub_jobs.problems());
        problems
    }
}

/// The row of a table that is meant: the one of the very key, else the only one whose key looks the same.
fn row_of<'t, K: Ord + ToString, V>(table: &'t BTreeMap<K, V>, key: &K) -> Option<&'t V> {
    if let Some(value) = table.get(key) {
        return Some(value);
    }
    let looks = as_it_looks(&key.to_string());
    let mut alike = table.iter().filter(|(other, _)| as_it_looks(&other.to_string()) == looks);
    match (alike.next(), alike.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
    }
}
