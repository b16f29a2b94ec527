//! Where the journals live when nobody names a folder: in the part of the account that stays on this computer. Windows also has one that
//! wanders to every computer the user logs on to, and older versions used it: a journal that is open here would be copied there, and a
//! lock on this computer would hold nobody there. What lies there is moved once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder's name below the account's.
pub const DATA_FOLDER_NAME: &str = "app.tieout.desktop";

/// Both programs start at the same moment: one moves, the other waits.
const LOCK: &str = "moving.lock";

/// What to do with a folder of an older version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// There is nothing to move.
    Use,
    /// The record lies in the old folder alone.
    Move,
    /// Both have one: the new one has been used since, and the old one is left for whoever wants to look into it.
    LeaveTheOld,
}

/// The folder to use, of the account's two: the one that stays on this computer, and the one that wanders. Where a system has only one
/// they are the same. It is there afterwards, for the user alone.
///
/// What cannot be moved stays whole where it was, and is used there; the next start tries again.
pub fn usual_data_folder(staying: &Path, wandering: &Path) -> PathBuf {
    let (new, old) = (staying.join(DATA_FOLDER_NAME), wandering.join(DATA_FOLDER_NAME));
    let ready = journal::private_folder(&new).and_then(|()| settle(&old, &new));
    match ready {
        Ok(()) => new,
        // Without the old one, whoever opens the journal says what is wrong with the new.
        Err(error) if !holds_record(&old) => {
            tracing::warn!(%error, folder = %new.display(), "the data folder is not ready");
            new
        }
        Err(error) => {
            tracing::warn!(%error, from = %old.display(), to = %new.display(), "the data folder was not moved, and is used where it is");
            old
        }
    }
}

fn settle(old: &Path, new: &Path) -> io::Result<()> {
    if old == new {
        return Ok(());
    }
    let lock = journal::private_file(&new.join(LOCK))?;
    lock.lock()?;
    match step(holds_record(old), holds_record(new)) {
        Step::Use => Ok(()),
        Step::LeaveTheOld => {
            tracing::warn!(old = %old.display(), used = %new.display(), "there are two data folders; the older one is left as it is");
            Ok(())
        }
        Step::Move => {
            move_all(&ours(old)?, new)?;
            tracing::info!(from = %old.display(), to = %new.display(), "the data folder was moved");
            Ok(())
        }
    }
}

const fn step(old_holds_record: bool, new_holds_record: bool) -> Step {
    match (old_holds_record, new_holds_record) {
        (false, _) => Step::Use,
        (true, false) => Step::Move,
        (true, true) => Step::LeaveTheOld,
    }
}

fn holds_record(folder: &Path) -> bool {
    folder.join(journal::FILE_NAME).exists()
}

/// What is to be moved: the connections first, the list of them last, for it is by the list that a folder is known. What other libraries
/// keep in the old folder, e.g. the window's place, is looked for there and stays.
fn ours(old: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(old)? {
        let path = entry?.path();
        let is_list = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(journal::FILE_NAME));
        if is_list || holds_record(&path) {
            found.push(path);
        }
    }
    // The list's own log goes before it: a list without its newest page would be an older list.
    let rank = |path: &PathBuf| (path.is_file(), path.file_name().is_some_and(|name| name == journal::FILE_NAME));
    found.sort_by_key(rank);
    Ok(found)
}

/// Moves everything, or nothing: what was moved before something failed is moved back.
fn move_all(paths: &[PathBuf], into: &Path) -> io::Result<()> {
    let mut moved: Vec<(PathBuf, &Path)> = Vec::new();
    for from in paths {
        let to = into.join(from.file_name().unwrap_or_default());
        if let Err(error) = move_one(from, &to) {
            for (to, from) in moved.iter().rev() {
                if let Err(error) = move_one(to, from) {
                    tracing::error!(%error, lies = %to.display(), belongs = %from.display(), "could not be moved back");
                }
            }
            return Err(error);
        }
        moved.push((to, from));
    }
    Ok(())
}

