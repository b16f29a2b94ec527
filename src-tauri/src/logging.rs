//! The log: a file a day, a week of them. The level is set by `TIEOUT_LOG`, e.g. `info,rest=debug`. Nothing secret is ever
//! logged: secrets are a type that prints nothing.

use std::path::Path;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

const LEVEL: &str = "TIEOUT_LOG";
const DAYS_KEPT: usize = 7;

/// Starts the log in this folder. Without a log the program still works, so trouble here is only given back to be said.
pub(crate) fn start(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("the log folder {} cannot be made: {error}", folder.display()))?;
    // Written on the spot: a buffer would lose its last lines, the ones that matter, when the process dies.
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("tieout")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder)
        .map_err(|error| format!("the log cannot be written: {error}"))?;
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

/// A panic goes into the log as well as to the terminal, which a desktop program rarely has.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "a defect stopped something");
        usual(panic);
    }));
}
