//! Keeps within a server's rate windows by its own headers, so that it never has to say 429.
//!
//! Procore (rate limiting guide): an hourly and a ten-second window; every answer carries `X-Rate-Limit-Limit`,
//! `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset` (unix seconds) of whichever window is nearer its end. So each window is known
//! by its limit, and what is left of it is counted down here between two answers that speak of it.

use jiff::{SignedDuration, Timestamp};
use reqwest::header::HeaderMap;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The reset is told in whole seconds; a request in the last fraction before it would still count.
const RESET_MARGIN: SignedDuration = SignedDuration::from_millis(50);

/// One rate window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// Requests it allows.
    pub limit: u32,
    /// Requests left.
    pub remaining: u32,
    /// When it begins anew.
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
    windows: Mutex<BTreeMap<u32, Window>>,
    state: watch::Sender<LimitState>,
}

impl Pacer {
    pub(crate) fn new() -> Self {
        Self { windows: Mutex::default(), state: watch::Sender::default() }
    }

    pub(crate) fn state(&self) -> watch::Receiver<LimitState> {
        self.state.subscribe()
    }

    /// Takes one request from every window, or says until when to wait.
    pub(crate) fn take(&self, now: Timestamp) -> Result<(), Timestamp> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.retain(|_, window| now < window.resets_at);
        let exhausted = windows.values().filter(|window| window.remaining == 0).map(|window| window.resets_at).max();
        if let Some(until) = exhausted {
            return Err(until.checked_add(RESET_MARGIN).unwrap_or(until));
        }
        windows.values_mut().for_each(|window| window.remaining -= 1);
        Ok(())
    }

    /// Learns from an answer's headers.
    pub(crate) fn learn(&self, headers: &HeaderMap) {
        let Some(window) = window_of(headers) else { return };
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.insert(window.limit, window);
        let widest = windows.values().next_back().copied();
        self.state.send_modify(|state| state.widest = widest);
    }

    pub(crate) fn paused(&self, until: Option<Timestamp>) {
        self.state.send_if_modified(|state| std::mem::replace(&mut state.paused_until, until) != until);
    }
}

fn window_of(headers: &HeaderMap) -> Option<Window> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
    Some(Window {
        limit: u32::try_from(number("x-rate-limit-limit")?).ok()?,
        remaining: u32::try_from(number("x-rate-limit-remaining")?).ok()?,
        resets_at: Timestamp::from_second(number("x-rate-limit-reset")?).ok()?,
    })
}

/// Until when an answer asks to wait: `Retry-After` (seconds or a date), else the window's reset where nothing is left of it.
pub(crate) fn told_to_wait_until(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    if let Some(text) = headers.get("retry-after").and_then(|value| value.to_str().ok()) {
        if let Ok(seconds) = text.trim().parse::<u32>() {
            return now.checked_add(Duration::from_secs(seconds.into())).ok();
        }
        if let Ok(date) = jiff::fmt::rfc2822::parse(text.trim()) {
            return Some(date.timestamp());
        }
    }
    let window = window_of(headers).filter(|window| window.remaining == 0)?;
    window.resets_at.checked_add(RESET_MARGIN).ok()
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

    fn told(limit: &str, remaining: &str, reset: &str) -> HeaderMap {
        headers(&[("x-rate-limit-limit", limit), ("x-rate-limit-remaining", remaining), ("x-rate-limit-reset", reset)])
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_exhausted_window_is_waited_for_and_then_forgotten() {
        let pacer = Pacer::new();
        pacer.learn(&told("25", "1", "10"));
        assert_eq!(pacer.take(at(1)), Ok(()));
        assert!(pacer.take(at(2)).is_err_and(|until| until > at(10) && until < at(11)));
        assert_eq!(pacer.take(at(10)), Ok(()));
    }

    #[test]
    fn both_windows_count_although_an_answer_speaks_of_one() {
        let pacer = Pacer::new();
        pacer.learn(&told("600", "2", "3600"));
        pacer.learn(&told("25", "20", "10"));
        assert_eq!(pacer.state().borrow().widest.unwrap().limit, 600);
        assert_eq!((pacer.take(at(1)), pacer.take(at(1))), (Ok(()), Ok(())));
        assert!(pacer.take(at(1)).is_err_and(|until| until > at(3_600)));
    }

    #[test]
    fn retry_after_wins_over_the_window() {
        let now = at(100);
        assert_eq!(told_to_wait_until(&headers(&[("retry-after", "7")]), now), Some(at(107)));
        let date = headers(&[("retry-after", "Thu, 01 Jan 1970 00:02:00 GMT")]);
        assert_eq!(told_to_wait_until(&date, now), Some(at(120)));
        assert!(told_to_wait_until(&told("25", "0", "110"), now).is_some_and(|until| until > at(110)));
        assert_eq!(told_to_wait_until(&told("25", "3", "110"), now), None);
    }
}
