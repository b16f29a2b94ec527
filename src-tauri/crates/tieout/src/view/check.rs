//! The test of a connection.

use crate::view::side::SideName;
use serde::Serialize;

/// How a question was answered.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum CheckResult {
    /// As it must be.
    Passed,
    /// It works, but should be looked at.
    Warning,
    /// The work cannot be done like this.
    Failed,
    /// Not asked, because an earlier answer makes it pointless.
    NotAsked,
}

/// One question about a connection, with its answer.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Check {
    /// Which side it is about.
    pub side: SideName,
    /// The question in a word or two.
    pub name: &'static str,
    /// How it was answered.
    pub result: CheckResult,
    /// The answer in a sentence.
    pub sentence: String,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: String,
}
