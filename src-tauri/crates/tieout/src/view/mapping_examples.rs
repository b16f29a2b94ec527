//! What a mapping makes of the company's own lines.

use crate::view::amount::Amount;
use crate::view::count::count;
use serde::Serialize;

/// What becomes of an account group, a cost code or a task in the company's own lines.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MappingExample {
    /// As Acumatica has it.
    pub from: String,
    /// As Procore has it; nothing where it has it in no project, and for a task without a sub job.
    pub becomes: Option<String>,
    /// How many estimate lines name it.
    pub lines: u32,
    /// How many of them Procore's project has it for.
    pub lines_known: u32,
    /// By which way it was found, in words.
    pub found_by: Option<String>,
    /// Why Procore does not have it, where that is so for any line.
    pub why_not: Option<String>,
    /// The original estimates of all its lines, a sum per currency.
    pub totals: Vec<Amount>,
    /// What else of Acumatica meets on the same code.
    pub summed: Vec<String>,
}

impl From<jobcost::MappingExample> for MappingExample {
    fn from(example: jobcost::MappingExample) -> Self {
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

/// A cost type that the company's projects have.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OfferedCostType {
    /// Its code, e.g. `O`.
    pub code: String,
    /// Its name, e.g. `Other`.
    pub name: String,
}

/// A draft beside the company's own lines.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MappingExamples {
    /// Why it cannot be saved.
    pub problems: Vec<String>,
    /// Account groups, which become cost types.
    pub cost_types: Vec<MappingExample>,
    /// What is the cost code of the lines.
    pub cost_codes: Vec<MappingExample>,
    /// Tasks, which become sub jobs.
    pub sub_jobs: Vec<MappingExample>,
    /// How many cost codes there are; the window is shown a sample of them.
    pub cost_codes_all: u32,
    /// Lines that have a budget code now.
    pub mapped_now: u32,
    /// Lines that have none now.
    pub unmapped_now: u32,
    /// Lines that would get one.
    pub gained: u32,
    /// Lines that would lose theirs.
    pub lost: u32,
    /// Lines that would get another.
    pub moved: u32,
    /// The original estimates of the lines that have none now, a sum per currency.
    pub unmapped_amounts: Vec<Amount>,
    /// Of those that would get one.
    pub gained_amounts: Vec<Amount>,
    /// Of those that would lose theirs.
    pub lost_amounts: Vec<Amount>,
    /// Of those that would get another.
    pub moved_amounts: Vec<Amount>,
    /// What an account group may be named to be, by code.
    pub cost_types_offered: Vec<OfferedCostType>,
}

/// As many cost codes as a person looks through.
const COST_CODES_SHOWN: usize = 60;

impl MappingExamples {
    /// With no more cost codes than a person looks through. Of every kind, what is not known comes first.
    #[must_use]
    pub fn sampled(mut self) -> Self {
        for examples in [&mut self.cost_types, &mut self.cost_codes, &mut self.sub_jobs] {
            examples.sort_by_key(|example| example.lines_known == example.lines);
        }
        self.cost_codes.truncate(COST_CODES_SHOWN);
        self
    }

    /// Lines that would have a budget code.
    pub const fn mapped_then(&self) -> u32 {
        self.mapped_now.saturating_add(self.gained).saturating_sub(self.lost)
    }

    /// Lines that would have none.
    pub const fn unmapped_then(&self) -> u32 {
        self.unmapped_now.saturating_add(self.lost).saturating_sub(self.gained)
    }

    /// What a draft makes of the lines, and what saving it would change.
    pub(crate) fn of(
        problems: Vec<String>,
        examples: jobcost::MappingExamples,
        change: jobcost::MappingChange,
        cost_types_offered: Vec<OfferedCostType>,
    ) -> Self {
        let amounts = |sums: Vec<jobcost::Money>| sums.into_iter().map(Into::into).collect();
        let shown = |examples: Vec<jobcost::MappingExample>| examples.into_iter().map(Into::into).collect();
        Self {
            problems,
            cost_codes_all: count(examples.cost_codes.len()),
            cost_types: shown(examples.cost_types),
            cost_codes: shown(examples.cost_codes),
            sub_jobs: shown(examples.sub_jobs),
            mapped_now: count(change.mapped_now),
            unmapped_now: count(change.unmapped_now),
            gained: count(change.gained),
            lost: count(change.lost),
            moved: count(change.moved),
            unmapped_amounts: amounts(change.unmapped_amounts),
            gained_amounts: amounts(change.gained_amounts),
            lost_amounts: amounts(change.lost_amounts),
            moved_amounts: amounts(change.moved_amounts),
            cost_types_offered,
        }
    }
}
