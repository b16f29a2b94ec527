//! A mapping as text: the same in the journal and in a file that is handed from one to another.

use jobcost::{
    AccountGroup, CodeFormat, CodeMapping, CodePart, CostCode, CostCodeSource, CostTypeCode, CostTypeMatch, SubJob,
    SubJobs, TaskId, ZerosAt,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The newest version of the text. One that an older Tieout would misread gets a higher number.
const FORMAT: u32 = 2;
/// The version that every Tieout reads: a mapping that needs no more is written in it.
const FIRST_FORMAT: u32 = 1;

/// The mapping as JSON. Fails only if it could not be written as JSON, which no mapping does.
pub fn mapping_to_text(mapping: &CodeMapping) -> Result<String, String> {
    let text = serde_json::to_string_pretty(&MappingTwin::from(mapping));
    text.map(|text| text + "\n").map_err(|error| format!("The mapping cannot be written: {error}."))
}

/// Reads a mapping from JSON and checks it. The error is a sentence: no JSON, another format, a field it does not know or misses,
/// a row that is there twice, or a mapping that cannot be meant.
pub fn mapping_from_text(text: &str) -> Result<CodeMapping, String> {
    let head: Head = serde_json::from_str(text).map_err(|error| format!("This is no mapping of Tieout's: {error}."))?;
    if !(FIRST_FORMAT..=FORMAT).contains(&head.tieout_mapping) {
        return Err(format!(
            "This mapping has format {}, and this Tieout reads formats {FIRST_FORMAT} to {FORMAT}. Update the older of the two.",
            head.tieout_mapping
        ));
    }
    let twin: MappingTwin =
        serde_json::from_str(text).map_err(|error| format!("This mapping cannot be understood: {error}."))?;
    let mapping = CodeMapping::try_from(twin)?;
    let problems = mapping.problems();
    if problems.is_empty() { Ok(mapping) } else { Err(problems.join(" ")) }
}

#[derive(Deserialize)]
struct Head {
    tieout_mapping: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingTwin {
    tieout_mapping: u32,
    cost_type_matches: Vec<MatchTwin>,
    cost_types: Vec<CostTypeRow>,
    /// Since format 2.
    #[serde(default, skip_serializing_if = "SourceTwin::is_usual")]
    cost_code_source: SourceTwin,
    /// Since format 2.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    named_cost_codes: Vec<CostCodeRow>,
    cost_codes: FormatTwin,
    sub_jobs: SubJobsTwin,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceTwin {
    #[default]
    CostCode,
    Task,
    CostCodeOrTask,
}

impl SourceTwin {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CostCodeRow {
    acumatica: String,
    procore: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MatchTwin {
    OriginId,
    Code,
    Name,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CostTypeRow {
    account_group: String,
    cost_type: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatTwin {
    parts: Vec<PartTwin>,
    separators: String,
    joined_by: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartTwin {
    from_length: usize,
    to_length: usize,
    zeros: ZerosTwin,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ZerosTwin {
    Start,
    End,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum SubJobsTwin {
    NotUsed,
    TaskCode { format: FormatTwin, default_task: Option<String> },
    Table { rows: Vec<TaskRow>, default_task: Option<String> },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskRow {
    task: String,
    sub_job: Option<String>,
}

impl From<&CodeMapping> for MappingTwin {
    fn from(mapping: &CodeMapping) -> Self {
        let matching = |way: &CostTypeMatch| match way {
            CostTypeMatch::OriginId => MatchTwin::OriginId,
            CostTypeMatch::Code => MatchTwin::Code,
            CostTypeMatch::Name => MatchTwin::Name,
        };
        let row = |(group, cost_type): (&AccountGroup, &CostTypeCode)| CostTypeRow {
            account_group: group.to_string(),
            cost_type: cost_type.to_string(),
        };
        let cost_code = |(own, procores): (&CostCode, &CostCode)| CostCodeRow {
            acumatica: own.to_string(),
            procore: procores.to_string(),
        };
        let needs_more = mapping.cost_code_source != CostCodeSource::CostCode || !mapping.named_cost_codes.is_empty();
        Self {
            tieout_mapping: if needs_more { FORMAT } else { FIRST_FORMAT },
            cost_type_matches: mapping.cost_type_matches.iter().map(matching).collect(),
            cost_types: mapping.cost_types.iter().map(row).collect(),
            cost_code_source: match mapping.cost_code_source {
                CostCodeSource::CostCode => SourceTwin::CostCode,
                CostCodeSource::Task => SourceTwin::Task,
                CostCodeSource::CostCodeOrTask => SourceTwin::CostCodeOrTask,
            },
            named_cost_codes: mapping.named_cost_codes.iter().map(cost_code).collect(),
            cost_codes: FormatTwin::from(&mapping.cost_codes),
            sub_jobs: SubJobsTwin::from(&mapping.sub_jobs),
        }
    }
}

impl TryFrom<MappingTwin> for CodeMapping {
    type Error = String;

    fn try_from(twin: MappingTwin) -> Result<Self, String> {
        let matching = |way: MatchTwin| match way {
            MatchTwin::OriginId => CostTypeMatch::OriginId,
            MatchTwin::Code => CostTypeMatch::Code,
            MatchTwin::Name => CostTypeMatch::Name,
        };
        let cost_code = |row: CostCodeRow| (CostCode::new(row.acumatica), CostCode::new(row.procore));
        let row = |row: CostTypeRow| (AccountGroup::new(row.account_group), CostTypeCode::new(row.cost_type));
        Ok(Self {
            cost_type_matches: twin.cost_type_matches.into_iter().map(matching).collect(),
            cost_types: once_each("account group", twin.cost_types.into_iter().map(row))?,
            cost_code_source: match twin.cost_code_source {
                SourceTwin::CostCode => CostCodeSource::CostCode,
                SourceTwin::Task => CostCodeSource::Task,
                SourceTwin::CostCodeOrTask => CostCodeSource::CostCodeOrTask,
            },
            named_cost_codes: once_each("cost code", twin.named_cost_codes.into_iter().map(cost_code))?,
            cost_codes: twin.cost_codes.into(),
            sub_jobs: twin.sub_jobs.try_into()?,
        })
    }
}

impl From<&CodeFormat> for FormatTwin {
    fn from(format: &CodeFormat) -> Self {
        let part = |part: &CodePart| PartTwin {
            from_length: part.from_length,
            to_length: part.to_length,
            zeros: match part.zeros {
                ZerosAt::Start => ZerosTwin::Start,
                ZerosAt::End => ZerosTwin::End,
            },
        };
        Self {
            parts: format.parts.iter().map(part).collect(),
            separators: format.separators.clone(),
            joined_by: format.joined_by.clone(),
        }
    }
}

impl From<FormatTwin> for CodeFormat {
    fn from(twin: FormatTwin) -> Self {
        let part = |part: PartTwin| CodePart {
            from_length: part.from_length,
            to_length: part.to_length,
            zeros: match part.zeros {
                ZerosTwin::Start => ZerosAt::Start,
                ZerosTwin::End => ZerosAt::End,
            },
        };
        Self {
            parts: twin.parts.into_iter().map(part).collect(),
            separators: twin.separators,
            joined_by: twin.joined_by,
        }
    }
}

impl From<&SubJobs> for SubJobsTwin {
    fn from(sub_jobs: &SubJobs) -> Self {
        let text = |task: &Option<TaskId>| task.as_ref().map(ToString::to_string);
        match sub_jobs {
            SubJobs::NotUsed => Self::NotUsed,
            SubJobs::TaskCode { format, default_task } => {
                Self::TaskCode { format: format.into(), default_task: text(default_task) }
            }
            SubJobs::Table { sub_jobs, default_task } => {
                let row = |(task, sub_job): (&TaskId, &Option<SubJob>)| TaskRow {
                    task: task.to_string(),
                    sub_job: sub_job.as_ref().map(ToString::to_string),
                };
                Self::Table { rows: sub_jobs.iter().map(row).collect(), default_task: text(default_task) }
            }
        }
    }
}

impl TryFrom<SubJobsTwin> for SubJobs {
    type Error = String;

    fn try_from(twin: SubJobsTwin) -> Result<Self, String> {
        Ok(match twin {
            SubJobsTwin::NotUsed => Self::NotUsed,
            SubJobsTwin::TaskCode { format, default_task } => {
                Self::TaskCode { format: format.into(), default_task: default_task.map(TaskId::new) }
            }
            SubJobsTwin::Table { rows, default_task } => {
                let row = |row: TaskRow| (TaskId::new(row.task), row.sub_job.map(SubJob::new));
                Self::Table {
                    sub_jobs: once_each("task", rows.into_iter().map(row))?,
                    default_task: default_task.map(TaskId::new),
                }
            }
        })
    }
}

/// A table's rows. A key that is there twice is an error, because nobody can tell which was meant.
fn once_each<K: Ord + std::fmt::Display, V>(
    what: &str,
    rows: impl Iterator<Item = (K, V)>,
) -> Result<BTreeMap<K, V>, String> {
    let mut table = BTreeMap::new();
    for (key, value) in rows {
        if table.contains_key(&key) {
            return Err(format!("This mapping names the {what} {key} twice."));
        }
        table.insert(key, value);
    }
    Ok(table)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn full() -> CodeMapping {
        let format = CodeFormat {
            parts: vec![
                CodePart { from_length: 2, to_length: 2, zeros: ZerosAt::Start },
                CodePart { from_length: 5, to_length: 3, zeros: ZerosAt::End },
            ],
            separators: ".".into(),
            joined_by: "-".into(),
        };
        CodeMapping {
            cost_type_matches: vec![CostTypeMatch::Name, CostTypeMatch::OriginId],
            cost_types: [(AccountGroup::new("TRAVEL"), CostTypeCode::new("O"))].into(),
            cost_code_source: CostCodeSource::CostCodeOrTask,
            named_cost_codes: [(CostCode::new("0330"), CostCode::new("03-300"))].into(),
            cost_codes: format,
            sub_jobs: SubJobs::Table {
                sub_jobs: [(TaskId::new("NORTH"), Some(SubJob::new("1"))), (TaskId::new("SITE"), None)].into(),
                default_task: Some(TaskId::new("24-101")),
            },
        }
    }

    #[test]
    fn a_mapping_is_the_same_there_and_back() {
        let task_code = SubJobs::TaskCode { format: full().cost_codes, default_task: None };
        for mapping in [CodeMapping::default(), full(), CodeMapping { sub_jobs: task_code, ..full() }] {
            assert_eq!(mapping_from_text(&mapping_to_text(&mapping).unwrap()).as_ref(), Ok(&mapping));
        }
    }

    #[test]
    fn an_older_tieout_reads_what_needs_nothing_new() {
        let old =
            CodeMapping { cost_code_source: CostCodeSource::CostCode, named_cost_codes: BTreeMap::new(), ..full() };
        let text = mapping_to_text(&old).unwrap();
        assert!(text.contains(r#""tieout_mapping": 1"#) && !text.contains("cost_code_source"), "{text}");
        assert!(!text.contains("named_cost_codes"), "{text}");
        assert_eq!(mapping_from_text(&text), Ok(old));
        assert!(mapping_to_text(&full()).unwrap().contains(r#""tieout_mapping": 2"#));
    }

    #[test]
    fn a_text_that_is_not_understood_is_refused_with_a_sentence() {
        let text = mapping_to_text(&full()).unwrap();
        let with = |from: &str, to: &str| {
            assert!(text.contains(from), "{from} is not in {text}");
            text.replacen(from, to, 1)
        };
        let row = r#""account_group": "TRAVEL""#;
        for (text, word) in [
            ("{".to_owned(), "no mapping"),
            ("{}".to_owned(), "no mapping"),
            (with(r#""tieout_mapping": 2"#, r#""tieout_mapping": 3"#), "format 3"),
            (
                with(r#""acumatica": "0330""#, r#""acumatica": "0330", "procore": "1" }, { "acumatica": "0330""#),
                "0330 twice",
            ),
            (with(r#""cost_code_or_task""#, r#""phase""#), "phase"),
            (with(r#""separators""#, r#""seperators""#), "seperators"),
            (with(row, &format!(r#""surprise": 1, {row}"#)), "surprise"),
            (with(row, &format!(r#"{row}, "cost_type": "S" }}, {{ "account_group": "travel""#)), "travel twice"),
            (with(r#""from_length": 5"#, r#""from_length": 0"#), "1 to 30"),
            (with(r#""joined_by": "-""#, r#""joined_by": "0""#), "separator"),
        ] {
            let why = mapping_from_text(&text).unwrap_err();
            assert!(why.contains(word), "{word}: {why}");
        }
    }
}
