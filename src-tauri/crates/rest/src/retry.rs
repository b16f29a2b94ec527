//! Whether a request is sent again, and when: a pure function of what is known, so it is tested without a clock.

use crate::error::{RestError, RestErrorKind};
use jiff::Timestamp;
use std::time::Duration;

/// A request is sent at most this often.
const ATTEMPTS_MAX: u32 = 5;

/// What is known when the decision is due.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// How often it was sent; at least 1.
    pub number: u32,
    /// It may be sent again even if it was carried out.
    pub repeatable: bool,
    /// What became of it.
    pub error: &'a RestError,
    /// `Retry-After`, or the end of the rate window.
    pub told_to_wait_until: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
    /// The first pause of the back-off; it doubles with each attempt.
    pub first_pause: Duration,
    /// The longest sensible wait.
    pub wait_max: Duration,
    /// Luck, from 0 to 1,000: spreads clients that failed at the same moment.
    pub jitter_per_mille: u32,
}

/// What to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Send it again after this long.
    Again(Duration),
    /// Give the error to the caller.
    GiveUp,
}

/// Decides. 429 was certainly not carried out, so it is safe to send again whatever it is; everything else only when the request
/// may be repeated.
pub fn decide(attempt: Attempt<'_>) -> Decision {
    let transient =
        matches!(attempt.error.kind, RestErrorKind::Unreachable | RestErrorKind::TooSlow | RestErrorKind::ServerFailed);
    let rate_limited = attempt.error.kind == RestErrorKind::RateLimited;
    let may = rate_limited || (attempt.repeatable && transient && is_worth_repeating(attempt.error));
    if !may || attempt.number >= ATTEMPTS_MAX {
        return Decision::GiveUp;
    }
    let pause = match attempt.told_to_wait_until {
        Some(until) => {
            let told = Duration::try_from(until.duration_since(attempt.now)).unwrap_or(Duration::ZERO);
            // A moment that was told and did not help is not asked about again without a pause: refusals lower an app's rating.
            if attempt.number > 1 { told.max(back_off(attempt)) } else { told }
        }
        None => back_off(attempt),
    };
    if pause > attempt.wait_max { Decision::GiveUp } else { Decision::Again(pause) }
}

/// 500 is an answer to this very request: asking again gives the same one. 502, 503 and 504 are the weather.
fn is_worth_repeating(error: &RestError) -> bool {
    error.kind != RestErrorKind::ServerFailed || error.status.is_none_or(|status| matches!(status, 502..=504))
}

/// Doubles, and takes between half and all of it.
fn back_off(attempt: Attempt<'_>) -> Duration {
    let whole = attempt.first_pause.saturating_mul(1 << (attempt.number - 1).min(8));
    whole / 2 + (whole / 2).saturating_mul(attempt.jitter_per_mille.min(1_000)) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::TlsReason;

    fn error(kind: RestErrorKind, status: Option<u16>) -> RestError {
        RestError { status, ..RestError::of(kind) }
    }

    fn attempt(number: u32, repeatable: bool, error: &RestError, wait_seconds: Option<i64>) -> Decision {
        let now = Timestamp::UNIX_EPOCH;
        decide(Attempt {
            number,
            repeatable,
            error,
            told_to_wait_until: wait_seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()),
            now,
            first_pause: Duration::from_secs(1),
            wait_max: Duration::from_mins(10),
            jitter_per_mille: 0,
        })
    }

    #[test]
    fn the_table_of_decisions() {
        let again = |milliseconds| Decision::Again(Duration::from_millis(milliseconds));
        for (kind, status, number, repeatable, told, expected) in [
            (RestErrorKind::RateLimited, Some(429), 1, false, Some(7), again(7_000)),
            (RestErrorKind::RateLimited, Some(429), 1, false, None, again(500)),
            (RestErrorKind::RateLimited, Some(429), 1, true, Some(601), Decision::GiveUp),
            (RestErrorKind::RateLimited, Some(429), 3, false, Some(-1), again(2_000)),
            (RestErrorKind::ServerFailed, Some(503), 1, true, Some(3), again(3_000)),
            (RestErrorKind::ServerFailed, Some(503), 2, true, None, again(1_000)),
            (RestErrorKind::ServerFailed, Some(503), 1, false, Some(3), Decision::GiveUp),
            (RestErrorKind::ServerFailed, Some(500), 1, true, None, Decision::GiveUp),
            (RestErrorKind::Unreachable, None, 1, true, None, again(500)),
            (RestErrorKind::Unreachable, None, 1, false, None, Decision::GiveUp),
            (RestErrorKind::Tls(TlsReason::NotTrusted), None, 1, true, None, Decision::GiveUp),
            (RestErrorKind::TooSlow, None, 4, true, None, again(4_000)),
            (RestErrorKind::TooSlow, None, 5, true, None, Decision::GiveUp),
            (RestErrorKind::Unauthorized, Some(401), 1, true, None, Decision::GiveUp),
            (RestErrorKind::Refused, Some(422), 1, true, None, Decision::GiveUp),
            (RestErrorKind::NotUnderstood, Some(200), 1, true, None, Decision::GiveUp),
        ] {
            assert_eq!(
                attempt(number, repeatable, &error(kind, status), told),
                expected,
                "{kind:?} {number} {repeatable}"
            );
        }
    }

    #[test]
    fn a_wait_that_is_over_is_no_wait() {
        assert_eq!(
            attempt(1, true, &error(RestErrorKind::RateLimited, Some(429)), Some(-5)),
            Decision::Again(Duration::ZERO)
        );
    }
}
