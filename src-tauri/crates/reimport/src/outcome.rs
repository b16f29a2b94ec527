//! How a re-import can end.

use crate::error::{JournalError, SideError};
use crate::fate::OpenRequests;
use crate::record::ReimportId;
use crate::stop_reason::StopReason;
use jobcost::{DiscrepantLine, Money, Movement, OutOfBalance, PlanTotals, Refusal, Tie, WbsCode};

/// The end of a re-import that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The user did not say OK. Nothing was sent.
    Declined,
    /// A side moved after the plan was made. Nothing was sent.
    Outdated(Vec<Movement>),
    /// The job's link to its project was set again while the dialog was open. Nothing was sent.
    Relinked,
    /// Something forbids it now. Nothing was sent.
    Refused(Vec<Refusal>),
    /// The plan has no change: nobody was asked, and nothing was sent.
    NothingToChange {
        /// What lies between the two books all the same.
        out_of_balance: OutOfBalance,
    },
    /// The journal could not store the intent. Nothing was sent.
    NotBegun(JournalError),
    /// Read back and proven to the cent. The two books may differ all the same: [`Receipt::out_of_balance`].
    Posted(Receipt),
    /// Every line was acknowledged, but the budget read back is not what was promised.
    Discrepant {
        /// What was done.
        receipt: Receipt,
        /// The lines that differ.
        lines: Vec<DiscrepantLine>,
        /// Lines that were created with an amount, and that Procore keeps without one.
        created_without_amount: usize,
    },
    /// It stopped midway, or the server refused lines.
    Interrupted {
        /// What was done.
        receipt: Receipt,
        /// Planned lines the budget does not show.
        not_reached: Vec<MissingLine>,
        /// Why it stopped; `None` when it went through but for refused lines.
        why: Option<StopReason>,
    },
    /// Requests are out of which nobody knows what became. The record stays open and is looked at again.
    NotKnownYet {
        /// What was done, as far as is known.
        receipt: Receipt,
        /// What is not known.
        open: OpenRequests,
        /// Why sending stopped; `None` when it went through.
        why: Option<StopReason>,
    },
    /// Every line was sent, but the budget could not be read back. The record stays open and is looked at again.
    Unproven {
        /// What was done.
        receipt: Receipt,
        /// Why it could not be read.
        error: SideError,
        /// Why sending had stopped before, if it had.
        why: Option<StopReason>,
    },
    /// The budget was unlocked for the lines and could not be locked again. The record stays open, and locking is tried again.
    LeftUnlocked {
        /// What came of the lines.
        lines: Box<Outcome>,
        /// Why it could not be locked.
        error: SideError,
        /// It was seen open; otherwise it may be.
        certain: bool,
    },
    /// Procore refused every line, and the budget read back is as it was.
    RefusedByProcore {
        /// What was done: nothing.
        receipt: Receipt,
        /// The lines, with Procore's words where it said any of a line.
        not_reached: Vec<MissingLine>,
    },
    /// Nothing reached the budget, and that is known: nothing was sent, or the budget read back is as it was.
    Voided {
        /// The record in the journal.
        reimport: ReimportId,
        /// Why.
        why: StopReason,
        /// Budget codes that were made for the lines, and stay. No amount hangs on them.
        codes_made: usize,
    },
}

/// The six ends, which window and terminal say alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// Carried out as confirmed, proven, and the two books tie out, with reconciling items perhaps.
    Posted,
    /// Nothing to do: the two books tie out, with reconciling items perhaps.
    AlreadyInAgreement,
    /// Carried out as confirmed and proven, or nothing to carry out; and the two books are still apart.
    StillDiffers,
    /// Nothing was sent, or Procore refused all of it, and the budget is as it was.
    Refused,
    /// Something was sent, or may have been, and not everything is as confirmed.
    NotProven,
    /// It could not begin, or nobody could tell.
    Failed,
}

impl Outcome {
    /// Which of the six ends it is.
    pub fn end(&self) -> End {
        match self {
            Self::Posted(_) | Self::NothingToChange { .. } if self.tie() == Some(Tie::OutOfBalance) => {
                End::StillDiffers
            }
            Self::Posted(_) => End::Posted,
            Self::NothingToChange { .. } => End::AlreadyInAgreement,
            Self::Declined | Self::Outdated(_) | Self::Relinked | Self::Refused(_) | Self::RefusedByProcore { .. } => {
                End::Refused
            }
            Self::Voided { why, .. } => {
                if why.is_refusal() {
                    End::Refused
                } else {
                    End::Failed
                }
            }
            Self::NotBegun(_) => End::Failed,
            Self::Discrepant { .. }
            | Self::Interrupted { .. }
            | Self::NotKnownYet { .. }
            | Self::Unproven { .. }
            | Self::LeftUnlocked { .. } => End::NotProven,
        }
    }

    /// How the two books stand after what was carried out as confirmed, or without it where there was nothing to do; `None` where
    /// that is not what happened.
    pub fn tie(&self) -> Option<Tie> {
        match self {
            Self::Posted(Receipt { out_of_balance, .. }) | Self::NothingToChange { out_of_balance } => {
                Some(out_of_balance.tie())
            }
            _ => None,
        }
    }

    /// The record in the journal; `None` where nothing was begun.
    pub fn reimport(&self) -> Option<ReimportId> {
        match self {
            Self::Posted(receipt)
            | Self::Discrepant { receipt, .. }
            | Self::Interrupted { receipt, .. }
            | Self::NotKnownYet { receipt, .. }
            | Self::RefusedByProcore { receipt, .. }
            | Self::Unproven { receipt, .. } => Some(receipt.reimport),
            Self::Voided { reimport, .. } => Some(*reimport),
            Self::LeftUnlocked { lines, .. } => lines.reimport(),
            Self::Declined
            | Self::Outdated(_)
            | Self::Relinked
            | Self::Refused(_)
            | Self::NothingToChange { .. }
            | Self::NotBegun(_) => None,
        }
    }

    /// A right that the account lacks, where only a request revealed it: worth remembering, because the next re-import would meet it too.
    pub fn right_missing(&self) -> Option<&SideError> {
        match self {
            Self::Voided { why, .. } => why.right_missing(),
            Self::Interrupted { why, .. } | Self::NotKnownYet { why, .. } | Self::Unproven { why, .. } => {
                why.as_ref().and_then(StopReason::right_missing)
            }
            Self::LeftUnlocked { lines, error, .. } => {
                let here = (error.kind == crate::SideErrorKind::Forbidden).then_some(error);
                here.or_else(|| lines.right_missing())
            }
            _ => None,
        }
    }
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
    /// What the confirmed plan leaves between the two books.
    pub out_of_balance: OutOfBalance,
}

/// A planned line the budget does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLine {
    /// Its code.
    pub wbs_code: WbsCode,
    /// What was planned.
    pub planned: Money,
    /// What Procore has.
    pub found: Option<Money>,
    /// The server's words, where it refused the line.
    pub refusal: Option<String>,
}
