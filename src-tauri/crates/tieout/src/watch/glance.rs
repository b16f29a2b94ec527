//! What the tray tells at a glance: how many jobs want to be looked at, and when Tieout looked and looks next.

use crate::company::attention::Attention;
use crate::company::company::Company;
use crate::view::watch::Watch;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A time of day further off than this could be another day's.
const SAME_DAY: SignedDuration = SignedDuration::from_hours(12);

/// What the tray tells of the open company.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glance {
    /// How many jobs want to be looked at.
    pub attention: Attention,
    /// The watch is paused.
    pub paused: bool,
    /// When Tieout looked and when it looks next, by this computer's time zone: `Looked 12:20, looks next 14:20`.
    pub times: String,
}

impl Company {
    /// What the tray tells.
    pub fn glance(&self) -> Glance {
        let watch = self.watch_shown();
        let times = times(&watch, self.books.clock.now(), &TimeZone::system());
        Glance { attention: self.attention(), paused: watch.paused, times }
    }
}

fn times(watch: &Watch, now: Timestamp, zone: &TimeZone) -> String {
    let time = |at: Timestamp| {
        let form = if at.duration_since(now).abs() < SAME_DAY { "%H:%M" } else { "%-d %b, %H:%M" };
        at.to_zoned(zone.clone()).strftime(form).to_string()
    };
    let looked = watch.last_look_at.map(|at| format!("looked {}", time(at)));
    let next = match watch.next_look_at {
        _ if watch.paused => Some("paused".to_owned()),
        Some(at) => Some(format!("looks next {}", time(at))),
        None => Some("looking now".to_owned()),
    };
    let parts: Vec<String> = looked.into_iter().chain(next).collect();
    let words = parts.join(", ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::watch::WatchInterval;

    #[test]
    fn times_are_said_as_on_a_clock() {
        let at = |hour: i64| Timestamp::from_second(hour * 3_600).ok();
        let said = |paused, last: Option<i64>, next: Option<i64>| {
            let watch = Watch {
                paused,
                interval: WatchInterval::TwoHours,
                least_minutes: 0,
                last_look_at: last.and_then(at),
                next_look_at: next.and_then(at),
                trouble: None,
            };
            times(&watch, at(60).unwrap_or_default(), &TimeZone::UTC)
        };
        assert_eq!(said(false, Some(60), Some(62)), "Looked 12:00, looks next 14:00");
        assert_eq!(said(true, Some(7), None), "Looked 1 Jan, 07:00, paused");
        assert_eq!(said(false, None, None), "Looking now");
        assert_eq!(said(false, None, Some(61)), "Looks next 13:00");
    }
}
