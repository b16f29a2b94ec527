//! Keeps within a server's rate windows by its own headers, so that it never has to say 429.
//!
//! Procore (rate limiting guide): an hourly and a ten-second window; every answer carries `X-Rate-Limit-Limit`,
//! `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset` (unix seconds) of whichever window is nearer its end. So each window is known
//! by its limit, and what is left of it is counted down here between two answers that speak of it.

use jiff::{SignedDuration, Timestamp};
use reqwest::header::HeaderMap;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The reset is told in whole seconds; a request in the last fraction before it would still count.
const RESET_MARGIN: SignedDuration = SignedDuration::from_millis(50);
/// Clocks that differ by less are taken for equal.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(5);

/// One rate window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// Requests it allows.
    pub limit: u32,
    /// Requests left.
    pub remaining: u32,
    /// When it begins again.
    pub resets_at: Timestamp,
}

/// What is known of a server's limits, for people to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LimitState {
    /// The window that allows most: the hourly one.
    pub widest: Option<Window>,
    /// Until when nothing is sent.
    pub paused_until: Option<Timestamp>,
}

/// Paces the requests to one server.
pub(crate) struct Pacer {
    known: Mutex<ServerWindows>,
    under_way: AtomicU32,
    state: watch::Sender<LimitState>,
}

#[derive(Default)]
struct ServerWindows {
    /// By limit: it is all that tells one window from another.
    windows: BTreeMap<u32, ServerWindow>,
    /// A 429 closes the server to every request of ours, not only to the one that met it.
    closed_until: Option<Timestamp>,
}

/// A window with its reset as the server wrote it, which says whether two answers speak of the same turn of it.
#[derive(Clone, Copy)]
struct ServerWindow {
    window: Window,
    reset_second: i64,
}

/// A request under way; dropped when it is answered or abandoned.
pub(crate) struct RequestGuard<'a>(&'a AtomicU32);

impl Drop for RequestGuard<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pacer {
    pub(crate) fn new() -> Self {
        Self { known: Mutex::default(), under_way: AtomicU32::new(0), state: watch::Sender::default() }
    }

    pub(crate) fn state(&self) -> watch::Receiver<LimitState> {
        self.state.subscribe()
    }

    /// Takes one request from every window, or says until when to wait.
    pub(crate) fn take(&self, now: Timestamp) -> Result<RequestGuard<'_>, Timestamp> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.closed_until = known.closed_until.filter(|until| now < *until);
        known.windows.retain(|_, told| now < told.window.resets_at);
        let windows = known.windows.values().map(|told| told.window);
        let exhausted = windows
            .filter(|window| window.remaining == 0)
            .map(|window| window.resets_at.checked_add(RESET_MARGIN).unwrap_or(window.resets_at));
        if let Some(until) = exhausted.chain(known.closed_until).max() {
            return Err(until);
        }
        known.windows.values_mut().for_each(|told| told.window.remaining -= 1);
        self.under_way.fetch_add(1, Ordering::Relaxed);
        Ok(RequestGuard(&self.under_way))
    }

    /// Learns from an answer's headers. Requests still under way may not be counted in them yet, so they are taken off, and within
    /// one turn of a window what is left only shrinks: answers arrive in another order than they were counted.
    pub(crate) fn learn(&self, headers: &HeaderMap, now: Timestamp) {
        let Some(mut told) = told(headers, now) else { return };
        let others = self.under_way.load(Ordering::Relaxed).saturating_sub(1);
        told.window.remaining = told.window.remaining.saturating_sub(others);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = known.windows.get(&told.window.limit).filter(|old| old.reset_second == told.reset_second)
        {
            told.window.remaining = told.window.remaining.min(before.window.remaining);
        }
        known.windows.insert(told.window.limit, told);
        let widest = known.windows.values().next_back().map(|told| told.window);
        self.state.send_modify(|state| state.widest = widest);
    }

    /// Sends nothing before then.
    pub(crate) fn close_until(&self, until: Timestamp) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.closed_until = known.closed_until.max(Some(until));
    }

    pub(crate) fn paused(&self, until: Option<Timestamp>) {
        self.state.send_if_modified(|state| std::mem::replace(&mut state.paused_until, until) != until);
    }
}

