//! Files that are locked by who works with something. The system takes the lock away when the program ends, however it ends; a flag in
//! a database would stay behind after a crash, and nobody could tell whether its owner still lives.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Holds the lock until it is dropped.
pub(crate) struct LockFile {
    _locked: File,
}

/// Locks a file, and waits for who has it. Its folder is made where it is missing.
pub(crate) fn locked(path: &Path) -> io::Result<LockFile> {
    let file = open(path)?;
    file.lock()?;
    Ok(LockFile { _locked: file })
}

/// Locks a file; `None` where somebody else has it.
pub(crate) fn locked_now(path: &Path) -> io::Result<Option<LockFile>> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(LockFile { _locked: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Locks a file together with others who share it; waits for who has it alone.
pub(crate) fn shared(path: &Path) -> io::Result<LockFile> {
    let file = open(path)?;
    file.lock_shared()?;
    Ok(LockFile { _locked: file })
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        journal::private_folder(folder)?;
    }
    journal::private_file(path)
}
