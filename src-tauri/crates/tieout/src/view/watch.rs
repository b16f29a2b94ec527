//! The watch: that Tieout looks by itself, how often, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How often Tieout looks by itself, as it can be chosen.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the intervals' own names")]
pub enum WatchInterval {
    QuarterHour,
    HalfHour,
    Hour,
    #[default]
    TwoHours,
    FourHours,
    EightHours,
}

impl WatchInterval {
    /// Every interval, the shortest first.
    pub const ALL: [Self; 6] =
        [Self::QuarterHour, Self::HalfHour, Self::Hour, Self::TwoHours, Self::FourHours, Self::EightHours];

    /// How long it is, in minutes.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::QuarterHour => 15,
            Self::HalfHour => 30,
            Self::Hour => 60,
            Self::TwoHours => 120,
            Self::FourHours => 240,
            Self::EightHours => 480,
        }
    }

    /// The interval of so many minutes, where there is one.
    pub fn of_minutes(minutes: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.minutes() == minutes)
    }
}

/// Whether Tieout looks by itself, when it did and when it does next. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Watch {
    /// The user does not want it for now.
    pub paused: bool,
    /// How often they want it.
    pub interval: WatchInterval,
    /// How many minutes lie between two looks at least, so that they take no more than a third of what Procore allows in an hour;
    /// 0 where that is not known yet.
    pub least_minutes: u32,
    /// When every job was last read, whoever asked for it.
    pub last_look_at: Option<Timestamp>,
    /// When Tieout looks next by itself; nothing while it is paused or looks right now.
    pub next_look_at: Option<Timestamp>,
    /// Why the last look did not end, or is late, in a sentence.
    pub trouble: Option<String>,
}
