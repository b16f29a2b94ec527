//! The mapping on the wire: as it is edited, and what it makes of the company's own lines.

use super::{Money, count};
use serde::{Deserialize, Serialize};
use specta::Type;
use tieout::{AccountGroup, CodeMapping, CostCode, CostTypeCode, SubJob, TaskId};

/// How a cost type may be recognised.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CostTypeMatch {
    OriginId,
    Code,
    Name,
}

/// An account group's cost type.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NamedCostType {
    account_group: String,
    cost_type: String,
}

/// What of an estimate line is its cost code.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CostCodeSource {
    CostCode,
    Task,
    CostCodeOrTask,
}

/// A cost code of Acumatica's and the one of Procore's that it is.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NamedCostCode {
    acumatica: String,
    procore: String,
}

/// Where zeros are added to a part of a code, and dropped.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ZerosAt {
    Start,
    End,
}

/// A part of a code.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodePart {
    from_length: u32,
    to_length: u32,
    zeros: ZerosAt,
}

/// How a code of Acumatica is written in Procore. Without parts it stays as it is.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeFormat {
    parts: Vec<CodePart>,
    separators: String,
    joined_by: String,
}

/// What tasks become.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SubJobUse {
    NotUsed,
    TaskCode,
    Table,
}

/// A task's sub job; none where the text is empty.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TaskSubJob {
    task: String,
    sub_job: String,
}

/// A mapping as it is edited. What a use of sub jobs does not need is kept for when the user changes his mind, and not saved.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mapping {
    cost_type_matches: Vec<CostTypeMatch>,
    cost_types: Vec<NamedCostType>,
    cost_code_source: CostCodeSource,
    named_cost_codes: Vec<NamedCostCode>,
    cost_codes: CodeFormat,
    sub_job_use: SubJobUse,
    sub_job_format: CodeFormat,
    sub_job_table: Vec<TaskSubJob>,
    /// The task whose lines have no sub job; none where the text is empty.
    default_task: String,
}