fn told(headers: &HeaderMap, now: Timestamp) -> Option<ServerWindow> {
    let reset_second = number(headers, "x-rate-limit-reset")?;
    let resets_at = Timestamp::from_second(reset_second).ok()?;
    let window = Window {
        limit: u32::try_from(number(headers, "x-rate-limit-limit")?).ok()?,
        remaining: u32::try_from(number(headers, "x-rate-limit-remaining")?).ok()?,
        resets_at: by_our_clock(resets_at, headers, now)?,
    };
    Some(ServerWindow { window, reset_second })
}

/// A moment of the server's clock on ours. A computer whose clock is minutes off would otherwise wait minutes for a window of ten
/// seconds, or never wait; a difference of seconds is only how `Date` is rounded and how long the answer travelled.
fn by_our_clock(theirs: Timestamp, headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let date = headers.get("date").and_then(|value| value.to_str().ok());
    let server_now = date.and_then(|date| jiff::fmt::rfc2822::parse(date.trim()).ok()).map(|date| date.timestamp());
    let ahead = server_now.map_or(SignedDuration::ZERO, |server_now| server_now.duration_since(now));
    if ahead.abs() < CLOCK_TOLERANCE { Some(theirs) } else { theirs.checked_sub(ahead).ok() }
}

/// Until when an answer asks to wait: by `Retry-After` (seconds or a date), and by the window's reset where nothing is left of it or
/// the answer is a refusal for its sake, which most often comes with the reset alone (practice). The later of both, because each of two
/// windows may be meant.
pub(crate) fn told_to_wait_until(headers: &HeaderMap, refused: bool, now: Timestamp) -> Option<Timestamp> {
    retry_after(headers, now).max(reset(headers, refused, now))
}

fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let text = headers.get("retry-after")?.to_str().ok()?.trim();
    match text.parse::<u32>() {
        Ok(seconds) => now.checked_add(Duration::from_secs(seconds.into())).ok(),
        Err(_) => by_our_clock(jiff::fmt::rfc2822::parse(text).ok()?.timestamp(), headers, now),
    }
}

