//! Differences that somebody explained: which amount was accepted on which line. Why, by whom and when is the journal's. Pure.

use crate::comparison::{ComparedLine, LineCode};
use crate::money::Money;
use crate::wbs_code::WbsCode;
use std::collections::{BTreeMap, HashSet};

/// What a difference hangs on, across readings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LineKey {
    /// A budget code.
    Code(WbsCode),
    /// A line of the estimate without a budget code. Another reason for that is another difference.
    Unmapped {
        /// The estimate's cost code and account group, as one text.
        estimate_code: String,
        /// Why it has no budget code.
        why: String,
    },
    /// What rounding leaves: each line is taken to the currency's smallest unit, and the estimate's total as a whole.
    Rounding,
}

impl ComparedLine {
    /// What the line's difference hangs on.
    pub fn key(&self) -> LineKey {
        match &self.code {
            LineCode::Mapped(code) => LineKey::Code(code.clone()),
            LineCode::Unmapped { why, estimate_code } => {
                LineKey::Unmapped { estimate_code: estimate_code.clone(), why: why.to_string() }
            }
        }
    }
}

/// What hangs on the same key as another line: nobody could tell which of them was accepted, and so none of them is.
pub(crate) fn keys_there_twice<'a>(lines: impl Iterator<Item = &'a ComparedLine>) -> HashSet<LineKey> {
    let mut seen = HashSet::new();
    lines.map(ComparedLine::key).filter(|key| !seen.insert(key.clone())).collect()
}

/// The accepted differences of a job. Each stands for its amount only: when the difference moves, nobody has explained it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ReconcilingItems {
    amounts: BTreeMap<LineKey, Money>,
}

impl ReconcilingItems {
    /// The amount that was accepted on a line: Procore minus Acumatica.
    pub fn amount(&self, key: &LineKey) -> Option<Money> {
        self.amounts.get(key).copied()
    }

    /// Nothing was accepted.
    pub fn is_empty(&self) -> bool {
        self.amounts.is_empty()
    }

    /// Every accepted difference, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&LineKey, Money)> {
        self.amounts.iter().map(|(key, amount)| (key, *amount))
    }
}

impl FromIterator<(LineKey, Money)> for ReconcilingItems {
    fn from_iter<I: IntoIterator<Item = (LineKey, Money)>>(items: I) -> Self {
        Self { amounts: items.into_iter().collect() }
    }
}