impl From<CodeMapping> for Mapping {
    fn from(mapping: CodeMapping) -> Self {
        let none = || CodeFormat { parts: vec![], separators: String::new(), joined_by: String::new() };
        let task = |task: Option<TaskId>| task.map(|task| task.to_string()).unwrap_or_default();
        let (sub_job_use, sub_job_format, sub_job_table, default_task) = match mapping.sub_jobs {
            tieout::SubJobs::NotUsed => (SubJobUse::NotUsed, none(), vec![], String::new()),
            tieout::SubJobs::TaskCode { format, default_task } => {
                (SubJobUse::TaskCode, format.into(), vec![], task(default_task))
            }
            tieout::SubJobs::Table { sub_jobs, default_task } => {
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
            cost_code_source: match mapping.cost_code_source {
                tieout::CostCodeSource::CostCode => CostCodeSource::CostCode,
                tieout::CostCodeSource::Task => CostCodeSource::Task,
                tieout::CostCodeSource::CostCodeOrTask => CostCodeSource::CostCodeOrTask,
            },
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
            SubJobUse::NotUsed => tieout::SubJobs::NotUsed,
            SubJobUse::TaskCode => tieout::SubJobs::TaskCode { format: mapping.sub_job_format.into(), default_task },
            SubJobUse::Table => tieout::SubJobs::Table {
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
            cost_code_source: match mapping.cost_code_source {
                CostCodeSource::CostCode => tieout::CostCodeSource::CostCode,
                CostCodeSource::Task => tieout::CostCodeSource::Task,
                CostCodeSource::CostCodeOrTask => tieout::CostCodeSource::CostCodeOrTask,
            },
            named_cost_codes: mapping.named_cost_codes.iter().map(named_code).collect(),
            cost_codes: mapping.cost_codes.into(),
            sub_jobs,
        }
    }
}

impl From<tieout::CodeFormat> for CodeFormat {
    fn from(format: tieout::CodeFormat) -> Self {
        let part = |part: tieout::CodePart| CodePart {
            from_length: count(part.from_length),
            to_length: count(part.to_length),
            zeros: if part.zeros == tieout::ZerosAt::Start { ZerosAt::Start } else { ZerosAt::End },
        };
        Self {
            parts: format.parts.into_iter().map(part).collect(),
            separators: format.separators,
            joined_by: format.joined_by,
        }
    }
}

impl From<CodeFormat> for tieout::CodeFormat {
    fn from(format: CodeFormat) -> Self {
        let length = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
        let part = |part: CodePart| tieout::CodePart {
            from_length: length(part.from_length),
            to_length: length(part.to_length),
            zeros: if part.zeros == ZerosAt::Start { tieout::ZerosAt::Start } else { tieout::ZerosAt::End },
        };
        Self {
            parts: format.parts.into_iter().map(part).collect(),
            separators: format.separators,
            joined_by: format.joined_by,
        }
    }
}

impl From<tieout::CostTypeMatch> for CostTypeMatch {
    fn from(matching: tieout::CostTypeMatch) -> Self {
        match matching {
            tieout::CostTypeMatch::OriginId => Self::OriginId,
            tieout::CostTypeMatch::Code => Self::Code,
            tieout::CostTypeMatch::Name => Self::Name,
        }
    }
}

impl From<CostTypeMatch> for tieout::CostTypeMatch {
    fn from(matching: CostTypeMatch) -> Self {
        match matching {
            CostTypeMatch::OriginId => Self::OriginId,
            CostTypeMatch::Code => Self::Code,
            CostTypeMatch::Name => Self::Name,
        }
    }
}

/// What becomes of an account group, a cost code or a task in the company's own lines.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MappingExample {
    from: String,
    becomes: Option<String>,
    lines: u32,
    lines_known: u32,
    /// By which way it was found, in words.
    found_by: Option<String>,
    why_not: Option<String>,
    totals: Vec<Money>,
    /// What else of Acumatica meets on the same code.
    summed: Vec<String>,
}

impl From<tieout::MappingExample> for MappingExample {
    fn from(example: tieout::MappingExample) -> Self {
        Self {
            from: example.from,
            becomes: example.becomes,
            lines: count(example.lines),
            lines_known: count(example.lines_known),
            found_by: example.found_by.map(|way| way.to_string()),
            why_not: example.why_not.map(|why| why.to_string()),
            totals: example.totals.into_iter().map(Into::into).collect(),
            summed: example.summed,
        }
    }
}

/// A draft beside the company's own lines.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MappingExamples {
    /// Why it cannot be saved.
    problems: Vec<String>,
    cost_types: Vec<MappingExample>,
    cost_codes: Vec<MappingExample>,
    sub_jobs: Vec<MappingExample>,
    /// How many cost codes there are; a sample of them is shown.
    cost_codes_all: u32,
    mapped_now: u32,
    unmapped_now: u32,
    gained: u32,
    lost: u32,
    moved: u32,
}

/// As many cost codes as a person looks through; those that are not known come first.
const COST_CODES_SHOWN: usize = 60;

impl From<tieout::DraftMapping> for MappingExamples {
    fn from(draft: tieout::DraftMapping) -> Self {
        let shown = |examples: Vec<tieout::MappingExample>| examples.into_iter().map(Into::into).collect::<Vec<_>>();
        let mut cost_codes = draft.examples.cost_codes;
        let cost_codes_all = count(cost_codes.len());
        cost_codes.sort_by_key(|example| example.lines_known == example.lines);
        cost_codes.truncate(COST_CODES_SHOWN);
        Self {
            problems: draft.problems,
            cost_types: shown(draft.examples.cost_types),
            cost_codes: shown(cost_codes),
            sub_jobs: shown(draft.examples.sub_jobs),
            cost_codes_all,
            mapped_now: count(draft.change.mapped_now),
            unmapped_now: count(draft.change.unmapped_now),
            gained: count(draft.change.gained),
            lost: count(draft.change.lost),
            moved: count(draft.change.moved),
        }
    }
}

/// A version that was saved.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MappingVersion {
    version: u32,
    saved_at: String,
    saved_by: String,
    mapping: Mapping,
}

impl From<tieout::SavedMapping> for MappingVersion {
    fn from(saved: tieout::SavedMapping) -> Self {
        Self {
            version: u32::try_from(saved.version).unwrap_or(u32::MAX),
            saved_at: saved.saved_at.to_string(),
            saved_by: saved.saved_by,
            mapping: saved.mapping.into(),
        }
    }
}
