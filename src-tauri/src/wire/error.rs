//! Errors on the wire: a code for the program, a sentence for the person, a next step, a reference that finds the log line.

use serde::Serialize;
use specta::Type;
use tieout::{AppTrouble, AppTroubleKind, TroubleKind};

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
    hint: String,
    reference: Option<String>,
    /// The form's field it is about.
    field: Option<String>,
}

impl AppError {
    /// An error the shell itself found.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), reference: None, field: None }
    }
}

impl From<AppTrouble> for AppError {
    fn from(trouble: AppTrouble) -> Self {
        tracing::info!(kind = ?trouble.kind, sentence = trouble.sentence, reference = trouble.reference, "a command failed");
        let (code, field) = code(trouble.kind);
        Self {
            code,
            message: trouble.sentence,
            hint: trouble.hint,
            reference: trouble.reference,
            field: field.map(str::to_owned),
        }
    }
}

/// Exhaustive on purpose: a new kind of trouble does not compile until the window has a code for it.
fn code(kind: AppTroubleKind) -> (ErrorCode, Option<&'static str>) {
    let code = match kind {
        AppTroubleKind::Side(_, kind) => side_code(kind),
        AppTroubleKind::KeychainMissing => ErrorCode::KeychainMissing,
        AppTroubleKind::KeychainLocked => ErrorCode::KeychainLocked,
        AppTroubleKind::KeychainRefused => ErrorCode::KeychainRefused,
        AppTroubleKind::Journal { disk_full: true } | AppTroubleKind::File { disk_full: true } => ErrorCode::DiskFull,
        AppTroubleKind::Journal { disk_full: false } => ErrorCode::Journal,
        AppTroubleKind::File { disk_full: false } => ErrorCode::FileNotWritten,
        AppTroubleKind::Busy => ErrorCode::Busy,
        AppTroubleKind::PlanGone => ErrorCode::PlanGone,
        // What forbids a re-import is told in the sentence and its hint; to the program both mean "not now".
        AppTroubleKind::NotReady | AppTroubleKind::Refused | AppTroubleKind::NothingToChange => ErrorCode::NotReady,
        AppTroubleKind::BadInput { field } => return (ErrorCode::BadInput, Some(field)),
        AppTroubleKind::Internal => ErrorCode::Internal,
    };
    (code, None)
}

fn side_code(kind: TroubleKind) -> ErrorCode {
    match kind {
        TroubleKind::WrongCredentials => ErrorCode::WrongCredentials,
        TroubleKind::SignedOut => ErrorCode::SignedOut,
        TroubleKind::NoSeat => ErrorCode::NoSeat,
        TroubleKind::Forbidden => ErrorCode::Forbidden,
        TroubleKind::NotFound => ErrorCode::NotFound,
        TroubleKind::RateLimited => ErrorCode::RateLimited,
        TroubleKind::Unreachable | TroubleKind::NotSafe => ErrorCode::Unreachable,
        TroubleKind::TooSlow => ErrorCode::TooSlow,
        TroubleKind::NotUnderstood => ErrorCode::NotUnderstood,
        TroubleKind::ServerFailed => ErrorCode::ServerFailed,
        TroubleKind::RefusedByServer => ErrorCode::RefusedByServer,
        TroubleKind::TotalsDiffer => ErrorCode::TotalsDiffer,
    }
}
