//! Why the work stopped before every line was sent.

use crate::new_codes::NotMade;
use crate::unlocking::NotUnlocked;
use crate::{JournalTrouble, SideTrouble, TroubleKind};
use jobcost::{Currency, WbsCode};

/// Why sending stopped before every line was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// The budget was locked meanwhile.
    Locked,
    /// The account may not do this, as only the request showed: nothing more is tried.
    Forbidden(SideTrouble),
    /// Procore refuses line after line with the same words, so that a rule seems to concern every one.
    Refused(SideTrouble),
    /// Procore did not unlock the budget, so no line was sent.
    NotUnlocked(SideTrouble),
    /// The first line was sent alone, to prove the currency of a budget that stated none, and did not prove it.
    Currency {
        /// The one that was confirmed.
        planned: Currency,
        /// What the line showed.
        found: FoundCurrency,
    },
    /// A side made trouble that waiting and trying again did not mend.
    Side(SideTrouble),
    /// The journal could not note what is done, so nothing more was sent.
    Journal(JournalTrouble),
    /// Budget codes that lines need could not be made, so no line was sent.
    Codes {
        /// Those that are missing.
        missing: Vec<WbsCode>,
        /// What Procore said, where it said anything.
        trouble: Option<SideTrouble>,
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

impl Stopped {
    /// Trouble of Procore's or Acumatica's: a right that is missing is told apart.
    pub(crate) fn side(trouble: SideTrouble) -> Self {
        if trouble.kind == TroubleKind::Forbidden { Self::Forbidden(trouble) } else { Self::Side(trouble) }
    }

    /// A right that the account lacks, where one was the reason.
    pub fn right_missing(&self) -> Option<&SideTrouble> {
        let trouble = match self {
            Self::Forbidden(trouble) | Self::Refused(trouble) | Self::NotUnlocked(trouble) | Self::Side(trouble) => {
                trouble
            }
            Self::Codes { trouble: Some(trouble), .. } => trouble,
            Self::Codes { .. } | Self::Locked | Self::Currency { .. } | Self::Journal(_) => return None,
        };
        (trouble.kind == TroubleKind::Forbidden).then_some(trouble)
    }

    /// Procore said no, by its rules or for want of a right; as against trouble that kept anybody from asking.
    pub(crate) fn is_refusal(&self) -> bool {
        match self {
            Self::Locked | Self::Forbidden(_) | Self::Refused(_) => true,
            Self::NotUnlocked(trouble) | Self::Codes { trouble: Some(trouble), .. } => !trouble.kind.may_pass(),
            Self::Codes { trouble: None, .. } | Self::Currency { .. } | Self::Side(_) | Self::Journal(_) => false,
        }
    }
}

impl From<NotMade> for Stopped {
    fn from(why: NotMade) -> Self {
        match why {
            NotMade::Codes { missing, trouble } => Self::Codes { missing, trouble },
            NotMade::Side(trouble) => Self::side(trouble),
            NotMade::Journal(trouble) => Self::Journal(trouble),
        }
    }
}

impl From<NotUnlocked> for Stopped {
    fn from(why: NotUnlocked) -> Self {
        match why {
            NotUnlocked::Side(trouble) if trouble.kind == TroubleKind::Forbidden => Self::Forbidden(trouble),
            NotUnlocked::Side(trouble) => Self::NotUnlocked(trouble),
            NotUnlocked::Journal(trouble) => Self::Journal(trouble),
        }
    }
}
