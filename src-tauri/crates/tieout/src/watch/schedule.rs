//! When the next look is due. Pure.

use crate::news::error::ApplicationErrorKind;
use crate::watch::settings::WatchSettings;
use jiff::{SignedDuration, Timestamp};
use reimport::SideErrorKind;

/// Looks take at most one request in this many of what Procore allows: the others are the person's, and other programs'.
const SHARE: u64 = 3;
/// After trouble that passes by itself, as a lost network does.
const SOON: SignedDuration = SignedDuration::from_mins(5);
/// The requests of an hour are used up.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);
/// A computer that woke up has no network yet.
const AFTER_SLEEP: SignedDuration = SignedDuration::from_secs(20);

/// What the next look depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Situation {
    /// What the user wants.
    pub(crate) settings: WatchSettings,
    /// In place of what they want.
    pub(crate) every: Option<SignedDuration>,
    /// How the last look went.
    pub(crate) last: Option<LastLook>,
    /// The shortest interval that the limits allow.
    pub(crate) least: SignedDuration,
    /// Until when Procore asks to wait.
    pub(crate) closed_until: Option<Timestamp>,
    /// When the computer woke up, where it slept since the last look.
    pub(crate) awake_at: Option<Timestamp>,
}

/// How the last look went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct LastLook {
    /// When it ended.
    pub(crate) at: Timestamp,
    /// What it failed by.
    pub(crate) failed: Option<ApplicationErrorKind>,
}

impl Situation {
    /// When Tieout looks next by itself; `None` while it is paused. A moment that has passed means now.
    pub(crate) fn due_at(&self, now: Timestamp) -> Option<Timestamp> {
        if self.settings.paused {
            return None;
        }
        // A clock that was set back makes no wait longer.
        let last = self.last.filter(|last| last.at <= now);
        let regular = last.map_or(now, |last| later(last.at, self.wait_after(last.failed)));
        let awake = self.awake_at.map(|awake| later(awake, AFTER_SLEEP));
        [Some(regular), self.closed_until, awake].into_iter().max().flatten()
    }

    /// Never shorter than the limits allow, and never longer than the user wants it but for them.
    fn wait_after(&self, failed: Option<ApplicationErrorKind>) -> SignedDuration {
        let chosen = SignedDuration::from_mins(self.settings.interval.minutes().into());
        let wanted = self.every.unwrap_or(chosen);
        match failed.map(pause_after) {
            Some(Some(pause)) => pause.min(wanted),
            Some(None) | None => wanted.max(self.least),
        }
    }
}

/// How soon to look again after trouble; `None` where only the person can mend it, and asking often might lock their account.
const fn pause_after(trouble: ApplicationErrorKind) -> Option<SignedDuration> {
    match trouble {
        ApplicationErrorKind::Side(_, SideErrorKind::RateLimited) => Some(AN_HOUR),
        ApplicationErrorKind::Side(
            _,
            SideErrorKind::WrongCredentials
            | SideErrorKind::SignedOut
            | SideErrorKind::Forbidden
            | SideErrorKind::NotSafe,
        )
        | ApplicationErrorKind::KeychainMissing
        | ApplicationErrorKind::KeychainLocked
        | ApplicationErrorKind::KeychainRefused => None,
        _ => Some(SOON),
    }
}

/// The shortest interval at which looks of so many requests take no more than a third of what is allowed in an hour.
pub(crate) fn least_interval(requests: u32, allowed_per_hour: u32) -> SignedDuration {
    if allowed_per_hour == 0 {
        return SignedDuration::ZERO;
    }
    let seconds = (u64::from(requests) * SHARE * 3_600).div_ceil(allowed_per_hour.into());
    SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn later(at: Timestamp, wait: SignedDuration) -> Timestamp {
    at.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::watch::WatchInterval;
    use jobcost::Side;

    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    fn looked(second: i64) -> Situation {
        Situation { last: Some(LastLook { at: at(second), failed: None }), ..Situation::default() }
    }

    fn failed(by: ApplicationErrorKind) -> Situation {
        Situation { last: Some(LastLook { at: at(0), failed: Some(by) }), ..Situation::default() }
    }

    #[test]
    fn the_next_look_is_an_interval_after_the_last() {
        let often = |interval| WatchSettings { interval, ..WatchSettings::default() };
        let cases = [
            ("two hours at first", looked(0), Some(2 * HOUR)),
            (
                "as often as the user wants",
                Situation { settings: often(WatchInterval::QuarterHour), ..looked(0) },
                Some(15 * MINUTE),
            ),
            ("at once where nobody has looked", Situation::default(), Some(MINUTE)),
            (
                "not while it is paused",
                Situation { settings: WatchSettings { paused: true, ..WatchSettings::default() }, ..looked(0) },
                None,
            ),
            (
                "less often where the limits are narrow",
                Situation { least: SignedDuration::from_hours(3), ..looked(0) },
                Some(3 * HOUR),
            ),
            (
                "as wanted where they are wide",
                Situation { least: SignedDuration::from_mins(3), ..looked(0) },
                Some(2 * HOUR),
            ),
            (
                "not before Procore wants it",
                Situation { closed_until: Some(at(9 * HOUR)), ..looked(0) },
                Some(9 * HOUR),
            ),
            ("at once where the clock was set back", looked(50 * HOUR), Some(MINUTE)),
            (
                "a moment after the computer woke up",
                Situation { awake_at: Some(at(8 * HOUR)), ..looked(0) },
                Some(8 * HOUR + 20),
            ),
            (
                "as before where it slept only for a while",
                Situation { awake_at: Some(at(HOUR)), ..looked(0) },
                Some(2 * HOUR),
            ),
        ];
        for (case, situation, expected) in cases {
            assert_eq!(situation.due_at(at(MINUTE)), expected.map(at), "{case}");
        }
    }

    #[test]
    fn trouble_that_passes_is_looked_after_soon_and_a_sign_in_is_not_tried_often() {
        use SideErrorKind::{NoSeat, RateLimited, ServerFailed, SignedOut, Unreachable, WrongCredentials};
        let cases = [
            (Unreachable, 5 * MINUTE),
            (ServerFailed, 5 * MINUTE),
            (NoSeat, 5 * MINUTE),
            (RateLimited, HOUR),
            (SignedOut, 2 * HOUR),
            (WrongCredentials, 2 * HOUR),
        ];
        for (kind, wait) in cases {
            let situation = failed(ApplicationErrorKind::Side(Side::Procore, kind));
            assert_eq!(situation.due_at(at(MINUTE)), Some(at(wait)), "{kind:?}");
        }
    }

    #[test]
    fn looks_take_at_most_a_third_of_what_is_allowed() {
        let cases = [
            // 200 requests, 600 an hour: one look an hour is the third.
            (200, 600, HOUR),
            (200, 3_600, 10 * MINUTE),
            (7_500, 3_600, 6 * HOUR + 15 * MINUTE),
            (1, 7, 1_543),
            (0, 600, 0),
            (200, 0, 0),
        ];
        for (requests, allowed, seconds) in cases {
            assert_eq!(least_interval(requests, allowed).as_secs(), seconds, "{requests} of {allowed}");
        }
    }
}
