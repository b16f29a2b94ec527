//! Where things lie in the checkout.

use std::env;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The checkout this command belongs to, and the folder cargo builds into.
pub(crate) struct House {
    root: PathBuf,
    target: PathBuf,
}

impl House {
    /// Asks cargo's own environment, so that a moved checkout or a target folder elsewhere is found as well.
    pub(crate) fn find() -> Result<Self, Failure> {
        let lost = |_| Failure::new("this program was not started by cargo", "run it as `cargo xtask`");
        let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(lost)?);
        let program = env::current_exe().map_err(|e| Failure::new(format!("no path of this program: {e}"), ""))?;
        // <root>/src-tauri/crates/xtask and <target>/debug/xtask
        match (crate_folder.ancestors().nth(3), program.ancestors().nth(2)) {
            (Some(root), Some(target)) => Ok(Self { root: root.to_owned(), target: target.to_owned() }),
            _ => Err(Failure::new("this program does not lie in a checkout", "run it as `cargo xtask`")),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// What a step's tools printed.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Tools that the checks need and the machine does not have.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Cargo keeps notes here for compiling only what was changed: of crates other than this program, which compiles itself.
    pub(crate) fn keeps_notes(&self) -> bool {
        let is_of_another = |entry: DirEntry| !entry.file_name().to_string_lossy().starts_with(env!("CARGO_PKG_NAME"));
        fs::read_dir(self.target.join("debug/incremental")).is_ok_and(|notes| notes.flatten().any(is_of_another))
    }

    /// What the demo leaves where there is no display to show it on.
    pub(crate) fn tour(&self) -> PathBuf {
        self.target.join("demo")
    }

    /// The built window.
    pub(crate) fn window(&self) -> PathBuf {
        self.target.join("debug").join(format!("tieout-desktop{}", env::consts::EXE_SUFFIX))
    }

    /// The simulators as a program.
    pub(crate) fn simulator(&self) -> PathBuf {
        self.target.join("debug").join(format!("simulate{}", env::consts::EXE_SUFFIX))
    }

    /// The terminal's program.
    pub(crate) fn terminal(&self) -> PathBuf {
        self.target.join("debug").join(format!("tieoutctl{}", env::consts::EXE_SUFFIX))
    }

    /// Where other people's clients are installed.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A script for other people's clients.
    pub(crate) fn others(&self, script: &str) -> PathBuf {
        self.root.join("tests/others").join(script)
    }

    /// What the bench measured.
    pub(crate) fn measured(&self) -> PathBuf {
        self.target.join("tmp/measured.md")
    }

    /// The script that runs a command on a test desktop.
    pub(crate) fn session(&self) -> PathBuf {
        self.root.join("tests/desktop/session/session.sh")
    }

    /// The script that runs a test program's tests on several test desktops at once.
    pub(crate) fn side_by_side(&self) -> PathBuf {
        self.root.join("tests/desktop/session/side_by_side.sh")
    }
}
