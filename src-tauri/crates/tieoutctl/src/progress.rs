//! Progress on the terminal, beside the output: only where somebody looks at it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;
use tieout::view::{ReimportStage, SideName};
use tieout::{Application, Event};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;

const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// A bar that follows the application until it is dropped.
pub(crate) struct ProgressFollower {
    bar: ProgressBar,
    task: JoinHandle<()>,
}

impl Drop for ProgressFollower {
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
pub(crate) fn of_reading(application: &Arc<Application>) -> ProgressFollower {
    let (bar, application) = (bar(), application.clone());
    let shown = bar.clone();
    let task = tokio::spawn(async move {
        loop {
            if let Ok(company) = application.company().await
                && let Some(reading) = company.freshness().reading
            {
                shown.set_message(match reading.side {
                    SideName::Acumatica => "Reading Acumatica",
                    SideName::Procore => "Reading Procore",
                });
                shown.set_length(u64::from(reading.of));
                shown.set_position(u64::from(reading.done));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    });
    ProgressFollower { bar, task }
}

/// Follows a re-import.
pub(crate) fn of_reimport(application: &Application) -> ProgressFollower {
    let (bar, mut events) = (bar(), application.news().listen());
    let shown = bar.clone();
    let task = tokio::spawn(async move {
        loop {
            match events.recv().await {
                // While it is asked, the bar must not draw over the question.
                Ok(Event::Progressed(progress)) if progress.stage != ReimportStage::Asking => {
                    shown.set_message(progress.words);
                    shown.set_length(u64::from(progress.lines_planned));
                    shown.set_position(u64::from(progress.lines_done));
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
    ProgressFollower { bar, task }
}
