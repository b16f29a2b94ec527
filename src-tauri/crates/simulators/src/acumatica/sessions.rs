use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::oauth::Grant;

/// How long a session that nobody uses keeps its seat: a setting of the site, shipped as an hour (practice: 10 to 60 minutes).
const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(60);

/// The API users' sessions: who sits, and how many seats there are.
#[derive(Debug)]
pub(super) struct Sessions {
    seats: usize,
    idle_limit: SignedDuration,
    live: Vec<Session>,
}

/// One signed-in session. Both cookies have to come back: a client that keeps only one of them is not signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) id: Uuid,
    pub(super) ticket: Uuid,
    last_used: Timestamp,
    held: Held,
}

/// By what a session is held, which decides when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// By cookies; idleness ends it.
    Cookies,
    /// By a consent that is refreshed: one session for all its tokens; idleness ends it, and the next request opens it again.
    Consent(Uuid),
    /// By one token without refresh; it ends with the token (Acumatica: integration guide, OAuth sessions).
    Token(Uuid, Timestamp),
}

impl Sessions {
    pub(super) fn new(seats: usize) -> Self {
        Self { seats, idle_limit: IDLE_LIMIT, live: Vec::new() }
    }

    pub(super) fn set_seats(&mut self, seats: usize) {
        self.seats = seats;
    }

    pub(super) fn set_idle_limit(&mut self, limit: SignedDuration) {
        self.idle_limit = limit;
    }

    /// Takes a seat, or tells that none is free. A client that signs in again with a live session's cookies changes seats with itself.
    pub(super) fn open(&mut self, now: Timestamp, current: Option<(Uuid, Uuid)>) -> Option<Session> {
        self.free_idle(now);
        if let Some(cookies) = current {
            self.close(cookies);
        }
        if self.live.len() >= self.seats {
            return None;
        }
        let session = Session { id: Uuid::new_v4(), ticket: Uuid::new_v4(), last_used: now, held: Held::Cookies };
        self.live.push(session.clone());
        Some(session)
    }

    /// Uses the session of a consent, or takes a seat for it. False when none is free: token sessions are API users like others.
    pub(super) fn touch_grant(&mut self, now: Timestamp, grant: &Grant, token_ends: Timestamp) -> bool {
        self.free_idle(now);
        if let Some(session) = self.live.iter_mut().find(|session| session.held.by() == Some(grant.id)) {
            session.last_used = now;
            return true;
        }
        let offline = grant.has_scope("offline_access");
        let held = if offline { Held::Consent(grant.id) } else { Held::Token(grant.id, token_ends) };
        let free = self.live.len() < self.seats;
        if free {
            self.live.push(Session { id: Uuid::new_v4(), ticket: Uuid::new_v4(), last_used: now, held });
        }
        free
    }

    pub(super) fn close_grant(&mut self, grant: &Grant) {
        self.live.retain(|session| session.held.by() != Some(grant.id));
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
        let limit = self.idle_limit;
        self.live.retain(|session| match session.held {
            Held::Token(_, ends) => now < ends,
            Held::Cookies | Held::Consent(_) => now.duration_since(session.last_used) < limit,
        });
    }
}

impl Held {
    /// The consent it is held by.
    fn by(self) -> Option<Uuid> {
        match self {
            Self::Cookies => None,
            Self::Consent(id) | Self::Token(id, _) => Some(id),
        }
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
        sessions.set_idle_limit(SignedDuration::from_mins(10));
        let session = sessions.open(minute(0), None).expect("a seat");
        let cookies = (session.id, session.ticket);
        assert!(sessions.touch(minute(9), cookies));
        assert!(sessions.touch(minute(18), cookies));
        assert!(!sessions.touch(minute(28), cookies));
        assert_eq!(sessions.count(minute(28)), 0);
    }

    #[test]
    fn a_consent_has_one_seat_and_a_token_without_refresh_keeps_it_to_its_end() {
        let grant = |scopes: &[&str]| Grant::new("app", true, scopes.iter().map(|one| (*one).to_owned()).collect());
        let (refreshed, plain) = (grant(&["api", "offline_access"]), grant(&["api"]));
        let mut sessions = Sessions::new(2);
        sessions.set_idle_limit(SignedDuration::from_mins(10));
        assert!(sessions.touch_grant(minute(0), &refreshed, minute(60)));
        assert!(sessions.touch_grant(minute(5), &refreshed, minute(65)));
        assert!(sessions.touch_grant(minute(5), &plain, minute(65)));
        assert!(!sessions.touch_grant(minute(6), &grant(&["api"]), minute(66)), "both seats are taken");
        assert_eq!(sessions.count(minute(30)), 1, "the refreshed one was idle, the other has its token");
        assert_eq!(sessions.count(minute(65)), 0);
        sessions.touch_grant(minute(70), &plain, minute(90));
        sessions.close_grant(&plain);
        assert_eq!(sessions.count(minute(70)), 0);
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
