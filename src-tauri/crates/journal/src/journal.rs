//! The file, and the one connection to it.

use crate::error::{cannot_be_opened, error_of};
use crate::place::{FILE_NAME, make_private};
use crate::schema;
use reimport::JournalError;
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

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
