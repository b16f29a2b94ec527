//! The application's news: told to everybody who listens, and what concerns the person kept until they put it away.

use crate::news::event::Event;
use crate::view::notice::Notice;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;

/// How many pieces of news may wait for a slow listener before it misses the oldest.
const EVENTS_WAITING: usize = 1_024;

/// Where news are told and heard; its copies are one.
#[derive(Clone)]
pub struct NewsDesk {
    events: broadcast::Sender<Event>,
    notices: Arc<Mutex<Vec<Notice>>>,
}

impl NewsDesk {
    pub(crate) fn new() -> Self {
        Self { events: broadcast::channel(EVENTS_WAITING).0, notices: Arc::default() }
    }

    /// Everything that happens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Tells it. A notice is kept until it is put away, so that a window opened later shows it too; one of the same name takes the other's
    /// place. Nobody listening is no error: the terminal asks when it wants to know.
    pub(crate) fn tell(&self, event: Event) {
        if let Event::Noticed(notice) = &event {
            let mut kept = self.kept();
            kept.retain(|other| other.id != notice.id);
            kept.push(notice.clone());
        }
        let _ = self.events.send(event);
    }

    /// What was not put away yet.
    pub fn notices(&self) -> Vec<Notice> {
        self.kept().clone()
    }

    /// Puts a notice away.
    pub fn dismiss(&self, id: &str) {
        self.kept().retain(|notice| notice.id != id);
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Notice>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
