//! One call of another program: put together first, run later, so that what would be run can be listed and tested.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::bar::{self, Watched};

/// A program, its arguments, its folder and what its environment gets besides ours.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    program: OsString,
    args: Vec<OsString>,
    folder: PathBuf,
    env: Vec<(String, OsString)>,
    compiles: bool,
}

impl Call {
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let program = program.as_ref().to_owned();
        Self { program, args: Vec::new(), folder: folder.to_owned(), env: Vec::new(), compiles: false }
    }

    pub(crate) fn args<I: IntoIterator<Item: AsRef<OsStr>>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Says that cargo compiles in it, and draws a bar where it is asked to.
    pub(crate) fn compiling(self) -> Self {
        Self { compiles: true, ..self }
    }

    /// The same call, made by `script`: `script program args…`.
    pub(crate) fn inside(self, script: &Path) -> Self {
        let args = std::iter::once(self.program).chain(self.args).collect();
        Self { program: script.into(), args, ..self }
    }

    /// The same call, made by `script` with an argument before it: `script argument program args…`.
    pub(crate) fn inside_with(self, script: &Path, argument: &str) -> Self {
        let mut inside = self.inside(script);
        inside.args.insert(0, argument.into());
        inside
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
        let mut log = File::options().append(true).open(log)?;
        self.pipe(&[], |piece| {
            log.write_all(piece)?;
            io::stdout().write_all(piece)?;
            io::stdout().flush()
        })
    }

    /// The same as `log`, but how far cargo is with compiling is told.
    pub(crate) fn log_and_tell(&self, log: &Path, tell: &mut impl FnMut(String)) -> io::Result<ExitStatus> {
        if !self.compiles {
            return self.log(log);
        }
        let mut watched = Watched::new(File::options().append(true).open(log)?, tell);
        let status = self.pipe(&bar::ENVIRONMENT, |piece| watched.write_all(piece))?;
        watched.flush().map(|()| status)
    }

    fn pipe(&self, env: &[(&str, &str)], mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<ExitStatus> {
        let (mut read, write) = io::pipe()?;
        // The command is dropped with this statement, and its ends of the pipe with it: else the reading would never end.
        let mut child = self
            .command()
            .envs(env.iter().copied())
            .stdin(Stdio::null())
            .stdout(write.try_clone()?)
            .stderr(write)
            .spawn()?;
        let mut piece = [0; 8192];
        loop {
            match read.read(&mut piece)? {
                0 => return child.wait(),
                length => take(&piece[..length])?,
            }
        }
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
