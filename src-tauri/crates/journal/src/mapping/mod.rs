//! The mapping, every version of it.

mod twin;

pub use twin::{mapping_from_text, mapping_to_text};

use crate::journal::Journal;
use crate::text::{parsed, timestamp};
use jiff::Timestamp;
use jobcost::CodeMapping;
use reimport::JournalError;
use rusqlite::{OptionalExtension, Row};

/// A mapping that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedMapping {
    /// Its number: the first is 1, and a later one is higher.
    pub version: i64,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Who saved it.
    pub saved_by: String,
    /// What it says.
    pub mapping: CodeMapping,
}

impl Journal {
    /// Saves a mapping as a new version, which holds from now on, and says its number.
    pub async fn save_mapping(&self, mapping: &CodeMapping, by: &str, at: Timestamp) -> Result<i64, JournalError> {
        let content = mapping_to_text(mapping).map_err(cannot_be_written)?;
        let by = by.to_owned();
        let sql = "INSERT INTO mapping (saved_at, saved_by, content) VALUES (?, ?, ?) RETURNING version";
        self.run(move |connection| connection.query_row(sql, (at.to_string(), by, content), |row| row.get(0))).await
    }

    /// The mapping that holds; `None` while none was ever saved. One that cannot be read is trouble: to go on with another would
    /// put amounts on other codes.
    pub async fn mapping(&self) -> Result<Option<SavedMapping>, JournalError> {
        let sql = "SELECT * FROM mapping ORDER BY version DESC LIMIT 1";
        self.run(move |connection| connection.query_row(sql, [], saved).optional()).await
    }

    /// Every version, the newest first.
    pub async fn mapping_versions(&self) -> Result<Vec<SavedMapping>, JournalError> {
        let sql = "SELECT * FROM mapping ORDER BY version DESC";
        self.run(move |connection| connection.prepare(sql)?.query_map([], saved)?.collect()).await
    }
}

fn cannot_be_written(sentence: String) -> JournalError {
    let remedy = "Nothing was saved. Tell the people who made Tieout.".to_owned();
    JournalError { sentence, remedy, disk_full: false }
}

fn saved(row: &Row<'_>) -> rusqlite::Result<SavedMapping> {
    Ok(SavedMapping {
        version: row.get("version")?,
        saved_at: timestamp(row, "saved_at")?,
        saved_by: row.get("saved_by")?,
        mapping: parsed(row, "content", mapping_from_text)?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::now;
    use jobcost::{AccountGroup, CostTypeCode};

    #[tokio::test]
    async fn the_newest_version_holds_and_none_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.mapping().await.unwrap(), None);
        let mut mapping = CodeMapping::default();
        assert_eq!(journal.save_mapping(&mapping, "Ann", now()).await.unwrap(), 1);
        mapping.cost_types.insert(AccountGroup::new("TRAVEL"), CostTypeCode::new("O"));
        let later = now() + jiff::SignedDuration::from_secs(60);
        assert_eq!(journal.save_mapping(&mapping, "Ben", later).await.unwrap(), 2);
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        let newest = SavedMapping { version: 2, saved_at: later, saved_by: "Ben".into(), mapping };
        let first =
            SavedMapping { version: 1, saved_at: now(), saved_by: "Ann".into(), mapping: CodeMapping::default() };
        assert_eq!(journal.mapping().await.unwrap().as_ref(), Some(&newest));
        assert_eq!(journal.mapping_versions().await.unwrap(), [newest, first]);
    }

    #[tokio::test]
    async fn a_mapping_that_cannot_be_read_is_not_taken_for_another() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        journal.save_mapping(&CodeMapping::default(), "Ann", now()).await.unwrap();
        journal.run(|connection| connection.execute("UPDATE mapping SET content = '{}'", [])).await.unwrap();
        assert!(journal.mapping().await.is_err());
    }
}
