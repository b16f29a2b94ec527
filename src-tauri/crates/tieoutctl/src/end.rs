//! How the program ends: its exit status, and trouble in words.

use serde::Serialize;
use std::process::ExitCode;
use tieout::ApplicationError;

/// The exit statuses. The usual meaning of 2, wrong usage, is 64 here (`EX_USAGE`), for 2 is what `drift` says of a drifted budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// Done, or in agreement.
    Done = 0,
    /// Failed, or could not tell.
    Failed = 1,
    /// The two books differ, also after a re-import that was carried out as confirmed.
    Drifted = 2,
    /// Refused, outdated or declined: nothing was changed.
    NothingChanged = 3,
    /// Something was sent, or may have been, and it is not proven as planned.
    NotProven = 4,
    /// The command line is wrong.
    Usage = 64,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(end as u8)
    }
}

impl From<tieout::End> for End {
    fn from(end: tieout::End) -> Self {
        match end {
            tieout::End::Posted | tieout::End::AlreadyInAgreement => Self::Done,
            tieout::End::StillDiffers => Self::Drifted,
            tieout::End::Refused => Self::NothingChanged,
            tieout::End::NotProven => Self::NotProven,
            tieout::End::Failed => Self::Failed,
        }
    }
}

/// What stops a command, and what a program reads of it with `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct CommandError {
    pub(crate) message: String,
    pub(crate) remedy: String,
    pub(crate) reference: Option<String>,
    #[serde(skip)]
    pub(crate) end: End,
}

impl CommandError {
    pub(crate) fn new(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: remedy.into(), reference: None, end: End::Failed }
    }

    /// The command line asks for something that cannot be.
    pub(crate) fn usage(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { end: End::Usage, ..Self::new(message, remedy) }
    }
}

impl From<ApplicationError> for CommandError {
    fn from(error: ApplicationError) -> Self {
        let end = match error.kind {
            tieout::ApplicationErrorKind::Refused | tieout::ApplicationErrorKind::Busy => End::NothingChanged,
            _ => End::Failed,
        };
        Self { message: error.sentence, remedy: error.remedy, reference: error.reference, end }
    }
}
