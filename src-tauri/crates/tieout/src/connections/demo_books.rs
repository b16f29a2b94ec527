//! The demo company keeps its books between starts: what one command or one afternoon changed is there at the next. Real companies do not
//! forget either, and the journal beside these books would otherwise tell of re-imports that nobody can find.

use crate::application::Application;
use crate::connections::connection::ConnectionId;
use crate::connections::demo::Demo;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use journal::private_file;
use simulators::Loaded;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;

/// The books, in the demo's own folder.
const BOOKS: &str = "company.json";
/// Held while somebody works with the demo. Beside its folder, for a reset takes the folder away.
const IN_USE: &str = "demo.lock";

/// Somebody works with the demo company; it cannot be begun anew meanwhile.
pub(crate) struct InUse {
    _locked: File,
}

impl Application {
    /// Where the demo company keeps its books and its journal.
    pub fn demo_folder(&self) -> PathBuf {
        self.data_folder().join(ConnectionId::DEMO)
    }

    /// Begins the demo company anew: what was re-imported, linked and mapped in it is forgotten. Refused while it is open, here or in
    /// another Tieout on this computer.
    pub async fn reset_demo(&self) -> Result<(), ApplicationError> {
        let (folder, lock) = (self.demo_folder(), self.data_folder().join(IN_USE));
        let reset = tokio::task::spawn_blocking(move || {
            let file = private_file(&lock)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(false),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            match std::fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(true),
            }
        });
        match reset.await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(ApplicationError::new(
                ApplicationErrorKind::Busy,
                "The demo company is open, here or in another Tieout on this computer.",
                "Close it there, then try again.",
            )),
            Ok(Err(error)) => Err(not_reset(&error)),
            Err(error) => Err(not_reset(&error)),
        }
    }

    /// Takes up the books that the last demo left. Such as cannot be read are set aside, and the demo begins anew.
    pub(crate) async fn take_up_demo(&self, demo: &mut Demo) {
        let (simulation, books) = (demo.simulation.clone(), self.demo_folder().join(BOOKS));
        let lock = self.data_folder().join(IN_USE);
        let taken = tokio::task::spawn_blocking(move || (in_use(&lock), simulation.load(&books))).await;
        let Ok((in_use, loaded)) = taken else { return };
        match loaded {
            Ok(Loaded::SetAside { at, why }) => {
                tracing::warn!(at = %at.display(), %why, "the demo company's books could not be taken up; it begins anew");
            }
            Ok(Loaded::Nothing | Loaded::Restored) => {}
            Err(error) => tracing::warn!(%error, "the demo company's books could not be read; it begins anew"),
        }
        match in_use {
            Ok(in_use) => demo.in_use = Some(in_use),
            Err(error) => tracing::warn!(%error, "that the demo company is in use could not be noted"),
        }
    }

    /// Keeps the demo's books whenever a re-import ended: a program that is killed afterwards loses nothing of it.
    pub(crate) fn keep_demo_after_reimports(self: &Arc<Self>) {
        let (mut events, application) = (self.events(), Arc::downgrade(self));
        tokio::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(Event::Ended(_)) => {
                        let Some(application) = application.upgrade() else { return };
                        application.keep_demo().await;
                    }
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                }
            }
        });
    }

    /// Keeps the demo's books, where it runs. They are made up: that they could not be kept is no trouble of the user's.
    pub(crate) async fn keep_demo(&self) {
        let Some(simulation) = self.running_demo().await else { return };
        let books = self.demo_folder().join(BOOKS);
        let kept = tokio::task::spawn_blocking(move || simulation.save(&books)).await;
        match kept {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the demo company's books could not be kept"),
            Err(error) => tracing::warn!(%error, "the demo company's books could not be kept"),
        }
    }
}

/// Several may work with it at once, a window and a terminal: whoever ends later keeps the books.
fn in_use(lock: &Path) -> io::Result<InUse> {
    if let Some(folder) = lock.parent() {
        journal::private_folder(folder)?;
    }
    let file = private_file(lock)?;
    file.lock_shared()?;
    Ok(InUse { _locked: file })
}

fn not_reset(error: &dyn std::fmt::Display) -> ApplicationError {
    let sentence = format!("The demo company could not be begun anew: {error}.");
    ApplicationError::new(
        ApplicationErrorKind::File { disk_full: false },
        sentence,
        "Check that you may write to Tieout's data folder.",
    )
}
