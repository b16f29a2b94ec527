//! Folders and files that only the user may look into: they hold a company's amounts, and what is said about them. Made with the narrow
//! rights at once, for between making and narrowing anybody could open them; the process' own umask is left alone, because the files
//! that the user exports are meant for others too.
//!
//! Elsewhere than on Unix a user's folders are closed to others by the system's own inherited rights, and nothing is changed here.

use crate::journal::FILE_NAME;
use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing, for the user alone. One that is there already and belongs to him is closed to
/// others, whatever made it. A folder of somebody else's, or one that everybody shares, stays as it is.
///
/// Fails when the folder cannot be made, or is no folder.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    system::make_folder(folder)?;
    system::close(folder)
}

/// Opens a file for writing, for the user alone; makes it where there is none. What is in it stays. One that is there already and
/// belongs to him is closed to others.
///
/// Fails when it cannot be opened or made.
pub fn private_file(path: &Path) -> io::Result<File> {
    let file = system::only_for_the_user(File::options().create(true).truncate(false).write(true)).open(path)?;
    system::close(path)?;
    Ok(file)
}

/// Closes a file to others if it is there and the user's: one that another library made.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    match system::close(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        closed => closed,
    }
}

/// A folder that may be one the user named, with other things in it to which others have access because he wants it so: it is closed only
/// when everything in it is Tieout's. The files of Tieout's are the user's alone either way.
pub(crate) fn private_place(folder: &Path) -> io::Result<()> {
    system::make_folder(folder)?;
    for entry in std::fs::read_dir(folder)? {
        if !is_tieouts(&entry?.path()) {
            return Ok(());
        }
    }
    system::close(folder)
}

/// What Tieout makes in its folders: journals, logs, locks, and a folder for each connection with the same in it.
fn is_tieouts(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lock = |path: &Path| path.extension().is_some_and(|ending| ending == "lock");
    if name.starts_with(FILE_NAME) || lock(path) || ["logs", "claims"].contains(&&*name) {
        return true;
    }
    let mut within = std::fs::read_dir(path).into_iter().flatten().flatten();
    path.join(FILE_NAME).exists() || within.any(|entry| lock(&entry.path()))
}

#[cfg(unix)]
mod system {
    use std::fs::{DirBuilder, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    /// The rights of the group and of everybody.
    const OTHERS: u32 = 0o077;
    /// Everybody may make files here, but only remove their own: `/tmp` and its kind.
    const STICKY: u32 = 0o1000;

    pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    pub(super) fn only_for_the_user(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// Takes the others' rights away, where it is the user's own.
    pub(super) fn close(path: &Path) -> io::Result<()> {
        let found = std::fs::metadata(path)?;
        let mode = found.permissions().mode();
        if mode & OTHERS == 0 || mode & STICKY != 0 || found.uid() != rustix::process::geteuid().as_raw() {
            return Ok(());
        }
        match std::fs::set_permissions(path, Permissions::from_mode(mode & 0o7700)) {
            // File systems without rights, e.g. a memory stick: nothing here could be narrower.
            Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
                tracing::warn!(path = %path.display(), %error, "others on this computer may be able to look into it");
                Ok(())
            }
            set => set,
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::OpenOptions;
    use std::io;
    use std::path::Path;

    pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }

    pub(super) fn only_for_the_user(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    /// Only looks whether it is there.
    pub(super) fn close(path: &Path) -> io::Result<()> {
        std::fs::metadata(path).map(|_| ())
    }
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::{FILE_NAME, Journal};
    use std::fs::{Permissions, create_dir_all, read_dir, set_permissions, write};
    use std::os::unix::fs::PermissionsExt;

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
}
