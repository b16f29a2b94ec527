//! Looking, because somebody asked for it or by itself, and telling what was found. Every look reads through [`Company::check`]; what that
//! costs for many jobs is decided there.

use crate::company::company::Company;
use crate::news::error::ApplicationError;
use crate::news::event::Event;
use crate::view::notice::{Notice, Tone};
use crate::view::watch::WatchInterval;
use crate::watch::balance::{balance, balances};
use crate::watch::settings::WatchSettings;
use crate::watch::state::{ToldTrouble, requests_taken};
use crate::watch::told::{Findings, findings};
use crate::watch::words::{looked_again, moved_report, reading_failed, watch_failed};
use jiff::SignedDuration;
use jobcost::JobId;
use std::sync::Arc;
use std::time::Duration;

/// The longest wait in one piece: the clock that measures a wait stands still while a laptop sleeps, so after a while one looks at the time.
const SLICE: Duration = Duration::from_secs(30);

/// Who wants a look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Asker {
    Person,
    Nobody,
}

impl Company {
    /// Looks now, in the background, and from now on by itself, until the company is closed. A second watch is not begun.
    pub fn watch(self: &Arc<Self>) {
        if self.watch.begin() {
            let company = self.clone();
            tokio::spawn(async move {
                tokio::select! {
                    biased;
                    () = company.news.closed() => {}
                    () = company.keep_watch() => {}
                }
            });
        }
    }

    /// Reads everything in the background, because somebody wants it now. What was found is told; where it fails, that is told.
    pub fn check_in_background(self: &Arc<Self>) {
        let company = self.clone();
        tokio::spawn(async move { company.look(Asker::Person).await });
    }

    /// Looks no more by itself, or again. Kept across starts.
    pub async fn pause_watch(&self, paused: bool) -> Result<(), ApplicationError> {
        self.set_watch(WatchSettings { paused, ..self.watch.settings() }).await
    }

    /// Looks so often by itself, where the limits allow it. Kept across starts.
    pub async fn set_watch_interval(&self, interval: WatchInterval) -> Result<(), ApplicationError> {
        self.set_watch(WatchSettings { interval, ..self.watch.settings() }).await
    }

    /// What the user has seen of a job by their own deed is not told as news afterwards.
    pub(crate) async fn note_balance(&self, job: &JobId) {
        let now = self.books.clock.now();
        let seen = self.books.read(|books| books.job(job).and_then(balance));
        let kept = async {
            let before = self.journal.seen_balances().await?;
            let Findings { seen, .. } = findings(&before, seen.into_iter().collect(), now);
            self.journal.see_balances(seen).await
        };
        if let Err(error) = kept.await {
            tracing::warn!(%job, %error, "what a job comes to was not kept, and may be told once more");
        }
    }

    async fn set_watch(&self, settings: WatchSettings) -> Result<(), ApplicationError> {
        settings.keep(&self.journal).await?;
        self.watch.set(settings);
        self.news.tell(Event::BudgetsChanged);
        Ok(())
    }

    async fn keep_watch(&self) {
        self.look(Asker::Person).await;
        let clock = self.books.clock.clone();
        let mut changes = self.watch.changes();
        loop {
            changes.note();
            let now = clock.now();
            let due = self.watch.due_at(now, &self.limits());
            let wait = due.map(|due| Duration::try_from(due.duration_since(now)).unwrap_or(Duration::ZERO));
            match wait {
                None => changes.next().await,
                Some(Duration::ZERO) if self.precedence().is_waited_for() => {
                    self.precedence().until_nobody_waits().await;
                }
                Some(Duration::ZERO) => self.look(Asker::Nobody).await,
                Some(wait) => {
                    let nap = wait.min(SLICE);
                    tokio::select! {
                        () = changes.next() => {}
                        () = clock.sleep(nap) => {
                            let expected = now.checked_add(SignedDuration::try_from(nap).unwrap_or_default());
                            self.watch.woke(expected.unwrap_or(now), clock.now(), &self.limits());
                        }
                    }
                }
            }
        }
    }

    async fn look(&self, asker: Asker) {
        let before = self.limits();
        let looked = {
            let _looking = self.watch.look_begins();
            let _unasked = (asker == Asker::Nobody).then(|| self.precedence().nobody_asked());
            let looked = self.check().await;
            // A closed company has nothing to say, and what it read is not everything.
            if self.news.is_closed() {
                return;
            }
            let looked = match looked {
                Ok(()) => self.tell_moved().await,
                Err(error) => Err(error),
            };
            let now = self.books.clock.now();
            match &looked {
                Ok(()) => {
                    if let Some(told) = self.watch.looked(now, requests_taken(&before, &self.limits())) {
                        self.tell_over(told);
                    }
                }
                Err(error) => self.watch.failed(now, error.kind, &error.sentence),
            }
            looked
        };
        if let Err(error) = looked {
            self.tell_failed(&error, asker);
        }
        self.news.tell(Event::BudgetsChanged);
    }

    /// Tells of the jobs that no longer tie out, or by another amount than was told.
    async fn tell_moved(&self) -> Result<(), ApplicationError> {
        let before = self.journal.seen_balances().await?;
        let now = self.books.read(balances);
        let Findings { moved, seen } = findings(&before, now, self.books.clock.now());
        // Kept first: what is told twice is worse than what a crash between the two leaves untold in the tray's count.
        self.journal.see_balances(seen).await?;
        let Some(report) = moved_report(&moved) else { return Ok(()) };
        let notice = Notice::new(Tone::Attention, report);
        let notice = match moved.as_slice() {
            // What was told of the job before is not so any more: this takes its place.
            [only] => {
                let id = format!("out-of-balance/{}/{}", self.connection().id.0, only.now.job);
                Notice { id, ..notice.about(&only.now.job) }
            }
            _ => notice,
        };
        self.news.tell(Event::Noticed(notice));
        Ok(())
    }

    /// Whoever asked is answered each time; what nobody asked for is told once.
    fn tell_failed(&self, error: &ApplicationError, asker: Asker) {
        tracing::warn!(%error, ?asker, "the look did not end");
        if asker == Asker::Nobody && self.watch.was_told(error.kind) {
            return;
        }
        let report = match asker {
            Asker::Person => reading_failed(error),
            Asker::Nobody => watch_failed(error),
        };
        let notice = Notice::new(Tone::Problem, report);
        self.watch.tell(ToldTrouble { kind: error.kind, notice: notice.id.clone() });
        self.news.tell(Event::Noticed(notice));
    }

    /// In the place of the notice that told the trouble.
    fn tell_over(&self, told: ToldTrouble) {
        self.news.tell(Event::Noticed(Notice { id: told.notice, ..Notice::new(Tone::Info, looked_again()) }));
    }
}
