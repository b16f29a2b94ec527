//! The file, and the one connection to it.

use crate::error::{cannot_be_opened, error_of};
use crate::private::{close_to_others, private_file, private_place};
use crate::schema;
use reimport::JournalError;
use rusqlite::Connection;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The journal's file in its folder. Beside it SQLite keeps a write-ahead log while the journal is open.
pub const FILE_NAME: &str = "journal.sqlite3";

/// The journal of one connection.
///
/// Cheap to clone: all clones share one SQLite connection. SQLite writes one transaction at a time anyway, so a pool would only
/// move the queue; and every call runs on a blocking thread, because a durable write waits for the disk.
#[derive(Clone)]
pub struct Journal {
    connection: Arc<Mutex<Connection>>,
}

impl Journal {
    /// Opens the journal in this folder and brings its schema up to date; makes folder and file where there are none, for the user
    /// alone.
    ///
    /// Fails without changing the file when it is damaged, is no journal, or was written by a newer Tieout; and when the folder
    /// cannot be made or written.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let file = folder.join(FILE_NAME);
        make_private(folder, &file).map_err(|error| cannot_be_opened(folder, &error))?;
        let connection = schema::open(&file)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Does something with the connection on a blocking thread.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, JournalError> {
        self.run_judged(move |connection| work(connection).map_err(|error| error_of(&error))).await
    }

    /// The same for work with troubles of its own.
    pub(crate) async fn run_judged<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, JournalError> + Send + 'static,
    ) -> Result<T, JournalError> {
        let connection = self.connection.clone();
        // A panic while the lock was held leaves no half transaction: dropping it rolled it back. So a poisoned lock is taken.
        let work = move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner));
        match tokio::task::spawn_blocking(work).await {
            Ok(result) => result,
            Err(error) => Err(JournalError {
                sentence: format!("The journal stopped working: {error}."),
                remedy: "Quit Tieout and start it again; what was done is on record.".to_owned(),
                disk_full: false,
            }),
        }
    }
}

/// Only the user himself may look into it, for it holds his company's amounts. SQLite gives what it keeps beside the file the file's own
/// rights; what an older Tieout left open is closed.
fn make_private(folder: &Path, file: &Path) -> io::Result<()> {
    private_place(folder)?;
    private_file(file)?;
    for beside in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        close_to_others(Path::new(&name))?;
    }
    Ok(())
}
