//! What the user wants of the watch, in the settings of the journal.

use crate::view::watch::WatchInterval;
use journal::Journal;
use reimport::JournalError;

const PAUSED: &str = "watch/paused";
const INTERVAL: &str = "watch/interval-minutes";

/// What the user wants of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct WatchSettings {
    /// Not for now.
    pub(crate) paused: bool,
    /// How often.
    pub(crate) interval: WatchInterval,
}

impl WatchSettings {
    /// What was settled, or what holds until something is. An interval that is not offered any more, e.g. by a Tieout of another time,
    /// is the usual one.
    pub(crate) async fn load(journal: &Journal) -> Result<Self, JournalError> {
        let minutes = journal.setting(INTERVAL).await?.and_then(|text| text.parse().ok());
        Ok(Self {
            paused: journal.setting(PAUSED).await?.is_some(),
            interval: minutes.and_then(WatchInterval::of_minutes).unwrap_or_default(),
        })
    }

    pub(crate) async fn keep(self, journal: &Journal) -> Result<(), JournalError> {
        journal.set_setting(INTERVAL, &self.interval.minutes().to_string()).await?;
        if self.paused { journal.set_setting(PAUSED, "yes").await } else { journal.forget_setting(PAUSED).await }
    }
}
