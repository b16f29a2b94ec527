//! The application's news on their way to the window, the tray and the desktop's notifications.

use crate::native::{notifier, tray, window};
use crate::shell::Shell;
use crate::wire::{BudgetsChanged, ConnectionChanged, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked};
use std::collections::HashMap;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tieout::Event;
use tieout::view::{EndKind, Notice, ReimportEnd, ReimportProgress, Report, Tone};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// A sweep changes the page many times a second; the window is told at most this often.
const BEAT: Duration = Duration::from_millis(250);
/// A notification is a glance; the rest is in the window.
const PARTICULARS_MAX: usize = 4;

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

/// What a notification says of a notice: the first particulars too, for they are the jobs and their amounts.
fn in_short(report: &Report) -> String {
    let mut said: Vec<&str> = vec![&report.message];
    said.extend(report.details.iter().take(PARTICULARS_MAX).map(String::as_str));
    if report.details.len() > PARTICULARS_MAX {
        said.push("…");
    }
    said.join("\n")
}

/// Also with the window in the tray: what needs the user, and what they waited for of a job.
fn wants_to_be_seen(notice: &Notice) -> bool {
    matches!(notice.tone, Tone::Problem | Tone::Attention) || notice.job.is_some()
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
                if wants_to_be_seen(&notice) && !window::is_in_front(&self.app) {
                    notifier::notify(&self.app, "Tieout", &in_short(&notice.report), notice.job.as_deref());
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
            let company = application.company().await.ok();
            tray::show(&self.app, company.map(|company| company.glance()));
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
            notifier::notify(&self.app, &title, &told(&end.report), Some(&end.job_id));
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
    fn a_notification_of_several_jobs_says_the_first_with_their_amounts() {
        let details: Vec<String> = (1..=6).map(|job| format!("24-10{job} is out of balance by $0.01.")).collect();
        let report =
            Report { message: "6 jobs are out of balance by $0.06 in all.".into(), details, remedy: String::new() };
        let said = in_short(&report);
        assert_eq!(said.lines().count(), 6, "{said}");
        assert!(said.starts_with("6 jobs") && said.contains("24-104") && said.ends_with("\n…"), "{said}");
    }

    #[test]
    fn a_notification_says_what_happened_and_what_to_do() {
        let report = |remedy: &str| Report {
            message: "Re-imported as planned. Procore is still $2.00 above Acumatica: 1 line that only Procore has."
                .into(),
            details: vec!["1 line that only Procore has, +$2.00: 01-50-00.O".into()],
            remedy: remedy.into(),
        };
        let message = report("").message;
        assert_eq!(told(&report("")), message);
        assert_eq!(told(&report("Set it to zero.")), format!("{message}\nSet it to zero."));
    }
}
