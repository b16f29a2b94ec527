//! Folders and files that only the user may look into: they hold a company's amounts, and what is said about them. Made with the narrow
//! rights at once, for between making and narrowing anybody could open them; the process' own umask is left alone, because the files
//! that the user exports are meant for others too.
//!
//! Elsewhere than on Unix a user's folders are closed to others by the system's own inherited rights, and nothing is changed here.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing, for the user alone. One that is there already and belongs to them is closed to
/// others, whatever made it. A folder of somebody else's, or one that everybody shares, stays as it is.
///
/// Fails when the folder cannot be made, or is no folder.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    system::make_folder(folder)?;
    system::close(folder)
}

/// Opens a file for writing, for the user alone; makes it where there is none. What is in it stays. One that is there already and
/// belongs to them is closed to others.
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

/// A folder that may be one the user named, with other things in it to which others have access because the user wants it so: it is closed
/// only when everything in it is `ours`.
pub(crate) fn private_folder_unless_shared(folder: &Path, ours: impl Fn(&Path) -> bool) -> io::Result<()> {
    system::make_folder(folder)?;
    for entry in std::fs::read_dir(folder)? {
        if !ours(&entry?.path()) {
            return Ok(());
        }
    }
    system::close(folder)
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
