//! How many jobs tie out, and by how much the others do not: the sum that speaks.

use crate::view::amount::Amount;
use serde::{Deserialize, Serialize};

/// Where a job stands in the sum. Every job is in exactly one part.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TiePart {
    /// The two books are equal, line by line and to the cent.
    TiesOut,
    /// They are not, and every difference was accepted at its amount.
    WithItems,
    /// They are not.
    OutOfBalance,
    /// Its sides are in different currencies.
    TwoCurrencies,
    /// Nobody says in which currency a side is.
    CurrencyUnknown,
    /// Its amounts cannot be compared.
    NotCompared,
    /// A side was not read, or not as it is now.
    NotRead,
    /// It is not linked to a Procore project.
    NotLinked,
    /// The user said that it has none.
    NotInProcore,
}

impl TiePart {
    /// Its amounts are in the sums of the columns.
    pub(crate) const fn is_summed(self) -> bool {
        matches!(self, Self::TiesOut | Self::WithItems | Self::OutOfBalance)
    }
}

/// One part of the sum.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TieOutPart {
    /// Which.
    pub part: TiePart,
    /// How many jobs are in it.
    pub jobs: u32,
    /// It, in words: `19 are out of balance`.
    pub words: String,
    /// What stands between the words and the amounts: `by`, `of`.
    pub joined: Option<&'static str>,
    /// The amounts without their signs, a currency each, so that nothing cancels out; none where the part has none.
    pub amounts: Vec<Amount>,
}

/// Jobs whose amounts are in no sum of a column.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NotSummed {
    /// Their part of the sum.
    pub part: TiePart,
    /// How many.
    pub jobs: u32,
    /// Which and why: `25-020 (CAD and USD)`, `12 jobs not read`.
    pub words: String,
}

/// The sum of the rows that the filter and the search leave.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TieOutSum {
    /// How many jobs.
    pub jobs: u32,
    /// The parts that have jobs, in the order of [`TiePart`].
    pub parts: Vec<TieOutPart>,
    /// Which of the shown rows are in no sum of a column, and why.
    pub not_summed: Vec<NotSummed>,
    /// The whole as one sentence, for a file and for a screen reader.
    pub sentence: String,
}
