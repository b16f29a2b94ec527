//! Why the work stopped before every line was sent.

use crate::budget_unlock::UnlockError;
use crate::error::{JournalError, SideError, SideErrorKind};
use crate::new_codes::CodesError;
use jobcost::{Currency, WbsCode};

/// Why sending stopped before every line was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopReason {
    /// The budget was locked meanwhile.
    Locked,
    /// The account may not do this, as only the request showed: nothing more is tried.
    Forbidden(SideError),
    /// Procore refuses line after line with the same words, so that a rule seems to concern every one.
    Refused(SideError),
    /// Procore did not unlock the budget, so no line was sent.
    NotUnlocked(SideError),
    /// The first line was sent alone, to prove the currency of a budget that stated none, and did not prove it.
    Currency {
        /// The one that was confirmed.
        planned: Currency,
        /// What the line showed.
        found: FoundCurrency,
    },
    /// A side made trouble that waiting and trying again did not mend.
    Side(SideError),
    /// The journal could not note what is done, so nothing more was sent.
    Journal(JournalError),
    /// Budget codes that lines need could not be made, so no line was sent.
    Codes {
        /// Those that are missing.
        missing: Vec<WbsCode>,
        /// What Procore said, where it said anything.
        error: Option<SideError>,
    },
}

/// The currency of a first line, read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundCurrency {
    /// Another one.
    Other(Currency),
    /// Procore states none, and the user stated none for the project.
    Unstated,
    /// The line did not show.
    NotShown,
}

impl StopReason {
    /// Trouble of Procore's or Acumatica's: a right that is missing is told apart.
    pub(crate) fn side(error: SideError) -> Self {
        if error.kind == SideErrorKind::Forbidden { Self::Forbidden(error) } else { Self::Side(error) }
    }

    /// A right that the account lacks, where one was the reason.
    pub fn right_missing(&self) -> Option<&SideError> {
        let error = match self {
            Self::Forbidden(error)
            | Self::Refused(error)
            | Self::NotUnlocked(error)
            | Self::Side(error)
            | Self::Codes { error: Some(error), .. } => error,
            Self::Codes { .. } | Self::Locked | Self::Currency { .. } | Self::Journal(_) => return None,
        };
        (error.kind == SideErrorKind::Forbidden).then_some(error)
    }

    /// Procore said no, by its rules or for want of a right; as against trouble that kept anybody from asking.
    pub(crate) fn is_refusal(&self) -> bool {
        match self {
            Self::Locked | Self::Forbidden(_) | Self::Refused(_) => true,
            Self::NotUnlocked(error) | Self::Codes { error: Some(error), .. } => !error.kind.may_pass(),
            Self::Codes { error: None, .. } | Self::Currency { .. } | Self::Side(_) | Self::Journal(_) => false,
        }
    }
}

impl From<CodesError> for StopReason {
    fn from(why: CodesError) -> Self {
        match why {
            CodesError::Codes { missing, error } => Self::Codes { missing, error },
            CodesError::Side(error) => Self::side(error),
            CodesError::Journal(error) => Self::Journal(error),
        }
    }
}

impl From<UnlockError> for StopReason {
    fn from(why: UnlockError) -> Self {
        match why {
            UnlockError::Side(error) if error.kind == SideErrorKind::Forbidden => Self::Forbidden(error),
            UnlockError::Side(error) => Self::NotUnlocked(error),
            UnlockError::Journal(error) => Self::Journal(error),
        }
    }
}
