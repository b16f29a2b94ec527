//! Where a journal lies: its file in its folder, both for the user alone.

use crate::private::{close_to_others, private_file, private_folder_unless_shared};
use std::io;
use std::path::Path;

/// The journal's file in its folder. Beside it SQLite keeps a write-ahead log while the journal is open.
pub const FILE_NAME: &str = "journal.sqlite3";

/// Only the user may look into it, because it holds the company's amounts. SQLite gives what it keeps beside the file the file's own
/// rights; what an older Tieout left open is closed.
pub(crate) fn make_private(folder: &Path, file: &Path) -> io::Result<()> {
    private_folder_unless_shared(folder, is_tieouts)?;
    private_file(file)?;
    for beside in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        close_to_others(Path::new(&name))?;
    }
    Ok(())
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
