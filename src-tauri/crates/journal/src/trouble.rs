//! SQLite's errors as sentences with a next step.

use reimport::{JournalTrouble, ReimportId};
use rusqlite::{Error, ErrorCode, ffi};
use std::path::Path;

/// The trouble behind an error of SQLite's.
pub(crate) fn trouble_of(error: &Error) -> JournalTrouble {
    let trouble = |sentence: &str, hint: &str, disk_full| JournalTrouble {
        sentence: sentence.to_owned(),
        hint: hint.to_owned(),
        disk_full,
    };
    if is_disk_full(error) {
        return trouble(
            "The disk is full: the journal could not be written.",
            "Free some space and try again. Without a journal nothing is sent to Procore.",
            true,
        );
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => trouble(
            "Another program holds the journal.",
            "Close the other Tieout, or whatever copies its folder, and try again.",
            false,
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => trouble(
            "The journal's folder cannot be written.",
            "Give your account the right to write into it, then try again.",
            false,
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => trouble(
            "The journal is damaged.",
            "Quit Tieout, keep a copy of journal.sqlite3 and restore the file from a backup.",
            false,
        ),
        _ => JournalTrouble {
            sentence: format!("The journal could not be used: {error}."),
            hint: "Start Tieout again; if it stays, send the log to support.".to_owned(),
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
pub(crate) struct Damage(JournalTrouble);

impl Damage {
    /// Only when SQLite says that the file is no database is it damage; anything else keeps its own words.
    pub(crate) fn unless_the_disk(self, error: &Error) -> JournalTrouble {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => self.0,
            _ => trouble_of(error),
        }
    }
}

impl From<Damage> for JournalTrouble {
    fn from(damage: Damage) -> Self {
        damage.0
    }
}

pub(crate) fn damaged(file: &Path, what: &str) -> Damage {
    tracing::error!(file = %file.display(), what, "the journal is damaged");
    Damage(JournalTrouble {
        sentence: "The journal is damaged. It was left as it is.".to_owned(),
        hint: format!("Keep a copy of {} and restore the file from a backup.", file.display()),
        disk_full: false,
    })
}

pub(crate) fn from_a_newer_tieout(file: &Path) -> JournalTrouble {
    JournalTrouble {
        sentence: "The journal was written by a newer Tieout. It was left as it is.".to_owned(),
        hint: format!("Install the newest Tieout to open {}.", file.display()),
        disk_full: false,
    }
}

pub(crate) fn wrong_schema(file: &Path, error: rusqlite_migration::Error) -> JournalTrouble {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => trouble_of(&err),
        other => {
            tracing::error!(%other, "the journal's schema could not be brought up to date");
            damaged(file, &other.to_string()).into()
        }
    }
}

pub(crate) fn cannot_be_opened(folder: &Path, error: &std::io::Error) -> JournalTrouble {
    JournalTrouble {
        sentence: format!("The folder {} cannot be made: {error}.", folder.display()),
        hint: "Give your account the right to write there, then start again.".to_owned(),
        disk_full: error.kind() == std::io::ErrorKind::StorageFull,
    }
}

pub(crate) fn closed_already(reimport: ReimportId) -> JournalTrouble {
    JournalTrouble {
        sentence: format!("The record of re-import {reimport} is closed; it is not changed any more."),
        hint: "Nothing is lost: read the record in the journal.".to_owned(),
        disk_full: false,
    }
}

pub(crate) fn unknown(reimport: ReimportId) -> JournalTrouble {
    JournalTrouble {
        sentence: format!("The journal has no such record: re-import {reimport}."),
        hint: "Start Tieout again; if it stays, send the log to support.".to_owned(),
        disk_full: false,
    }
}
