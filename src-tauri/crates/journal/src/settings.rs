//! Settings that are no secret.

use crate::journal::Journal;
use reimport::JournalError;
use rusqlite::OptionalExtension;

impl Journal {
    /// A setting; `None` while it was never set.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, JournalError> {
        let key = key.to_owned();
        self.run(move |connection| {
            connection.query_row("SELECT value FROM setting WHERE key = ?", [key], |row| row.get(0)).optional()
        })
        .await
    }

    /// The settings whose keys begin so, with what is left of their keys.
    pub async fn settings_below(&self, beginning: &str) -> Result<Vec<(String, String)>, JournalError> {
        let beginning = beginning.to_owned();
        let sql =
            "SELECT substr(key, length(?1) + 1), value FROM setting WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key";
        self.run(move |connection| {
            connection.prepare(sql)?.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .await
    }

    /// Takes a setting back.
    pub async fn forget_setting(&self, key: &str) -> Result<(), JournalError> {
        let key = key.to_owned();
        self.run(move |connection| connection.execute("DELETE FROM setting WHERE key = ?", [key]).map(|_| ())).await
    }

    /// Sets a setting.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), JournalError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        let sql =
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.run(move |connection| connection.execute(sql, [key, value]).map(|_| ())).await
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_value_stays() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.setting("told").await.unwrap(), None);
        journal.set_setting("told", "once").await.unwrap();
        journal.set_setting("told", "yes").await.unwrap();
        journal.set_setting("currency/8", "CAD").await.unwrap();
        journal.set_setting("currency/7", "BHD").await.unwrap();
        journal.forget_setting("currency/8").await.unwrap();
        let below = journal.settings_below("currency/").await.unwrap();
        assert_eq!(below, [("7".to_owned(), "BHD".to_owned())]);
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.setting("told").await.unwrap().as_deref(), Some("yes"));
    }
}
