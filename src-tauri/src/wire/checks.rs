//! A connection's test on the wire.

use super::SideName;
use serde::Serialize;
use specta::Type;

/// How a question was answered.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CheckResult {
    Passed,
    Warning,
    Failed,
    NotAsked,
}

/// One question about a connection, with its answer.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Check {
    side: SideName,
    name: String,
    result: CheckResult,
    sentence: String,
    /// Empty where nothing is to be done.
    remedy: String,
}

impl From<tieout::Check> for Check {
    fn from(check: tieout::Check) -> Self {
        Self {
            side: check.side.into(),
            name: check.name.to_owned(),
            result: match check.result {
                tieout::CheckResult::Passed => CheckResult::Passed,
                tieout::CheckResult::Warning => CheckResult::Warning,
                tieout::CheckResult::Failed => CheckResult::Failed,
                tieout::CheckResult::NotAsked => CheckResult::NotAsked,
            },
            sentence: check.sentence,
            remedy: check.remedy,
        }
    }
}
