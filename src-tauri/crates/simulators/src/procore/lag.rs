//! Budget view rows may be recalculated some time after a write: until then they show the lines as they were.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::line::Line;

/// How long view rows stay behind a write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowLag {
    /// For the first read of a view after the write, but no longer than 0.3 seconds.
    #[default]
    Usual,
    /// Not at all.
    None,
    /// For this many reads of a view's first page; further pages belong to the same read.
    Reads(u32),
    /// For this long by the simulator's clock, in milliseconds.
    Millis(u32),
}

/// The lines as they were before the write that the rows have not followed yet.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    lines: BTreeMap<u64, Line>,
    until: Until,
}

#[derive(Clone, Copy, Debug)]
enum Until {
    Reads(u32),
    Time(Timestamp),
    /// One read, or this time, whichever comes first.
    ReadOrTime(Timestamp),
}

/// How long the usual lag lasts at most.
const USUAL: SignedDuration = SignedDuration::from_millis(300);

impl Behind {
    /// What rows show from now on, when `lines` are about to change. Rows that are behind already stay where they are.
    pub(super) fn start(
        earlier: Option<Self>,
        lines: &BTreeMap<u64, Line>,
        lag: RowLag,
        now: Timestamp,
    ) -> Option<Self> {
        let until = match lag {
            RowLag::None => return None,
            RowLag::Usual => Until::ReadOrTime(now + USUAL),
            RowLag::Reads(count) => Until::Reads(count),
            RowLag::Millis(ms) => Until::Time(now + SignedDuration::from_millis(ms.into())),
        };
        let lines = earlier.map_or_else(|| lines.clone(), |earlier| earlier.lines);
        Some(Self { lines, until })
    }

    /// Counts a read. `None` when the rows have caught up.
    pub(super) fn after_read(self, first_page: bool, now: Timestamp) -> Option<Self> {
        match self.until {
            Until::Reads(0) if first_page => None,
            Until::Reads(left) if first_page => Some(Self { until: Until::Reads(left - 1), ..self }),
            Until::Time(time) | Until::ReadOrTime(time) if now >= time => None,
            Until::ReadOrTime(_) if first_page => Some(Self { until: Until::Reads(0), ..self }),
            _ => Some(self),
        }
    }

    pub(super) fn lines(&self) -> &BTreeMap<u64, Line> {
        &self.lines
    }
}
