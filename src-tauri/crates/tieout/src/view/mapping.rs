//! The mapping as it is edited, and its versions.

use crate::company::person::person;
use crate::view::count::count;
use crate::view::twin::twin;
use jiff::Timestamp;
use jobcost::{AccountGroup, CodeMapping, CostCode, CostTypeCode, SubJob, TaskId};
use journal::SavedMapping;
use serde::{Deserialize, Serialize};

twin! {
    /// How a cost type may be recognised.
    CostTypeMatch of jobcost::CostTypeMatch {
        /// By the identifier that an ERP integration left.
        OriginId,
        /// By its code.
        Code,
        /// By its name.
        Name,
    }
}

/// An account group's cost type.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NamedCostType {
    /// Acumatica's.
    pub account_group: String,
    /// Procore's.
    pub cost_type: String,
}

twin! {
    /// What of an estimate line is its cost code.
    CostCodeSource of jobcost::CostCodeSource {
        /// Its cost code.
        CostCode,
        /// Its task.
        Task,
        /// Its cost code, or its task where it has none.
        CostCodeOrTask,
    }
}

/// A cost code of Acumatica's and the one of Procore's that it is.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NamedCostCode {
    /// Acumatica's.
    pub acumatica: String,
    /// Procore's.
    pub procore: String,
}

twin! {
    /// Where zeros are added to a part of a code, and dropped.
    ZerosAt of jobcost::ZerosAt {
        /// Before it.
        Start,
        /// Behind it.
        End,
    }
}

/// A part of a code.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CodePart {
    /// How many letters it has in Acumatica.
    pub from_length: u32,
    /// How many it has in Procore.
    pub to_length: u32,
    /// Where zeros make it longer or shorter.
    pub zeros: ZerosAt,
}

/// How a code of Acumatica is written in Procore. Without parts it stays as it is.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CodeFormat {
    /// Its parts, from the left.
    pub parts: Vec<CodePart>,
    /// What parts the parts in Acumatica.
    pub separators: String,
    /// What joins them in Procore.
    pub joined_by: String,
}

/// What tasks become.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum SubJobUse {
    /// Nothing: there are no sub jobs.
    NotUsed,
    /// The sub job of the same code.
    TaskCode,
    /// What a table says.
    Table,
}

/// A task's sub job; none where the text is empty.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TaskSubJob {
    /// Acumatica's task.
    pub task: String,
    /// Procore's sub job.
    pub sub_job: String,
}

/// A mapping as it is edited. What a use of sub jobs does not need is kept for when the user changes their mind, and not saved.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// How cost types are recognised, in the order in which it is tried.
    pub cost_type_matches: Vec<CostTypeMatch>,
    /// Cost types that are set by hand.
    pub cost_types: Vec<NamedCostType>,
    /// What of a line is its cost code.
    pub cost_code_source: CostCodeSource,
    /// Cost codes that are set by hand.
    pub named_cost_codes: Vec<NamedCostCode>,
    /// How all others are written.
    pub cost_codes: CodeFormat,
    /// What tasks become.
    pub sub_job_use: SubJobUse,
    /// How a task's code is written as a sub job's.
    pub sub_job_format: CodeFormat,
    /// The table, where one says it.
    pub sub_job_table: Vec<TaskSubJob>,
    /// The task whose lines have no sub job; none where the text is empty.
    pub default_task: String,
}

