//! The demo company keeps its books between starts: what one command or one afternoon changed is there at the next. Real companies do not
//! forget either, and the journal beside these books would otherwise tell of re-imports that nobody can find.

use crate::connections::connection::ConnectionId;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::sign_in::lock_file::{LockFile, locked_now, shared};
use simulators::{Loaded, Simulation};
use std::io;
use std::path::{Path, PathBuf};

/// The books, in the demo's own folder.
const BOOKS: &str = "company.json";
/// Held while somebody works with the demo. Beside its folder, for a reset takes the folder away.
const IN_USE: &str = "demo.lock";

/// Where the demo company keeps its books and its journal, below the data folder.
pub fn demo_folder(data_folder: &Path) -> PathBuf {
    data_folder.join(ConnectionId::DEMO)
}

/// Begins the demo company again from the start: what was re-imported, linked and mapped in it is forgotten. Refused while it is open,
/// here or in another Tieout on this computer.
pub async fn reset_demo(data_folder: &Path) -> Result<(), ApplicationError> {
    let (folder, lock) = (demo_folder(data_folder), data_folder.join(IN_USE));
    let reset = tokio::task::spawn_blocking(move || {
        let Some(_alone) = locked_now(&lock)? else { return Ok(false) };
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(true),
        }
    });
    match reset.await.map_err(io::Error::other).flatten() {
        Ok(true) => Ok(()),
        Ok(false) => Err(ApplicationError::new(
            ApplicationErrorKind::Busy,
            "The demo company is open, here or in another Tieout on this computer.",
            "Close it there, then try again.",
        )),
        Err(error) => Err(not_reset(&error)),
    }
}

/// Takes up the books that the last demo left. Such as cannot be read are set aside, and the demo begins again from the start. Gives the
/// lock that says somebody works with it: it cannot be reset meanwhile. Several may work with it at once, a window and a terminal; who
/// ends later keeps the books.
pub(crate) async fn take_up_demo(simulation: &Simulation, data_folder: &Path) -> Option<LockFile> {
    let (simulation, books, lock) =
        (simulation.clone(), demo_folder(data_folder).join(BOOKS), data_folder.join(IN_USE));
    let taken = tokio::task::spawn_blocking(move || (shared(&lock), simulation.load(&books))).await;
    let (in_use, loaded) = taken.ok()?;
    match loaded {
        Ok(Loaded::SetAside { at, why }) => {
            tracing::warn!(at = %at.display(), %why, "the demo company's books could not be taken up; it begins again");
        }
        Ok(Loaded::Nothing | Loaded::Restored) => {}
        Err(error) => tracing::warn!(%error, "the demo company's books could not be read; it begins again"),
    }
    in_use.inspect_err(|error| tracing::warn!(%error, "that the demo company is in use could not be noted")).ok()
}

/// Keeps the demo's books. They are made up: that they could not be kept is no error of the person's.
pub(crate) async fn keep_demo(simulation: Simulation, data_folder: &Path) {
    let books = demo_folder(data_folder).join(BOOKS);
    let kept = tokio::task::spawn_blocking(move || simulation.save(&books)).await;
    if let Err(error) = kept.map_err(io::Error::other).flatten() {
        tracing::warn!(%error, "the demo company's books could not be kept");
    }
}

fn not_reset(error: &dyn std::fmt::Display) -> ApplicationError {
    let sentence = format!("The demo company could not be begun again from the start: {error}.");
    ApplicationError::new(
        ApplicationErrorKind::File { disk_full: false },
        sentence,
        "Check that you may write to Tieout's data folder.",
    )
}
