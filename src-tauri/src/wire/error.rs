//! Errors on the wire: a code for the program, a sentence for the person, a next step, a reference that finds the log line.

use serde::Serialize;
use specta::Type;
use tieout::{ApplicationError, ApplicationErrorKind, Side, SideErrorKind};

/// A closed list. The window chooses by it, never by the words.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ErrorCode {
    WrongCredentials,
    SignedOut,
    NoSeat,
    Forbidden,
    NotFound,
    RateLimited,
    Unreachable,
    TooSlow,
    NotUnderstood,
    ServerFailed,
    RefusedByServer,
    TotalsDiffer,
    KeychainMissing,
    KeychainLocked,
    KeychainRefused,
    Journal,
    DiskFull,
    FileNotWritten,
    Busy,
    PlanGone,
    NotReady,
    BadInput,
    Internal,
}

/// An error as the window gets it.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct AppError {
    code: ErrorCode,
    message: String,
    remedy: String,
    reference: Option<String>,
    /// The form's field it is about.
    field: Option<String>,
}

impl AppError {
    /// An error the shell itself found.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, message: message.into(), remedy: remedy.into(), reference: None, field: None }
    }
}

impl From<ApplicationError> for AppError {
    fn from(error: ApplicationError) -> Self {
        tracing::info!(kind = ?error.kind, sentence = error.sentence, reference = error.reference, "a command failed");
        let (code, field) = code(error.kind);
        Self {
            code,
            message: error.sentence,
            remedy: error.remedy,
            reference: error.reference,
            field: field.map(str::to_owned),
        }
    }
}

/// Exhaustive on purpose: a new kind of trouble does not compile until the window has a code for it.
fn code(kind: ApplicationErrorKind) -> (ErrorCode, Option<&'static str>) {
    let code = match kind {
        // Whichever of user, tenant and password it is, nobody says; the secret is the likeliest, and can be typed again.
        ApplicationErrorKind::Side(Side::Acumatica, SideErrorKind::WrongCredentials) => {
            return (ErrorCode::WrongCredentials, Some("password"));
        }
        ApplicationErrorKind::Side(Side::Procore, SideErrorKind::WrongCredentials) => {
            return (ErrorCode::WrongCredentials, Some("clientSecret"));
        }
        ApplicationErrorKind::Side(_, kind) => side_code(kind),
        ApplicationErrorKind::KeychainMissing => ErrorCode::KeychainMissing,
        ApplicationErrorKind::KeychainLocked => ErrorCode::KeychainLocked,
        ApplicationErrorKind::KeychainRefused => ErrorCode::KeychainRefused,
        ApplicationErrorKind::Journal { disk_full: true } | ApplicationErrorKind::File { disk_full: true } => {
            ErrorCode::DiskFull
        }
        ApplicationErrorKind::Journal { disk_full: false } => ErrorCode::Journal,
        ApplicationErrorKind::File { disk_full: false } => ErrorCode::FileNotWritten,
        ApplicationErrorKind::Busy => ErrorCode::Busy,
        ApplicationErrorKind::PlanGone => ErrorCode::PlanGone,
        // What forbids a re-import is told in the sentence and its hint; to the program both mean "not now".
        ApplicationErrorKind::NotReady | ApplicationErrorKind::Refused | ApplicationErrorKind::NothingToChange => {
            ErrorCode::NotReady
        }
        ApplicationErrorKind::BadInput { field } => return (ErrorCode::BadInput, Some(field)),
        ApplicationErrorKind::Internal => ErrorCode::Internal,
    };
    (code, None)
}

fn side_code(kind: SideErrorKind) -> ErrorCode {
    match kind {
        SideErrorKind::WrongCredentials => ErrorCode::WrongCredentials,
        SideErrorKind::SignedOut => ErrorCode::SignedOut,
        SideErrorKind::NoSeat => ErrorCode::NoSeat,
        SideErrorKind::Forbidden => ErrorCode::Forbidden,
        SideErrorKind::NotFound => ErrorCode::NotFound,
        SideErrorKind::RateLimited => ErrorCode::RateLimited,
        SideErrorKind::Unreachable | SideErrorKind::NotSafe => ErrorCode::Unreachable,
        SideErrorKind::TooSlow => ErrorCode::TooSlow,
        SideErrorKind::NotUnderstood => ErrorCode::NotUnderstood,
        SideErrorKind::ServerFailed => ErrorCode::ServerFailed,
        SideErrorKind::RefusedByServer => ErrorCode::RefusedByServer,
        SideErrorKind::TotalsDiffer => ErrorCode::TotalsDiffer,
    }
}
