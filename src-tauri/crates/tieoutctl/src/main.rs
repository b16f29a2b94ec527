//! Tieout from a terminal: the same application as the window's, without one. See `tieoutctl --help`.

mod arguments;
mod commands;
mod confirmation;
mod end;
mod opening;
mod output;
mod progress;
mod secrets;

use arguments::{Arguments, Command};
use clap::Parser;
use clap::error::ErrorKind;
use commands::{
    check, connections, demo, drift, estimates, history, links, man, mapping, owner, plan, reconcile, reimport,
};
use confirmation::AtTheTerminal;
use end::{CommandError, End};
use output::complain;
use std::process::ExitCode;
use std::sync::Arc;
use tieout::{Application, JobId, Tone};
use tracing_subscriber::EnvFilter;

/// The log goes beside the output, and is silent unless asked.
const LOG_LEVEL: &str = "TIEOUT_LOG";

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    start_log();
    let as_json = arguments.json;
    let end = match tokio::runtime::Runtime::new() {
        Ok(runtime) => {
            let end = runtime.block_on(run(arguments));
            // What still waits, e.g. for a line that nobody types, must not keep the program from ending.
            runtime.shutdown_background();
            end
        }
        Err(error) => Err(CommandError::new(format!("tieoutctl could not start: {error}."), "")),
    };
    end.unwrap_or_else(|side_error| say(&side_error, as_json)).into()
}

fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => End::Done.into(),
        _ => End::Usage.into(),
    }
}

fn start_log() {
    let filter = EnvFilter::try_from_env(LOG_LEVEL).unwrap_or_else(|_| EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

async fn run(arguments: Arguments) -> Result<End, CommandError> {
    if matches!(arguments.command, Command::Man) {
        return man::run();
    }
    let data_folder = opening::data_folder(arguments.data_folder.clone())?;
    if let Command::Demo { reset } = arguments.command {
        return demo::run(&data_folder, reset, arguments.json).await;
    }
    let application = opening::application(data_folder).await?;
    if matches!(arguments.command, Command::Connections) {
        return connections::run(&application, arguments.json).await;
    }
    let opened = opening::open(&application, &arguments.company).await?;
    let end = command(&application, &opened, arguments).await;
    tell_notices(&application);
    application.quit().await;
    end
}

async fn command(
    application: &Arc<Application>,
    opened: &tieout::Connection,
    arguments: Arguments,
) -> Result<End, CommandError> {
    let json = arguments.json;
    match arguments.command {
        Command::Check => check::run(application, opened, json).await,
        Command::Estimates { filter } => estimates::run(application, filter.into(), json).await,
        Command::Plan { job, choices, currency, export } => {
            let job = JobId::new(job);
            state_currency(application, &job, currency.as_deref()).await?;
            plan::run(application, &job, &choices, &export, json).await
        }
        Command::Reimport { job, choices, yes, allow_zeroing, currency } => {
            let job = JobId::new(job);
            state_currency(application, &job, currency.as_deref()).await?;
            let confirmation = AtTheTerminal::new(yes, allow_zeroing);
            reimport::run(application, &job, &choices, &confirmation, json).await
        }
        Command::History { job } => history::run(application, job.map(JobId::new), json).await,
        Command::Owner { job, owner } => owner::run(application, &JobId::new(job), owner.map(Into::into), json).await,
        Command::Links { all } => links::list(application, all, json).await,
        Command::Link { job, project, none, .. } => {
            let said = match project {
                Some(project) => links::LinkAnswer::Project(project),
                None if none => links::LinkAnswer::NoProject,
                None => links::LinkAnswer::ByEvidence,
            };
            links::link(application, &JobId::new(job), said, json).await
        }
        Command::Adopt { job } => links::adopt(application, &JobId::new(job), json).await,
        Command::Mapping { verb } => mapping::run(application, &verb, json).await,
        Command::Drift { job, strict } => drift::run(application, job.map(JobId::new), strict, json).await,
        Command::Reconcile { job, codes, reason, rest, take_back } => {
            let wish = reconcile::Wish::of(codes, reason, rest, take_back)?;
            reconcile::run(application, &JobId::new(job), wish, json).await
        }
        Command::Connections | Command::Demo { .. } | Command::Man => Ok(End::Done),
    }
}

/// Before anything is planned: the plan is made in it.
async fn state_currency(application: &Application, job: &JobId, code: Option<&str>) -> Result<(), CommandError> {
    if let Some(code) = code {
        application.company().await?.read_lists().await?;
        application.company().await?.state_currency(job, Some(code)).await?;
    }
    Ok(())
}

/// What the application has to tell without having been asked, e.g. what became of a re-import that a crash left open.
fn tell_notices(application: &Application) {
    // What is only good to know is for a window, which stays.
    for notice in application.news().notices().into_iter().filter(|notice| notice.tone != Tone::Info) {
        let report = notice.report;
        let lines = [report.message].into_iter().chain(report.details).chain([report.remedy]);
        lines.filter(|line| !line.is_empty()).for_each(|line| complain(&line));
    }
}

/// Beside the output for a person, and with `--json` as the document that a program waits for.
fn say(error: &CommandError, as_json: bool) -> End {
    #[derive(serde::Serialize)]
    struct Document<'a> {
        error: &'a CommandError,
    }
    if as_json {
        output::json(&Document { error });
    }
    complain(&error.message);
    if !error.remedy.is_empty() {
        complain(&error.remedy);
    }
    if let Some(reference) = &error.reference {
        complain(&format!("Reference: {reference}"));
    }
    error.end
}
