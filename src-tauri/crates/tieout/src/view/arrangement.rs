//! Which of a plan's lines are shown, in which groups, and what they come to.

use crate::view::amount::Amount;
use serde::{Deserialize, Serialize};

/// What the lines are grouped by.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Grouping {
    /// One group of all.
    None,
    /// The cost code's first segment.
    Division,
    /// The cost code.
    CostCode,
    /// The cost type.
    CostType,
    /// The sub job; lines without one come first.
    SubJob,
}

/// Which lines are shown.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum LinesShown {
    /// Those that change, and those that would if the user had not left them.
    Changes,
    /// Those on which the two sides still differ after the re-import, without the user having chosen so.
    Problems,
    /// Those whose difference was accepted at the amount that it has.
    Items,
    /// All.
    All,
}

/// What is asked for.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ArrangementQuery {
    /// The groups.
    pub grouping: Grouping,
    /// The filter.
    pub shown: LinesShown,
    /// Words to find in code, description, cost type or an amount; every word must be found.
    pub search: String,
}

/// Some lines that belong together.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LineGroup {
    /// What they have in common: a division, a cost code, a cost type or a sub job.
    pub key: String,
    /// Its name, where it has one beside the key.
    pub name: String,
    /// The lines, by their position in the plan and in its order.
    pub lines: Vec<u32>,
    /// What they come to.
    pub sums: Sums,
}

/// How many lines each filter holds, before the search.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[expect(missing_docs, reason = "the filters' own names")]
pub struct LineCounts {
    pub changes: u32,
    pub problems: u32,
    pub items: u32,
    pub all: u32,
}

/// The lines as they are shown.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Arrangement {
    /// The groups, in the order of their keys.
    pub groups: Vec<LineGroup>,
    /// How many lines each filter holds.
    pub counts: LineCounts,
    /// What the shown lines come to.
    pub sums: Sums,
}

/// What some lines come to. A side that does not have a line counts as zero.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Sums {
    /// How many lines.
    pub lines: u32,
    /// How many of them change.
    pub changes: u32,
    /// Acumatica's amounts.
    pub estimate: Amount,
    /// Procore's amounts now.
    pub budget: Amount,
    /// Procore's amounts after a re-import.
    pub after: Amount,
    /// What a re-import adds.
    pub change: Amount,
    /// What stays apart after it: Procore minus Acumatica.
    pub stays_apart: Amount,
}
