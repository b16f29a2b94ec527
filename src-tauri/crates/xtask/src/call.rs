//! One call of another program: put together first, run later, so that what would be run can be listed and tested.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// A program, its arguments, its folder and what its environment gets besides ours.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    program: OsString,
    args: Vec<OsString>,
    folder: PathBuf,
    env: Vec<(String, OsString)>,
}

impl Call {
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let program = program.as_ref().to_owned();
        Self { program, args: Vec::new(), folder: folder.to_owned(), env: Vec::new() }
    }

    pub(crate) fn args<I: IntoIterator<Item: AsRef<OsStr>>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// The same call, made by `script`: `script program args…`.
    pub(crate) fn inside(self, script: &Path) -> Self {
        let args = std::iter::once(self.program).chain(self.args).collect();
        Self { program: script.into(), args, ..self }
    }

    /// As it would be typed.
    pub(crate) fn line(&self) -> String {
        let env = self.env.iter().map(|(name, value)| format!("{name}={} ", quoted(value)));
        let words = std::iter::once(&self.program).chain(&self.args).map(|word| quoted(word));
        env.collect::<String>() + &words.collect::<Vec<_>>().join(" ")
    }

    /// Runs it before the user's eyes.
    pub(crate) fn show(&self) -> io::Result<ExitStatus> {
        self.command().status()
    }

    /// Runs it with all it prints added to a log. Nothing can be asked of the user: there may be none.
    pub(crate) fn log(&self, log: &Path) -> io::Result<ExitStatus> {
        let log = File::options().append(true).open(log)?;
        self.command().stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).status()
    }

    /// The same, shown as well: the log stays what the tests passed are counted from.
    pub(crate) fn log_and_show(&self, log: &Path) -> io::Result<ExitStatus> {
        let log = File::options().append(true).open(log)?;
        let (read, write) = io::pipe()?;
        // The command is dropped with this statement, and its ends of the pipe with it: else the copy would never end.
        let mut child = self.command().stdin(Stdio::null()).stdout(write.try_clone()?).stderr(write).spawn()?;
        copy_to_both(read, log)?;
        child.wait()
    }

    /// What it answers, trimmed, where it is there and succeeds.
    pub(crate) fn answer(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.folder).envs(self.env.iter().map(|(n, v)| (n, v)));
        command
    }
}

fn copy_to_both(mut from: impl Read, mut log: File) -> io::Result<()> {
    let mut piece = [0; 8192];
    loop {
        let length = from.read(&mut piece)?;
        if length == 0 {
            return Ok(());
        }
        log.write_all(&piece[..length])?;
        io::stdout().write_all(&piece[..length])?;
        io::stdout().flush()?;
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{word}'") }
}

/// npm is a script with another name on Windows.
pub(crate) fn npm(ui: &Path) -> Call {
    Call::new(if cfg!(windows) { "npm.cmd" } else { "npm" }, ui)
}

#[cfg(test)]
mod tests {
    use super::Call;
    use std::path::Path;

    #[test]
    fn a_call_reads_as_it_would_be_typed() {
        let call = Call::new("cargo", Path::new(".")).args(["test", "a b"]).env("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(call.line(), "RUSTDOCFLAGS='-D warnings' cargo test 'a b'");
        assert_eq!(
            call.inside(Path::new("session.sh")).line(),
            "RUSTDOCFLAGS='-D warnings' session.sh cargo test 'a b'"
        );
    }

    #[test]
    fn a_program_that_is_not_there_answers_nothing() {
        assert_eq!(Call::new("tieout-no-such-program", Path::new(".")).answer(), None);
    }
}
