//! What is known of the watch of an open company, and what is shown of it.

use crate::books::freshness::Limits;
use crate::news::error::ApplicationErrorKind;
use crate::view::watch::Watch;
use crate::watch::schedule::{LastLook, Situation, least_interval};
use crate::watch::settings::WatchSettings;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A sleep that took so much longer than it was to was a computer that slept, or a clock that was set on.
const JUMP: SignedDuration = SignedDuration::from_mins(1);

/// The watch of an open company. Whoever changes it wakes the watch.
pub(crate) struct WatchState(watch::Sender<WatchFacts>);

#[derive(Clone, Debug, Default)]
struct WatchFacts {
    /// It is kept; a terminal keeps none.
    watching: bool,
    /// Looks under way, whoever asked for them.
    looking: usize,
    settings: WatchSettings,
    /// In place of the interval that the user wants and of the limits: for the demo company, whose servers are on this computer.
    every: Option<SignedDuration>,
    last: Option<LastLook>,
    /// When the last look ended that read everything.
    looked_at: Option<Timestamp>,
    /// What a look takes of Procore's requests.
    requests: Option<u32>,
    awake_at: Option<Timestamp>,
    /// What is wrong, in a sentence.
    trouble: Option<String>,
    told: Option<ToldTrouble>,
}

/// Trouble that was told: it is not told again until a look has ended well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ToldTrouble {
    pub(crate) kind: ApplicationErrorKind,
    /// The notice that told it.
    pub(crate) notice: String,
}

impl WatchState {
    pub(crate) fn new(settings: WatchSettings, every: Option<SignedDuration>) -> Self {
        Self(watch::Sender::new(WatchFacts { settings, every, ..WatchFacts::default() }))
    }

    /// The watch begins. False where it has begun already.
    pub(crate) fn begin(&self) -> bool {
        self.0.send_if_modified(|known| !std::mem::replace(&mut known.watching, true))
    }

    /// Hears every change from now on.
    pub(crate) fn changes(&self) -> Changes {
        Changes(self.0.subscribe())
    }

    /// What the user wants.
    pub(crate) fn settings(&self) -> WatchSettings {
        self.0.borrow().settings
    }

    /// The user wants something else.
    pub(crate) fn set(&self, settings: WatchSettings) {
        self.0.send_modify(|known| known.settings = settings);
    }

    /// A look is under way until the guard is dropped.
    pub(crate) fn look_begins(&self) -> LookGuard<'_> {
        self.0.send_modify(|known| known.looking += 1);
        LookGuard(self)
    }

    /// A look ended that read everything. Gives the trouble that is over by that, where it was told.
    pub(crate) fn looked(&self, now: Timestamp, requests: Option<u32>) -> Option<ToldTrouble> {
        let mut over = None;
        self.0.send_modify(|known| {
            known.last = Some(LastLook { at: now, failed: None });
            known.looked_at = Some(now);
            known.requests = requests.or(known.requests);
            (known.trouble, known.awake_at) = (None, None);
            over = known.told.take();
        });
        over
    }

    /// A look did not end.
    pub(crate) fn failed(&self, now: Timestamp, kind: ApplicationErrorKind, sentence: &str) {
        self.0.send_modify(|known| {
            known.last = Some(LastLook { at: now, failed: Some(kind) });
            known.awake_at = None;
            known.trouble = Some(sentence.to_owned());
        });
    }

    /// This very trouble was told already, and nothing has gone well since.
    pub(crate) fn was_told(&self, kind: ApplicationErrorKind) -> bool {
        self.0.borrow().told.as_ref().is_some_and(|told| told.kind == kind)
    }

    /// It is told now.
    pub(crate) fn tell(&self, told: ToldTrouble) {
        self.0.send_modify(|known| known.told = Some(told));
    }

    /// A wait ended that was to end then. Where a look is late by it, that is said until the look has ended.
    pub(crate) fn woke(&self, expected: Timestamp, now: Timestamp, limits: &Limits) {
        if now.duration_since(expected) <= JUMP {
            return;
        }
        self.0.send_modify(|known| {
            if known.situation(limits).due_at(now).is_some_and(|due| due <= now) {
                known.trouble = Some("This computer slept, and nothing was looked at meanwhile.".to_owned());
            }
            known.awake_at = Some(now);
        });
    }

    /// When the next look is due; `None` while it is paused, or while somebody looks.
    pub(crate) fn due_at(&self, now: Timestamp, limits: &Limits) -> Option<Timestamp> {
        self.0.borrow().due_at(now, limits)
    }

    /// What is shown of it.
    pub(crate) fn shown(&self, now: Timestamp, limits: &Limits) -> Watch {
        let known = self.0.borrow();
        let least = u32::try_from(known.least(limits).as_secs().max(0)).unwrap_or(u32::MAX).div_ceil(60);
        Watch {
            paused: known.settings.paused,
            interval: known.settings.interval,
            least_minutes: least,
            last_look_at: known.looked_at,
            // What is due waits for something else; it is not in the past.
            next_look_at: known.due_at(now, limits).filter(|_| known.watching).map(|due| due.max(now)),
            trouble: known.trouble.clone(),
        }
    }
}

impl WatchFacts {
    fn due_at(&self, now: Timestamp, limits: &Limits) -> Option<Timestamp> {
        self.situation(limits).due_at(now).filter(|_| self.looking == 0)
    }

    fn situation(&self, limits: &Limits) -> Situation {
        Situation {
            settings: self.settings,
            every: self.every,
            last: self.last,
            least: self.least(limits),
            closed_until: limits.paused_until,
            awake_at: self.awake_at,
        }
    }

    fn least(&self, limits: &Limits) -> SignedDuration {
        match (self.every, self.requests, limits.limit) {
            (None, Some(requests), Some(limit)) => least_interval(requests, limit.limit),
            _ => SignedDuration::ZERO,
        }
    }
}

/// Hears changes of the watch.
pub(crate) struct Changes(watch::Receiver<WatchFacts>);

impl Changes {
    /// What has changed until now is known.
    pub(crate) fn note(&mut self) {
        self.0.mark_unchanged();
    }

    /// Ends at the next change after that.
    pub(crate) async fn next(&mut self) {
        // It cannot fail: whoever waits holds what sends.
        let _ = self.0.changed().await;
    }
}

/// A look is under way.
pub(crate) struct LookGuard<'a>(&'a WatchState);

impl Drop for LookGuard<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|known| known.looking = known.looking.saturating_sub(1));
    }
}

/// What a look took of Procore's requests; `None` where that cannot be told, e.g. because the hour began anew meanwhile.
pub(crate) fn requests_taken(before: &Limits, after: &Limits) -> Option<u32> {
    let (before, after) = before.limit.zip(after.limit)?;
    let same = before.limit == after.limit && before.resets_at == after.resets_at;
    before.remaining.checked_sub(after.remaining).filter(|_| same)
}
