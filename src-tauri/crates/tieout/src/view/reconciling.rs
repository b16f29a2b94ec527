//! Reconciling items as they are shown: differences that somebody accepted, and what became of them.

use crate::company::person::person;
use crate::view::amount::Amount;
use jiff::Timestamp;
use jobcost::LineKey;
use journal::{ItemEnding, ItemRecord};
use serde::Serialize;

/// What stands for the code of a job's rounding, which is a difference without a line.
pub(crate) const ROUNDING: &str = "Rounding";

/// What somebody accepted on a line.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Accepted {
    /// The amount it stands for: Procore minus Acumatica.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// When, as RFC 3339.
    pub at: Timestamp,
    /// The line's difference still is that amount. Otherwise it is out of balance again.
    pub holds: bool,
}

impl Accepted {
    /// Why, by whom and when, in one text for a file: with the offset of the time, because it may be read in another place.
    pub(crate) fn in_words(&self) -> String {
        format!("{} ({}, {})", self.reason, self.by, moment(self.at))
    }
}

/// A time with its offset.
pub(crate) fn moment(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

/// Why an item holds no longer.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ItemEndingKind {
    /// Somebody took it back.
    TakenBack,
    /// The same line was accepted anew.
    AcceptedAnew,
    /// The line's amount moved.
    Lapsed,
}

/// How an item ended. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ItemEnd {
    /// Why it holds no longer.
    pub kind: ItemEndingKind,
    /// What the line's difference moved to, where it moved.
    pub moved_to: Option<Amount>,
    /// Who ended it; of a moved one, who worked with the Tieout that found it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A difference that somebody accepted. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReconcilingItem {
    /// The job.
    pub job_id: String,
    /// The line's code as it is shown; `Rounding` for a job's rounding.
    pub code: String,
    /// What the line is.
    pub description: String,
    /// The amount it stands for: Procore minus Acumatica.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How it ended; nothing while it holds.
    pub ended: Option<ItemEnd>,
}

impl From<journal::ReconcilingItem> for ReconcilingItem {
    fn from(item: journal::ReconcilingItem) -> Self {
        Self {
            job_id: item.job.to_string(),
            code: code_of(&item.key),
            description: item.description,
            amount: Amount(item.amount),
            reason: item.reason,
            by: person(&item.by).to_owned(),
            at: item.at,
            ended: None,
        }
    }
}

impl From<ItemRecord> for ReconcilingItem {
    fn from(record: ItemRecord) -> Self {
        let ended = record.ended.map(|ended| {
            let (kind, moved_to) = match ended.ending {
                ItemEnding::TakenBack => (ItemEndingKind::TakenBack, None),
                ItemEnding::AcceptedAnew => (ItemEndingKind::AcceptedAnew, None),
                ItemEnding::Lapsed { moved_to } => (ItemEndingKind::Lapsed, Some(Amount(moved_to))),
            };
            ItemEnd { kind, moved_to, by: person(&ended.by).to_owned(), at: ended.at }
        });
        Self { ended, ..record.item.into() }
    }
}

/// A line's code as it is shown.
pub(crate) fn code_of(key: &LineKey) -> String {
    match key {
        LineKey::Code(code) => code.to_string(),
        LineKey::Unmapped { estimate_code, .. } => estimate_code.clone(),
        LineKey::Rounding => ROUNDING.to_owned(),
    }
}
