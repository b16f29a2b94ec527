//! What the user decides of single lines, in place of the rules' outcome. Pure.

use crate::reconciling_items::ReconcilingItems;
use crate::wbs_code::WbsCode;
use std::collections::BTreeMap;

/// A decision about one line. Where it does not apply, the rules decide: a line that stays cannot be left, and a line that the estimate has
/// cannot be set to zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Choice {
    /// The line stays as it is in Procore, whatever the estimate says.
    Leave,
    /// A line that only Procore has is set to zero, in place of being kept (rule 7).
    SetToZero,
}

/// The decisions about a job's lines. A line without one follows the rules.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Choices {
    lines: BTreeMap<WbsCode, Choice>,
    unlocks: bool,
    creates_codes: bool,
    items: ReconcilingItems,
}

impl Choices {
    /// Every line follows the rules.
    pub fn none() -> Self {
        Self::default()
    }

    /// The same, and a locked budget is unlocked for the lines and locked again afterwards.
    #[must_use]
    pub fn unlocking(self, unlocks: bool) -> Self {
        Self { unlocks, ..self }
    }

    /// A locked budget is to be unlocked.
    pub const fn unlocks(&self) -> bool {
        self.unlocks
    }

    /// The same, and budget codes that lines lack are made first.
    #[must_use]
    pub fn creating_codes(self, creates_codes: bool) -> Self {
        Self { creates_codes, ..self }
    }

    /// Missing budget codes are to be made.
    pub const fn creates_codes(&self) -> bool {
        self.creates_codes
    }

    /// The same, and these differences were accepted: a line whose difference has its accepted amount stays as it is.
    #[must_use]
    pub fn accepting(self, items: ReconcilingItems) -> Self {
        Self { items, ..self }
    }

    /// The differences that were accepted.
    pub const fn items(&self) -> &ReconcilingItems {
        &self.items
    }

    /// The decision about a line.
    pub fn of(&self, code: &WbsCode) -> Option<Choice> {
        self.lines.get(code).copied()
    }

    /// Nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && !self.unlocks && !self.creates_codes && self.items.is_empty()
    }
}

impl FromIterator<(WbsCode, Choice)> for Choices {
    fn from_iter<I: IntoIterator<Item = (WbsCode, Choice)>>(lines: I) -> Self {
        Self { lines: lines.into_iter().collect(), ..Self::default() }
    }
}
