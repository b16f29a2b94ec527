//! The application's news on their way to the window, the tray and the desktop's notifications.

use crate::native::{notifier, tray, window};
use crate::shell::Shell;
use crate::wire::{BudgetsChanged, ConnectionChanged, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked};
use std::collections::HashMap;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tieout::Event;
use tieout::view::{EndKind, ReimportEnd, ReimportProgress, Report, Tone};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// A sweep changes the page many times a second; the window is told at most this often.
const BEAT: Duration = Duration::from_millis(250);

/// Forwards everything that happens, until the program ends.
pub(crate) fn forward(app: &AppHandle) {
    let events = app.state::<Shell>().application.news().listen();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut beat = interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Desk { app, waiting: Waiting::default() }.work(events, beat).await;
    });
}

/// What waits for the next beat: of each kind only the newest.
#[derive(Default)]
struct Waiting {
    budgets: bool,
    progress: HashMap<String, ReimportProgress>,
}

/// What happened to the money and, where there is something to do, what; the particulars are in the window.
fn told(report: &Report) -> String {
    [report.message.as_str(), report.remedy.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

struct Desk {
    app: AppHandle,
    waiting: Waiting,
}

impl Desk {
    async fn work(mut self, mut events: Receiver<Event>, mut beat: Interval) {
        loop {
            tokio::select! {
                event = events.recv() => match event {
                    Ok(event) => self.take(event),
                    Err(RecvError::Lagged(missed)) => {
                        tracing::warn!(missed, "news were missed; the page is asked for anew");
                        self.waiting.budgets = true;
                    }
                    Err(RecvError::Closed) => return,
                },
                _ = beat.tick() => self.tell().await,
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::BudgetsChanged => self.waiting.budgets = true,
            Event::Progressed(progress) => {
                self.waiting.progress.insert(progress.job_id.clone(), progress);
            }
            Event::Ended(end) => {
                tracing::info!(job = end.job_id, kind = ?end.kind, sentence = end.report.message, "a re-import ended");
                // What is known of its progress first, so that the end is the last word.
                self.tell_progress();
                self.notify_of(&end);
                self.emit(&ReimportEnded(*end));
            }
            Event::Noticed(notice) => {
                if notice.tone == Tone::Problem && !window::is_in_front(&self.app) {
                    notifier::notify(&self.app, "Tieout", &notice.report.message);
                }
                self.emit(&NoticePosted(notice));
            }
            Event::Asked(question) => self.emit(&SignInAsked(question)),
            Event::ConnectionChanged(connection) => {
                self.waiting.budgets = true;
                self.emit(&ConnectionChanged(connection.map(|connection| (*connection).into())));
            }
        }
    }

    async fn tell(&mut self) {
        self.tell_progress();
        if std::mem::take(&mut self.waiting.budgets) {
            self.emit(&BudgetsChanged {});
            let application = self.app.state::<Shell>().application.clone();
            tray::show(&self.app, application.company().await.ok().map(|company| company.attention()));
        }
    }

    fn tell_progress(&mut self) {
        for (_, progress) in std::mem::take(&mut self.waiting.progress) {
            self.emit(&ReimportProgressed(progress));
        }
    }

    /// With the window in front the user sees the end there; a declined one they have just declined themselves.
    fn notify_of(&self, end: &ReimportEnd) {
        if end.kind != EndKind::Declined && !window::is_in_front(&self.app) {
            let title = format!("{} {}", end.job_id, end.project_name);
            notifier::notify(&self.app, &title, &told(&end.report));
        }
    }

    /// A window that cannot be told will ask again; nothing else depends on it.
    fn emit<E: tauri_specta::Event + serde::Serialize + Clone>(&self, event: &E) {
        if let Err(error) = event.emit(&self.app) {
            tracing::warn!(%error, event = E::NAME, "the window could not be told");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_says_what_happened_and_what_to_do() {
        let report = |remedy: &str| Report {
            message: "Re-imported as planned. Procore is still $2.00 above Acumatica.".into(),
            details: vec!["1 line that only Procore has, +2.00: 01-50-00.O".into()],
            remedy: remedy.into(),
        };
        let message = report("").message;
        assert_eq!(told(&report("")), message);
        assert_eq!(told(&report("Set it to zero.")), format!("{message}\nSet it to zero."));
    }
}
