//! How a re-import can end.

use crate::apply::Stopped;
use crate::record::ReimportId;
use crate::{JournalTrouble, SideTrouble};
use jobcost::{DiscrepantLine, Money, Movement, PlanTotals, Refusal, WbsCode};

/// The end of a re-import that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The user did not say OK. Nothing was sent.
    Declined,
    /// A side moved after the plan was made. Nothing was sent.
    Outdated(Vec<Movement>),
    /// Something forbids it now. Nothing was sent.
    Refused(Vec<Refusal>),
    /// The journal could not store the intent. Nothing was sent.
    NotBegun(JournalTrouble),
    /// Read back and proven to the cent.
    Posted(Receipt),
    /// Every line was acknowledged, but the budget read back is not what was promised.
    Discrepant {
        /// What was done.
        receipt: Receipt,
        /// The lines that differ.
        lines: Vec<DiscrepantLine>,
    },
    /// It stopped midway, or the server refused lines.
    Interrupted {
        /// What was done.
        receipt: Receipt,
        /// Planned lines the budget does not show.
        not_reached: Vec<NotReached>,
        /// Why it stopped; `None` when it went through but for refused lines.
        why: Option<Stopped>,
    },
    /// Every line was sent, but the budget could not be read back. The record stays open and is looked at again.
    Unproven {
        /// What was done.
        receipt: Receipt,
        /// Why it could not be read.
        trouble: SideTrouble,
        /// Why sending had stopped before, if it had.
        why: Option<Stopped>,
    },
    /// The budget was unlocked for the lines and could not be locked again. The record stays open, and locking is tried again.
    LeftUnlocked {
        /// What came of the lines.
        lines: Box<Outcome>,
        /// Why it could not be locked.
        trouble: SideTrouble,
    },
    /// Nothing reached the budget.
    Voided {
        /// Why.
        why: Stopped,
        /// Budget codes that were made for the lines, and stay. No amount hangs on them.
        codes_made: usize,
    },
}

/// What was done, with the figures the user confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The record in the journal.
    pub reimport: ReimportId,
    /// Lines planned.
    pub lines_planned: usize,
    /// Planned lines the budget shows.
    pub lines_reached: usize,
    /// The totals as confirmed.
    pub totals: PlanTotals,
    /// The budget's total, read back; `None` when it was not.
    pub read_back: Option<Money>,
    /// Budget codes that were made for the lines.
    pub codes_made: usize,
    /// Estimate lines left out for want of a budget code.
    pub lines_unmapped: usize,
}

/// A planned line the budget does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReached {
    /// Its code.
    pub wbs_code: WbsCode,
    /// What was planned.
    pub planned: Money,
    /// What Procore has.
    pub found: Option<Money>,
    /// The server's words, where it refused the line.
    pub refusal: Option<String>,
}
