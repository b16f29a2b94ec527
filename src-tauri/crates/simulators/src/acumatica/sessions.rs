use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How long a session that nobody uses keeps its seat (Acumatica: integration guide, signing out).
pub(super) const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(10);

/// The API users' sessions: who sits, and how many seats there are.
#[derive(Debug)]
pub(super) struct Sessions {
    seats: usize,
    live: Vec<Session>,
}

/// One signed-in session. Both cookies have to come back: a client that keeps only one of them is not signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) id: Uuid,
    pub(super) ticket: Uuid,
    last_used: Timestamp,
}

impl Sessions {
    pub(super) fn new(seats: usize) -> Self {
        Self { seats, live: Vec::new() }
    }

    pub(super) fn set_seats(&mut self, seats: usize) {
        self.seats = seats;
    }

    /// Takes a seat, or tells that none is free. Whoever signs in again with a live session's cookies changes seats with himself.
    pub(super) fn open(&mut self, now: Timestamp, current: Option<(Uuid, Uuid)>) -> Option<Session> {
        self.free_idle(now);
        if let Some(cookies) = current {
            self.close(cookies);
        }
        if self.live.len() >= self.seats {
            return None;
        }
        let session = Session { id: Uuid::new_v4(), ticket: Uuid::new_v4(), last_used: now };
        self.live.push(session.clone());
        Some(session)
    }

    /// Whether these cookies are a live session's; using it keeps it alive.
    pub(super) fn touch(&mut self, now: Timestamp, cookies: (Uuid, Uuid)) -> bool {
        self.free_idle(now);
        let found = self.live.iter_mut().find(|session| (session.id, session.ticket) == cookies);
        found.map(|session| session.last_used = now).is_some()
    }

    pub(super) fn close(&mut self, cookies: (Uuid, Uuid)) {
        self.live.retain(|session| (session.id, session.ticket) != cookies);
    }

    pub(super) fn close_all(&mut self) {
        self.live.clear();
    }

    /// How many seats are taken.
    pub(super) fn count(&mut self, now: Timestamp) -> usize {
        self.free_idle(now);
        self.live.len()
    }

    fn free_idle(&mut self, now: Timestamp) {
        self.live.retain(|session| now.duration_since(session.last_used) < IDLE_LIMIT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn seats_run_out_and_come_back() {
        let mut sessions = Sessions::new(2);
        let first = sessions.open(minute(0), None).expect("a seat");
        assert!(sessions.open(minute(0), None).is_some());
        assert_eq!(sessions.open(minute(0), None), None);
        sessions.close((first.id, first.ticket));
        assert!(sessions.open(minute(0), None).is_some());
    }

    #[test]
    fn use_keeps_a_session_alive_and_idleness_frees_its_seat() {
        let mut sessions = Sessions::new(1);
        let session = sessions.open(minute(0), None).expect("a seat");
        let cookies = (session.id, session.ticket);
        assert!(sessions.touch(minute(9), cookies));
        assert!(sessions.touch(minute(18), cookies));
        assert!(!sessions.touch(minute(28), cookies));
        assert_eq!(sessions.count(minute(28)), 0);
    }

    #[test]
    fn one_cookie_alone_is_no_session() {
        let mut sessions = Sessions::new(1);
        let session = sessions.open(minute(0), None).expect("a seat");
        assert!(!sessions.touch(minute(0), (session.id, Uuid::new_v4())));
    }

    #[test]
    fn signing_in_again_with_the_cookies_takes_no_second_seat() {
        let mut sessions = Sessions::new(1);
        let first = sessions.open(minute(0), None).expect("a seat");
        let second = sessions.open(minute(1), Some((first.id, first.ticket))).expect("the same seat");
        assert!(!sessions.touch(minute(1), (first.id, first.ticket)));
        assert!(sessions.touch(minute(1), (second.id, second.ticket)));
    }
}
