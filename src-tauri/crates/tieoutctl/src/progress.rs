//! Progress on the terminal, beside the output: only where somebody looks at it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;
use tieout::{Application, Event, Side, Stage};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;

const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// A bar that follows the application until it is dropped.
pub(crate) struct Following {
    bar: ProgressBar,
    task: JoinHandle<()>,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
        self.bar.finish_and_clear();
    }
}

fn bar() -> ProgressBar {
    let target =
        if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(1), target);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}") {
        bar.set_style(style);
    }
    bar
}

/// Follows a sweep over all jobs.
pub(crate) fn of_reading(application: &Arc<Application>) -> Following {
    let (bar, application) = (bar(), application.clone());
    let shown = bar.clone();
    let task = tokio::spawn(async move {
        loop {
            if let Ok(company) = application.company().await
                && let Some(reading) = company.freshness().reading
            {
                shown.set_message(match reading.side {
                    Side::Acumatica => "Reading Acumatica",
                    Side::Procore => "Reading Procore",
                });
                shown.set_length(reading.of as u64);
                shown.set_position(reading.done as u64);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    });
    Following { bar, task }
}

/// Follows a re-import.
pub(crate) fn of_reimport(application: &Application) -> Following {
    let (bar, mut events) = (bar(), application.news().listen());
    let shown = bar.clone();
    let task = tokio::spawn(async move {
        loop {
            match events.recv().await {
                Ok(Event::Progressed { progress, .. }) => {
                    shown.set_message(match progress.stage {
                        // The bar must not draw over the question.
                        Stage::Asking => continue,
                        Stage::ReadingAgain => "Reading both sides again",
                        Stage::CreatingCodes => "Creating budget codes",
                        Stage::Unlocking => "Unlocking the budget",
                        Stage::LockingAgain => "Locking the budget again",
                        Stage::Writing => "The import is in progress",
                        Stage::Proving => "Reading the budget back",
                    });
                    shown.set_length(progress.lines_planned as u64);
                    shown.set_position(progress.lines_done as u64);
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
    Following { bar, task }
}
