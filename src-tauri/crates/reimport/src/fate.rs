//! What nobody knows yet of a re-import: requests that left, and of which neither an answer nor the budget tells what became. Pure.

use crate::record::{LineProgress, ReimportIntent};
use jiff::{SignedDuration, Timestamp};
use jobcost::WbsCode;

/// How long after the last request a record stays open whose lines do not show. A gateway that gives up waiting says nothing of the
/// request behind it, which may be carried out minutes later; and rows may lag on top of it.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// Requests whose fate is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenRequests {
    /// Lines that were sent, that nobody acknowledged or refused, and that the budget does not show.
    pub lines: Vec<WbsCode>,
    /// Budget codes that were asked for, without an answer, and that the project does not have.
    pub codes: usize,
    /// Unlocking the budget was asked for, without an answer; it is locked as far as is known.
    pub unlock: bool,
}

impl OpenRequests {
    /// Everything is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// With the lines whose fate is open by what was noted of them and what the budget shows.
    pub(crate) fn with_lines(
        self,
        intent: &ReimportIntent,
        progress: &[Option<LineProgress>],
        shown: impl Fn(usize) -> bool,
    ) -> Self {
        let open = intent.lines.iter().zip(progress).enumerate();
        let open = open.filter(|(position, (_, progress))| is_open(progress.as_ref(), shown(*position)));
        Self { lines: open.map(|(_, (line, _))| line.wbs_code.clone()).collect(), ..self }
    }
}

/// A line is open when its request left, its answer is not known, and the budget does not show it. One that was acknowledged is no
/// question: if it does not show, the budget is not what was promised.
pub(crate) fn is_open(progress: Option<&LineProgress>, shown: bool) -> bool {
    match progress {
        Some(LineProgress::Sent) => !shown,
        None | Some(LineProgress::Acknowledged | LineProgress::Refused(_)) => false,
    }
}

/// Whether whatever was sent must have arrived by now, if it ever does. A record without a time is one of an older version, or sent
/// nothing; then its beginning counts. A clock that was set back proves nothing.
pub(crate) fn is_overdue(last_request: Timestamp, now: Timestamp) -> bool {
    now.duration_since(last_request) >= PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_that_was_sent_without_an_answer_and_does_not_show_is_open() {
        let refused = LineProgress::Refused("no".into());
        for (progress, shown, open) in [
            (None, false, false),
            (None, true, false),
            (Some(LineProgress::Sent), false, true),
            (Some(LineProgress::Sent), true, false),
            (Some(LineProgress::Acknowledged), false, false),
            (Some(LineProgress::Acknowledged), true, false),
            (Some(refused.clone()), false, false),
            (Some(refused), true, false),
        ] {
            assert_eq!(is_open(progress.as_ref(), shown), open, "{progress:?}, shown: {shown}");
        }
    }

    #[test]
    fn a_request_is_waited_for_a_quarter_of_an_hour_by_the_clock() {
        let sent = Timestamp::UNIX_EPOCH;
        for (seconds, overdue) in [(0, false), (899, false), (900, true), (90_000, true), (-3_600, false)] {
            assert_eq!(is_overdue(sent, sent + SignedDuration::from_secs(seconds)), overdue, "{seconds} s later");
        }
    }
}
