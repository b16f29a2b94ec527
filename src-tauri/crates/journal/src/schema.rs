//! Opening the file: first look whether it is ours and whole, then change it.

use crate::error::{damaged, error_of, from_a_newer_tieout, wrong_schema};
use reimport::JournalError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use std::time::{Duration, Instant};

/// One file per step. A step that was released is never edited; the next one follows it.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_reimports.sql")),
    M::up(include_str!("migrations/0002_caches.sql")),
    M::up(include_str!("migrations/0003_settings.sql")),
    M::up(include_str!("migrations/0004_budget_locks.sql")),
    M::up(include_str!("migrations/0005_awaited_unlocks.sql")),
    M::up(include_str!("migrations/0006_mappings.sql")),
    M::up(include_str!("migrations/0007_ownership.sql")),
    M::up(include_str!("migrations/0008_new_codes.sql")),
    M::up(include_str!("migrations/0009_links.sql")),
    M::up(include_str!("migrations/0010_open_seen.sql")),
    M::up(include_str!("migrations/0011_last_request.sql")),
    M::up(include_str!("migrations/0012_reconciling_items.sql")),
    M::up(include_str!("migrations/0013_watch.sql")),
    M::up(include_str!("migrations/0014_choices.sql")),
    M::up(include_str!("migrations/0015_unlinked.sql")),
    M::up(include_str!("migrations/0016_adoptions_taken_back.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// How long a write waits for another process that holds the file, e.g. the terminal beside the window, or a backup that copies it.
/// A note that fails stops a re-import half way, so it is long.
const BUSY_PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn open(file: &Path) -> Result<Connection, JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    let mut connection = Connection::open(file).map_err(error)?;
    connection.busy_timeout(BUSY_PATIENCE).map_err(error)?;
    // Every transaction takes the write lock at its beginning. One that reads first and writes then would be refused at once where another
    // process writes in between, whatever the patience (SQLite: SQLITE_BUSY_SNAPSHOT; a deferred transaction is not upgraded by waiting).
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    look(&connection, file)?;
    prepare(&connection).map_err(error)?;
    bring_up_to_date(&mut connection, file)?;
    Ok(connection)
}

/// Two that start at the same moment find the same old schema. The second then fails to make what the first has just made, and has
/// nothing left to do.
fn bring_up_to_date(connection: &mut Connection, file: &Path) -> Result<(), JournalError> {
    let Err(error) = MIGRATIONS.to_latest(connection) else { return Ok(()) };
    let version: rusqlite::Result<usize> = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    if version.is_ok_and(|version| version == STEPS.len()) { Ok(()) } else { Err(wrong_schema(file, error)) }
}

/// Reads only. Until it is content nothing may be written, not even the log folded into the file at closing: a damaged file is
/// evidence, and one from a newer Tieout is somebody's record.
fn look(connection: &Connection, file: &Path) -> Result<(), JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(error)?;
    let version: usize = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(|error| damaged(file, &error.to_string()).unless_the_disk(&error))?;
    if version > STEPS.len() {
        return Err(from_a_newer_tieout(file));
    }
    let check: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| damaged(file, &error.to_string()).unless_the_disk(&error))?;
    if check != "ok" {
        return Err(damaged(file, &check).into());
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(error)?;
    Ok(())
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    let mode = write_ahead(connection)?;
    if mode != "wal" {
        // A network share, most likely. Every promise still holds with the old rollback journal, only slower.
        tracing::warn!(mode, "the journal's folder takes no write-ahead log");
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Sets the mode that lasts with the file. SQLite does not wait for others here, whatever the patience, so it is asked again.
fn write_ahead(connection: &Connection) -> rusqlite::Result<String> {
    let began = Instant::now();
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
        let busy = mode.as_ref().is_err_and(|error: &rusqlite::Error| {
            matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
        });
        if !busy || began.elapsed() > BUSY_PATIENCE {
            return mode;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::{FILE_NAME, Journal};

    #[test]
    fn every_step_works_and_amounts_are_durable() {
        MIGRATIONS.validate().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join(FILE_NAME)).unwrap();
        let pragma =
            |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((pragma("synchronous"), pragma("foreign_keys")), (2, 1), "2 is FULL");
        let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_file_that_is_no_journal_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE_NAME);
        let content = "a letter to the owner, long enough to look like a page\n".repeat(200);
        std::fs::write(&file, &content).unwrap();
        let error = Journal::open(folder.path()).err().unwrap();
        assert!(error.sentence.contains("damaged") && error.remedy.contains("journal.sqlite3"), "{error:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
    }

    #[test]
    fn a_damaged_page_is_found_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE_NAME);
        drop(Journal::open(folder.path()).unwrap());
        let mut bytes = std::fs::read(&file).unwrap();
        let page = 4096;
        bytes[page..page * 3].fill(0xA5);
        std::fs::write(&file, &bytes).unwrap();
        let error = Journal::open(folder.path()).err().unwrap();
        assert!(error.sentence.contains("damaged"), "{error:?}");
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }

    #[test]
    fn a_journal_from_a_newer_tieout_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE_NAME);
        drop(Journal::open(folder.path()).unwrap());
        Connection::open(&file).unwrap().pragma_update(None, "user_version", STEPS.len() + 1).unwrap();
        let bytes = std::fs::read(&file).unwrap();
        let error = Journal::open(folder.path()).err().unwrap();
        assert!(error.sentence.contains("newer"), "{error:?}");
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("occupied");
        std::fs::write(&file, "").unwrap();
        let error = Journal::open(&file.join("below")).err().unwrap();
        assert!(error.sentence.contains("occupied"), "{error:?}");
    }
}
