//! The log: a file a day, a week of them. The level is set by `TIEOUT_LOG`, e.g. `info,rest=debug`. Nothing secret is ever
//! logged: secrets are a type that prints nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;
use tracing_appender::rolling::{RollingFileAppender, RollingWriter, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

const LEVEL: &str = "TIEOUT_LOG";
const DAYS_KEPT: usize = 7;
const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;
const NO_DAY: u64 = u64::MAX;

/// Starts the log in this folder, which is made for the user alone. Without a log the program still works, so trouble here is only given
/// back to be said.
pub(crate) fn start(folder: &Path) -> Result<(), String> {
    tieout::private_folder(folder)
        .map_err(|error| format!("the log folder {} cannot be made: {error}", folder.display()))?;
    let file = DailyFiles::open(folder).map_err(|error| format!("the log cannot be written: {error}"))?;
    let filter = EnvFilter::try_from_env(LEVEL).unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(file)
        .try_init()
        .map_err(|error| format!("the log was started twice: {error}"))?;
    log_panics();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "Tieout started");
    Ok(())
}

/// The files, each for the user alone: the log tells of their company's jobs.
struct DailyFiles {
    files: RollingFileAppender,
    folder: PathBuf,
    /// The day up to which they were closed to others.
    closed_day: AtomicU64,
}

impl DailyFiles {
    fn open(folder: &Path) -> Result<Self, String> {
        // Written on the spot: a buffer would lose its last lines, the ones that matter, when the process dies.
        let files = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix("tieout")
            .filename_suffix("log")
            .max_log_files(DAYS_KEPT)
            .build(folder)
            .map_err(|error| error.to_string())?;
        let daily = Self { files, folder: folder.to_owned(), closed_day: AtomicU64::new(NO_DAY) };
        daily.close_to_others().map_err(|error| error.to_string())?;
        Ok(daily)
    }

    /// Makes the day's file, if it has none yet. The day is looked up before: a day that is over by then is closed with the next line.
    fn of_the_day(&self, now: SystemTime) -> RollingWriter<'_> {
        let day = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs() / SECONDS_OF_A_DAY);
        let writer = self.files.make_writer();
        if self.closed_day.swap(day, Ordering::Relaxed) != day {
            // Nowhere to say it: this is the log. Its folder is the user's alone in any case.
            let _ = self.close_to_others();
        }
        writer
    }

    fn close_to_others(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "log") {
                tieout::close_to_others(&path)?;
            }
        }
        Ok(())
    }
}

impl<'log> MakeWriter<'log> for DailyFiles {
    type Writer = RollingWriter<'log>;

    fn make_writer(&'log self) -> Self::Writer {
        self.of_the_day(SystemTime::now())
    }
}

/// A panic goes into the log as well as to the terminal, which a desktop program rarely has.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "a defect stopped something");
        usual(panic);
    }));
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_log_is_the_users_alone_every_day() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data/logs");
        tieout::private_folder(&folder).unwrap();
        let daily = DailyFiles::open(&folder).unwrap();
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&home.path().join("data")), mode(&folder), mode(&file)), (0o700, 0o700, 0o600));

        // The next day's file is made as the library makes it.
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let tomorrow = SystemTime::now() + std::time::Duration::from_secs(SECONDS_OF_A_DAY);
        daily.of_the_day(tomorrow).write_all(b"a line").unwrap();
        assert_eq!(mode(&file), 0o600);
    }
}