fn reset(headers: &HeaderMap, refused: bool, now: Timestamp) -> Option<Timestamp> {
    // With something left, the headers speak of the other window: then `Retry-After` is the one that knows.
    let used_up = match number(headers, "x-rate-limit-remaining") {
        Some(0) => true,
        Some(_) => refused && !headers.contains_key("retry-after"),
        None => refused,
    };
    let theirs = Timestamp::from_second(number(headers, "x-rate-limit-reset").filter(|_| used_up)?).ok()?;
    by_our_clock(theirs, headers, now)?.checked_add(RESET_MARGIN).ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect()
    }

    fn limit_headers(limit: &str, remaining: &str, reset: &str) -> HeaderMap {
        headers(&[("x-rate-limit-limit", limit), ("x-rate-limit-remaining", remaining), ("x-rate-limit-reset", reset)])
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_exhausted_window_is_waited_for_and_then_forgotten() {
        let pacer = Pacer::new();
        pacer.learn(&limit_headers("25", "1", "10"), at(0));
        assert!(pacer.take(at(1)).is_ok());
        assert!(pacer.take(at(2)).is_err_and(|until| until > at(10) && until < at(11)));
        assert!(pacer.take(at(10)).is_ok());
    }

    #[test]
    fn both_windows_count_although_an_answer_speaks_of_one() {
        let pacer = Pacer::new();
        pacer.learn(&limit_headers("600", "2", "3600"), at(0));
        pacer.learn(&limit_headers("25", "20", "10"), at(0));
        assert_eq!(pacer.state().borrow().widest.unwrap().limit, 600);
        assert!(pacer.take(at(1)).is_ok() && pacer.take(at(1)).is_ok());
        assert!(pacer.take(at(1)).is_err_and(|until| until > at(3_600)));
    }

    #[test]
    fn the_later_of_retry_after_and_the_reset_is_waited_for() {
        let now = at(100);
        let waits = |pairs: &[(&'static str, &str)], refused| told_to_wait_until(&headers(pairs), refused, now);
        assert_eq!(waits(&[("retry-after", "7")], true), Some(at(107)));
        assert_eq!(waits(&[("retry-after", "Thu, 01 Jan 1970 00:02:00 GMT")], true), Some(at(120)));
        // The reset alone, with or without the other two headers, is how most refusals come.
        assert_eq!(waits(&[("x-rate-limit-reset", "110")], true), at(110).checked_add(RESET_MARGIN).ok());
        let used_up = |seconds| {
            vec![("x-rate-limit-limit", "25"), ("x-rate-limit-remaining", "3"), ("x-rate-limit-reset", seconds)]
        };
        assert_eq!(waits(&used_up("110"), true), at(110).checked_add(RESET_MARGIN).ok());
        let both = |after, reset| vec![("retry-after", after), ("x-rate-limit-reset", reset)];
        let of_the_hour = [used_up("3600"), vec![("retry-after", "7")]].concat();
        assert_eq!(waits(&of_the_hour, true), Some(at(107)), "something is left of the hour");
        assert_eq!(waits(&both("7", "110"), true), at(110).checked_add(RESET_MARGIN).ok());
        assert_eq!(waits(&both("900", "110"), true), Some(at(1_000)));
        assert_eq!(waits(&both("soon", "110"), true), at(110).checked_add(RESET_MARGIN).ok());
        // No refusal: the window counts only where nothing is left of it.
        assert_eq!(waits(&used_up("110"), false), None);
        assert!(told_to_wait_until(&limit_headers("25", "0", "110"), false, now).is_some_and(|until| until > at(110)));
        assert_eq!(waits(&[], true), None);
    }

    #[test]
    fn what_is_under_way_is_not_promised_twice() {
        let pacer = Pacer::new();
        let (first, second) = (pacer.take(at(1)).unwrap(), pacer.take(at(1)).unwrap());
        // The first is answered before the server counted the second: of the one left, the second takes it.
        pacer.learn(&limit_headers("25", "1", "10"), at(1));
        drop(first);
        assert!(pacer.take(at(2)).is_err());
        // An answer that was counted earlier and arrives later gives nothing back.
        drop(second);
        pacer.learn(&limit_headers("25", "2", "10"), at(2));
        assert!(pacer.take(at(2)).is_err());
        // The next turn of the window is another matter.
        pacer.learn(&limit_headers("25", "24", "20"), at(11));
        assert!(pacer.take(at(11)).is_ok());
    }

    #[test]
    fn an_abandoned_request_is_not_under_way() {
        let pacer = Pacer::new();
        for _ in 0..100 {
            drop(pacer.take(at(1)).unwrap());
        }
        pacer.learn(&limit_headers("25", "1", "10"), at(1));
        assert!(pacer.take(at(1)).is_ok());
    }

    #[test]
    fn a_closed_server_is_closed_to_all() {
        let pacer = Pacer::new();
        pacer.close_until(at(9));
        pacer.close_until(at(5));
        assert!(pacer.take(at(4)).is_err_and(|until| until == at(9)));
        assert!(pacer.take(at(9)).is_ok());
    }

    #[test]
    fn a_clock_that_is_off_does_not_count() {
        let now = at(1_000);
        // Our clock is 900 s behind the server's, whose window ends in 8 s.
        let mut said = limit_headers("25", "0", "1908");
        said.extend(headers(&[("date", "Thu, 01 Jan 1970 00:31:40 GMT")]));
        assert!(told_to_wait_until(&said, true, now).is_some_and(|until| until > at(1_008) && until < at(1_009)));
        // Two seconds are no difference.
        let mut said = limit_headers("25", "0", "1008");
        said.extend(headers(&[("date", "Thu, 01 Jan 1970 00:16:42 GMT")]));
        assert!(told_to_wait_until(&said, true, now).is_some_and(|until| until > at(1_008) && until < at(1_009)));
    }
}
