//! What the tools of one step printed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;

/// How much of a failed step's log is shown.
const SHOWN_LINES: usize = 120;

/// A file below the target folder, begun anew by each run.
pub(crate) struct Log {
    path: PathBuf,
}

impl Log {
    pub(crate) fn begin(house: &House, name: &str) -> Result<Self, Failure> {
        let path = house.logs().join(format!("{name}.log"));
        let begun = fs::create_dir_all(house.logs()).and_then(|()| fs::write(&path, ""));
        begun.map_err(|e| Failure::new(format!("cannot write {}: {e}", path.display()), ""))?;
        Ok(Self { path })
    }

    /// Runs a call with all it prints added.
    pub(crate) fn add(&self, call: &Call) -> io::Result<ExitStatus> {
        self.note(call)?;
        call.log(&self.path)
    }

    /// The same; how far cargo is with compiling is told.
    pub(crate) fn add_and_tell(&self, call: &Call, tell: &mut impl FnMut(String)) -> io::Result<ExitStatus> {
        self.note(call)?;
        call.log_and_tell(&self.path, tell)
    }

    /// The same, before the user's eyes.
    pub(crate) fn add_and_show(&self, call: &Call) -> io::Result<ExitStatus> {
        self.note(call)?;
        call.log_and_show(&self.path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// All of it; tools print what they like, also bytes that are no text.
    pub(crate) fn text(&self) -> String {
        let bytes = fs::read(&self.path);
        bytes.map_or_else(
            |e| format!("(the log cannot be read: {e})"),
            |bytes| String::from_utf8_lossy(&bytes).into_owned(),
        )
    }

    /// Its end, as a failure shows it.
    pub(crate) fn tail(&self) -> String {
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        format!("\n\n{}\n", lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n"))
    }

    fn note(&self, call: &Call) -> io::Result<()> {
        writeln!(fs::File::options().append(true).open(&self.path)?, "$ {}", call.line())
    }
}
