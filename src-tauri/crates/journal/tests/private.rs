//! Who may look into what Tieout keeps.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use journal::{FILE_NAME, Journal, close_to_others, private_file, private_folder};
use std::fs::{Permissions, create_dir_all, read_dir, set_permissions, write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o7777
}

/// As another program left it, whatever this process' own umask is.
fn open_to_all(path: &Path, mode: u32) {
    set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_is_made_is_the_users_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/connection/claims");
    private_folder(&folder).unwrap();
    for made in ["data", "data/connection", "data/connection/claims"] {
        assert_eq!(mode(&home.path().join(made)), 0o700, "{made}");
    }
    private_file(&folder.join("lock")).unwrap();
    assert_eq!(mode(&folder.join("lock")), 0o600);
}

#[test]
fn what_was_open_to_all_is_closed_and_keeps_what_is_in_it() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = (home.path().join("data"), home.path().join("data/lock"));
    create_dir_all(&folder).unwrap();
    write(&file, "held").unwrap();
    open_to_all(&folder, 0o755);
    open_to_all(&file, 0o666);
    private_folder(&folder).unwrap();
    private_file(&file).unwrap();
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "held");
}

#[test]
fn a_folder_that_everybody_shares_stays_shared() {
    let home = tempfile::tempdir().unwrap();
    open_to_all(home.path(), 0o1777);
    private_folder(home.path()).unwrap();
    assert_eq!(mode(home.path()), 0o1777);
}

#[test]
fn what_is_not_there_needs_no_closing() {
    let home = tempfile::tempdir().unwrap();
    close_to_others(&home.path().join("journal.sqlite3-wal")).unwrap();
}

#[test]
fn a_journal_and_what_sqlite_keeps_beside_it_are_the_users_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    create_dir_all(&folder).unwrap();
    open_to_all(&folder, 0o755);
    let journal = Journal::open(&folder).unwrap();
    let files: Vec<_> = read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 3, "the file, its log and the log's index: {files:?}");
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
    assert_eq!(mode(&folder), 0o700, "an empty folder becomes Tieout's own");

    // An older Tieout left all of it open.
    for file in &files {
        open_to_all(file, 0o644);
    }
    open_to_all(&folder, 0o755);
    let again = Journal::open(&folder).unwrap();
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
    assert_eq!(mode(&folder), 0o700);
    drop((journal, again));
}

#[test]
fn a_folder_with_other_things_in_it_keeps_its_rights() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("documents");
    create_dir_all(folder.join("letters")).unwrap();
    open_to_all(&folder, 0o755);
    for _ in ["the first time", "the next"] {
        let _journal = Journal::open(&folder).unwrap();
        assert_eq!(mode(&folder), 0o755, "others may need what else is in it");
        assert_eq!(mode(&folder.join(FILE_NAME)), 0o600);
    }
}

#[test]
fn logs_and_connections_are_tieouts_own() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    create_dir_all(folder.join("logs")).unwrap();
    let _connection = Journal::open(&folder.join("demo")).unwrap();
    create_dir_all(folder.join("signed-in")).unwrap();
    write(folder.join("signed-in/acumatica.lock"), "").unwrap();
    open_to_all(&folder, 0o755);
    let _journal = Journal::open(&folder).unwrap();
    assert_eq!(mode(&folder), 0o700);
}
