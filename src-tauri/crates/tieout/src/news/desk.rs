//! The application's news: told to everybody who listens, and what concerns the person kept until they put it away.

use crate::connections::connection::ConnectionId;
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
    notices: Arc<Mutex<Vec<Kept>>>,
}

/// A notice that nobody has put away yet.
struct Kept {
    /// Whose it is: it is not shown beside another company's jobs. Nothing where it is about none.
    company: Option<ConnectionId>,
    notice: Notice,
}

impl NewsDesk {
    pub(crate) fn new() -> Self {
        Self { events: broadcast::channel(EVENTS_WAITING).0, notices: Arc::default() }
    }

    /// Everything that happens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Tells it, of no company.
    pub(crate) fn tell(&self, event: Event) {
        self.tell_of(None, event);
    }

    /// Tells it of a company, or of none. A notice is kept until it is put away, so that a window opened later shows it too; one of the
    /// same name takes the other's place. Nobody listening is no error: the terminal asks when it wants to know.
    pub(crate) fn tell_of(&self, company: Option<&ConnectionId>, event: Event) {
        if let Event::Noticed(notice) = &event {
            let mut kept = self.kept();
            kept.retain(|other| other.notice.id != notice.id);
            kept.push(Kept { company: company.cloned(), notice: notice.clone() });
        }
        let _ = self.events.send(event);
    }

    /// All that was not put away yet.
    pub fn notices(&self) -> Vec<Notice> {
        self.kept().iter().map(|kept| kept.notice.clone()).collect()
    }

    /// What was not put away yet of the company that is open, and of none.
    pub(crate) fn notices_beside(&self, open: Option<&ConnectionId>) -> Vec<Notice> {
        let is_shown = |kept: &&Kept| kept.company.is_none() || kept.company.as_ref() == open;
        self.kept().iter().filter(is_shown).map(|kept| kept.notice.clone()).collect()
    }

    /// Puts a notice away.
    pub fn dismiss(&self, id: &str) {
        self.kept().retain(|kept| kept.notice.id != id);
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