/// Never over something that is there. A company may keep the wandering part on a server: then it is copied, and removed when every byte
/// of it is here.
fn move_one(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is there already", to.display())));
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            if let Err(error) = copy(from, to) {
                // Half a copy is of no use, and the next start would take it for the whole.
                let _ = remove(to);
                return Err(error);
            }
            // All of it is here now. What stays there is an older copy, which nobody reads any more.
            if let Err(error) = remove(from) {
                tracing::warn!(%error, from = %from.display(), "was copied, but could not be removed");
            }
            Ok(())
        }
        renamed => renamed,
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(|_| ());
    }
    journal::private_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    struct Account {
        home: tempfile::TempDir,
    }

    impl Account {
        fn new() -> Self {
            Self { home: tempfile::tempdir().unwrap() }
        }

        fn part(&self, name: &str) -> PathBuf {
            self.home.path().join(name)
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.home.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn read(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.home.path().join(path)).ok()
        }

        fn usual(&self) -> PathBuf {
            usual_data_folder(&self.part("Local"), &self.part("Roaming"))
        }

        /// As an older version left it on Windows: the record wanders, the log and the web view's data stay.
        fn of_an_older_version() -> Self {
            let account = Self::new();
            for (file, text) in [
                ("Roaming/app.tieout.desktop/journal.sqlite3", "list"),
                ("Roaming/app.tieout.desktop/journal.sqlite3-wal", "its log"),
                ("Roaming/app.tieout.desktop/demo/journal.sqlite3", "record"),
                ("Roaming/app.tieout.desktop/demo/claims/52.lock", ""),
                ("Roaming/app.tieout.desktop/.window-state.json", "place"),
                ("Local/app.tieout.desktop/EBWebView/Local State", "web view"),
                ("Local/app.tieout.desktop/logs/tieout.log", "log"),
            ] {
                account.write(file, text);
            }
            account
        }
    }

    #[test]
    fn the_record_is_moved_once_and_nothing_else() {
        let account = Account::of_an_older_version();
        for _ in ["the first start", "the next"] {
            assert_eq!(account.usual(), account.part("Local/app.tieout.desktop"));
            for (file, text) in [
                ("Local/app.tieout.desktop/journal.sqlite3", Some("list")),
                ("Local/app.tieout.desktop/journal.sqlite3-wal", Some("its log")),
                ("Local/app.tieout.desktop/demo/journal.sqlite3", Some("record")),
                ("Local/app.tieout.desktop/demo/claims/52.lock", Some("")),
                ("Local/app.tieout.desktop/logs/tieout.log", Some("log")),
                ("Roaming/app.tieout.desktop/.window-state.json", Some("place")),
                ("Roaming/app.tieout.desktop/journal.sqlite3", None),
                ("Roaming/app.tieout.desktop/demo/journal.sqlite3", None),
            ] {
                assert_eq!(account.read(file).as_deref(), text, "{file}");
            }
        }
    }

    #[test]
    fn what_cannot_be_moved_stays_whole_and_is_used_where_it_is() {
        let account = Account::of_an_older_version();
        // In the way of the last thing that would be moved.
        account.write("Local/app.tieout.desktop/journal.sqlite3-wal", "another's");
        assert_eq!(account.usual(), account.part("Roaming/app.tieout.desktop"));
        assert_eq!(account.read("Roaming/app.tieout.desktop/demo/journal.sqlite3").as_deref(), Some("record"));
        assert_eq!(account.read("Roaming/app.tieout.desktop/journal.sqlite3").as_deref(), Some("list"));
        assert_eq!(account.read("Local/app.tieout.desktop/demo/journal.sqlite3"), None);
    }

    #[test]
    fn of_two_records_neither_is_touched_and_the_one_that_stays_is_used() {
        let account = Account::of_an_older_version();
        account.write("Local/app.tieout.desktop/journal.sqlite3", "newer list");
        assert_eq!(account.usual(), account.part("Local/app.tieout.desktop"));
        assert_eq!(account.read("Local/app.tieout.desktop/journal.sqlite3").as_deref(), Some("newer list"));
        assert_eq!(account.read("Roaming/app.tieout.desktop/journal.sqlite3").as_deref(), Some("list"));
    }

    #[test]
    fn a_first_start_and_a_system_with_one_folder_have_nothing_to_move() {
        let account = Account::new();
        assert_eq!(account.usual(), account.part("Local/app.tieout.desktop"));
        let share = account.part("share");
        assert_eq!(usual_data_folder(&share, &share), share.join(DATA_FOLDER_NAME));
        assert_eq!(fs::read_dir(share.join(DATA_FOLDER_NAME)).unwrap().count(), 0, "not even a lock");
    }

    #[test]
    fn a_copy_is_the_whole_of_it() {
        let account = Account::of_an_older_version();
        let (from, to) = (account.part("Roaming/app.tieout.desktop"), account.part("server"));
        copy(&from, &to).unwrap();
        assert_eq!(account.read("server/demo/claims/52.lock").as_deref(), Some(""));
        assert_eq!(account.read("server/journal.sqlite3").as_deref(), Some("list"));
        remove(&from).unwrap();
        assert!(!from.exists());
    }
}
