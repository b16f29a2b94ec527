//! Everything that can stop a command: a kind for the program, a sentence for the person, a next step.

use jobcost::Side;
use reimport::{JournalError, ReimportError, SideError, SideErrorKind};
use vault::VaultError;

/// What kind of trouble.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApplicationErrorKind {
    /// One of the two systems.
    Side(Side, SideErrorKind),
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
pub struct ApplicationError {
    /// Its kind.
    pub kind: ApplicationErrorKind,
    /// What happened.
    pub sentence: String,
    /// What to do next.
    pub remedy: String,
    /// Finds the request in the log and at the vendor.
    pub reference: Option<String>,
}

impl ApplicationError {
    pub(crate) fn new(kind: ApplicationErrorKind, sentence: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), remedy: remedy.into(), reference: None }
    }

    pub(crate) fn bad_input(field: &'static str, sentence: &str) -> Self {
        Self::new(ApplicationErrorKind::BadInput { field }, sentence, "Correct it and try again.")
    }
}

impl From<SideError> for ApplicationError {
    fn from(error: SideError) -> Self {
        Self {
            kind: ApplicationErrorKind::Side(error.side, error.kind),
            sentence: error.sentence,
            remedy: error.remedy,
            reference: error.reference,
        }
    }
}

impl From<JournalError> for ApplicationError {
    fn from(error: JournalError) -> Self {
        Self::new(ApplicationErrorKind::Journal { disk_full: error.disk_full }, error.sentence, error.remedy)
    }
}

impl From<ReimportError> for ApplicationError {
    fn from(error: ReimportError) -> Self {
        match error {
            ReimportError::Side(side_error) => side_error.into(),
            ReimportError::Journal(side_error) => side_error.into(),
            ReimportError::Money(error) => {
                Self::new(ApplicationErrorKind::NotReady, error.to_string(), "Look at the job's amounts in Acumatica.")
            }
        }
    }
}

impl From<VaultError> for ApplicationError {
    fn from(error: VaultError) -> Self {
        let kind = match &error {
            VaultError::NoSecretService => ApplicationErrorKind::KeychainMissing,
            VaultError::Locked | VaultError::TimedOut => ApplicationErrorKind::KeychainLocked,
            VaultError::Refused | VaultError::TooLong | VaultError::Other(_) => ApplicationErrorKind::KeychainRefused,
        };
        Self::new(kind, error.sentence(), error.remedy())
    }
}
