//! SQLite's errors as sentences with a next step.

use reimport::{JournalError, ReimportId};
use rusqlite::{Error, ErrorCode, ffi};
use std::path::Path;

/// The trouble behind an error of SQLite's.
pub(crate) fn error_of(error: &Error) -> JournalError {
    let told = |sentence: &str, remedy: &str, disk_full| JournalError {
        sentence: sentence.to_owned(),
        remedy: remedy.to_owned(),
        disk_full,
    };
    if is_disk_full(error) {
        return told(
            "The disk is full: the journal could not be written.",
            "Free some space and try again. Without a journal nothing is sent to Procore.",
            true,
        );
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => told(
            "Another program holds the journal.",
            "Close the other Tieout, or whatever copies its folder, and try again.",
            false,
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => told(
            "The journal's folder cannot be written.",
            "Give your account the right to write into it, then try again.",
            false,
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => told(
            "The journal is damaged.",
            "Quit Tieout, keep a copy of journal.sqlite3 and restore the file from a backup.",
            false,
        ),
        _ => JournalError {
            sentence: format!("The journal could not be used: {error}."),
            remedy: "Start Tieout again; if it stays, send the log to support.".to_owned(),
            disk_full: false,
        },
    }
}

/// `SQLITE_FULL`, and the input-output errors that a full disk shows itself by (SQLite: result and error codes).
fn is_disk_full(error: &Error) -> bool {
    let Error::SqliteFailure(failure, _) = error else { return false };
    failure.code == ErrorCode::DiskFull
        || matches!(
            failure.extended_code,
            ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_TRUNCATE | ffi::SQLITE_IOERR_SHMSIZE
        )
}

/// Damage found while opening, unless it was the disk or another program.
pub(crate) struct Damage(JournalError);

impl Damage {
    /// Only when SQLite says that the file is no database is it damage; anything else keeps its own words.
    pub(crate) fn unless_the_disk(self, error: &Error) -> JournalError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => self.0,
            _ => error_of(error),
        }
    }
}

impl From<Damage> for JournalError {
    fn from(damage: Damage) -> Self {
        damage.0
    }
}

pub(crate) fn damaged(file: &Path, what: &str) -> Damage {
    tracing::error!(file = %file.display(), what, "the journal is damaged");
    Damage(JournalError {
        sentence: "The journal is damaged. It was left as it is.".to_owned(),
        remedy: format!("Keep a copy of {} and restore the file from a backup.", file.display()),
        disk_full: false,
    })
}

pub(crate) fn from_a_newer_tieout(file: &Path) -> JournalError {
    JournalError {
        sentence: "The journal was written by a newer Tieout. It was left as it is.".to_owned(),
        remedy: format!("Install the newest Tieout to open {}.", file.display()),
        disk_full: false,
    }
}

pub(crate) fn wrong_schema(file: &Path, error: rusqlite_migration::Error) -> JournalError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => error_of(&err),
        other => {
            tracing::error!(%other, "the journal's schema could not be brought up to date");
            damaged(file, &other.to_string()).into()
        }
    }
}

pub(crate) fn cannot_be_opened(folder: &Path, error: &std::io::Error) -> JournalError {
    JournalError {
        sentence: format!("The folder {} cannot be made: {error}.", folder.display()),
        remedy: "Give your account the right to write there, then start again.".to_owned(),
        disk_full: error.kind() == std::io::ErrorKind::StorageFull,
    }
}

pub(crate) fn closed_already(reimport: ReimportId) -> JournalError {
    JournalError {
        sentence: format!("The record of re-import {reimport} is closed; it is not changed any more."),
        remedy: "Nothing is lost: read the record in the journal.".to_owned(),
        disk_full: false,
    }
}

pub(crate) fn unknown(reimport: ReimportId) -> JournalError {
    JournalError {
        sentence: format!("The journal has no such record: re-import {reimport}."),
        remedy: "Start Tieout again; if it stays, send the log to support.".to_owned(),
        disk_full: false,
    }
}
