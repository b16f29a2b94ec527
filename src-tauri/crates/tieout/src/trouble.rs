//! Everything that can stop a command: a kind for the program, a sentence for the person, a next step.

use jobcost::Side;
use reimport::{JournalTrouble, ReimportError, SideTrouble, TroubleKind};
use vault::VaultTrouble;

/// What kind of trouble.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AppTroubleKind {
    /// One of the two systems.
    Side(Side, TroubleKind),
    /// There is no keychain.
    KeychainMissing,
    /// The keychain is locked.
    KeychainLocked,
    /// The keychain refused.
    KeychainRefused,
    /// The journal.
    Journal {
        /// The disk is full.
        disk_full: bool,
    },
    /// A file the user asked for could not be written.
    File {
        /// The disk is full.
        disk_full: bool,
    },
    /// The job is being re-imported already.
    Busy,
    /// The plan was used or is from before.
    PlanGone,
    /// Nothing is open, or the job is unknown.
    NotReady,
    /// Something forbids the re-import.
    Refused,
    /// There is nothing a re-import would change.
    NothingToChange,
    /// The user's input.
    BadInput {
        /// The form's field.
        field: &'static str,
    },
    /// A defect of Tieout's own.
    Internal,
}

/// Trouble, ready to be shown. Holds no secret.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct AppTrouble {
    /// Its kind.
    pub kind: AppTroubleKind,
    /// What happened.
    pub sentence: String,
    /// What to do next.
    pub hint: String,
    /// Finds the request in the log and at the vendor.
    pub reference: Option<String>,
}

impl AppTrouble {
    pub(crate) fn new(kind: AppTroubleKind, sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), hint: hint.into(), reference: None }
    }

    pub(crate) fn bad_input(field: &'static str, sentence: &str) -> Self {
        Self::new(AppTroubleKind::BadInput { field }, sentence, "Correct it and try again.")
    }
}

impl From<SideTrouble> for AppTrouble {
    fn from(trouble: SideTrouble) -> Self {
        Self {
            kind: AppTroubleKind::Side(trouble.side, trouble.kind),
            sentence: trouble.sentence,
            hint: trouble.hint,
            reference: trouble.reference,
        }
    }
}

impl From<JournalTrouble> for AppTrouble {
    fn from(trouble: JournalTrouble) -> Self {
        Self::new(AppTroubleKind::Journal { disk_full: trouble.disk_full }, trouble.sentence, trouble.hint)
    }
}

impl From<ReimportError> for AppTrouble {
    fn from(error: ReimportError) -> Self {
        match error {
            ReimportError::Side(trouble) => trouble.into(),
            ReimportError::Journal(trouble) => trouble.into(),
            ReimportError::Money(error) => {
                Self::new(AppTroubleKind::NotReady, error.to_string(), "Look at the job's amounts in Acumatica.")
            }
        }
    }
}

impl From<VaultTrouble> for AppTrouble {
    fn from(trouble: VaultTrouble) -> Self {
        let kind = match &trouble {
            VaultTrouble::NoSecretService => AppTroubleKind::KeychainMissing,
            VaultTrouble::Locked | VaultTrouble::TimedOut => AppTroubleKind::KeychainLocked,
            VaultTrouble::Refused | VaultTrouble::TooLong | VaultTrouble::Other(_) => AppTroubleKind::KeychainRefused,
        };
        Self::new(kind, trouble.sentence(), trouble.way_out())
    }
}