impl From<CodeMapping> for Mapping {
    fn from(mapping: CodeMapping) -> Self {
        let none = || CodeFormat { parts: vec![], separators: String::new(), joined_by: String::new() };
        let task = |task: Option<TaskId>| task.map(|task| task.to_string()).unwrap_or_default();
        let (sub_job_use, sub_job_format, sub_job_table, default_task) = match mapping.sub_jobs {
            jobcost::SubJobs::NotUsed => (SubJobUse::NotUsed, none(), vec![], String::new()),
            jobcost::SubJobs::TaskCode { format, default_task } => {
                (SubJobUse::TaskCode, format.into(), vec![], task(default_task))
            }
            jobcost::SubJobs::Table { sub_jobs, default_task } => {
                let row = |(task, sub_job): (TaskId, Option<SubJob>)| TaskSubJob {
                    task: task.to_string(),
                    sub_job: sub_job.map(|sub_job| sub_job.to_string()).unwrap_or_default(),
                };
                (SubJobUse::Table, none(), sub_jobs.into_iter().map(row).collect(), task(default_task))
            }
        };
        let named_code = |(own, procores): (CostCode, CostCode)| NamedCostCode {
            acumatica: own.to_string(),
            procore: procores.to_string(),
        };
        let named = |(group, cost_type): (AccountGroup, CostTypeCode)| NamedCostType {
            account_group: group.to_string(),
            cost_type: cost_type.to_string(),
        };
        Self {
            cost_type_matches: mapping.cost_type_matches.into_iter().map(Into::into).collect(),
            cost_types: mapping.cost_types.into_iter().map(named).collect(),
            cost_code_source: mapping.cost_code_source.into(),
            named_cost_codes: mapping.named_cost_codes.into_iter().map(named_code).collect(),
            cost_codes: mapping.cost_codes.into(),
            sub_job_use,
            sub_job_format,
            sub_job_table,
            default_task,
        }
    }
}

impl From<Mapping> for CodeMapping {
    fn from(mapping: Mapping) -> Self {
        let default_task = Some(mapping.default_task.trim()).filter(|task| !task.is_empty()).map(TaskId::new);
        let sub_jobs = match mapping.sub_job_use {
            SubJobUse::NotUsed => jobcost::SubJobs::NotUsed,
            SubJobUse::TaskCode => jobcost::SubJobs::TaskCode { format: mapping.sub_job_format.into(), default_task },
            SubJobUse::Table => jobcost::SubJobs::Table {
                sub_jobs: mapping
                    .sub_job_table
                    .iter()
                    .map(|row| {
                        let sub_job = Some(row.sub_job.trim()).filter(|sub_job| !sub_job.is_empty()).map(SubJob::new);
                        (TaskId::new(&row.task), sub_job)
                    })
                    .collect(),
                default_task,
            },
        };
        let named_code = |row: &NamedCostCode| (CostCode::new(&row.acumatica), CostCode::new(&row.procore));
        let named = |row: &NamedCostType| (AccountGroup::new(&row.account_group), CostTypeCode::new(&row.cost_type));
        Self {
            cost_type_matches: mapping.cost_type_matches.into_iter().map(Into::into).collect(),
            cost_types: mapping.cost_types.iter().map(named).collect(),
            cost_code_source: mapping.cost_code_source.into(),
            named_cost_codes: mapping.named_cost_codes.iter().map(named_code).collect(),
            cost_codes: mapping.cost_codes.into(),
            sub_jobs,
        }
    }
}

impl From<jobcost::CodeFormat> for CodeFormat {
    fn from(format: jobcost::CodeFormat) -> Self {
        let part = |part: jobcost::CodePart| CodePart {
            from_length: count(part.from_length),
            to_length: count(part.to_length),
            zeros: part.zeros.into(),
        };
        Self {
            parts: format.parts.into_iter().map(part).collect(),
            separators: format.separators,
            joined_by: format.joined_by,
        }
    }
}

impl From<CodeFormat> for jobcost::CodeFormat {
    fn from(format: CodeFormat) -> Self {
        let length = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
        let part = |part: CodePart| jobcost::CodePart {
            from_length: length(part.from_length),
            to_length: length(part.to_length),
            zeros: part.zeros.into(),
        };
        Self {
            parts: format.parts.into_iter().map(part).collect(),
            separators: format.separators,
            joined_by: format.joined_by,
        }
    }
}

/// A version that was saved.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MappingVersion {
    /// Its number.
    pub version: u32,
    /// When.
    pub saved_at: Timestamp,
    /// By whom.
    pub saved_by: String,
    /// What it says.
    pub mapping: Mapping,
}

impl From<SavedMapping> for MappingVersion {
    fn from(saved: SavedMapping) -> Self {
        Self {
            version: u32::try_from(saved.version).unwrap_or(u32::MAX),
            saved_at: saved.saved_at,
            saved_by: person(&saved.saved_by).to_owned(),
            mapping: saved.mapping.into(),
        }
    }
}
