//! Who owns the jobs' original budgets, and who said so when.

use crate::journal::Journal;
use crate::text::{job_key, parsed, timestamp};
use jiff::Timestamp;
use jobcost::{JobId, Ownership};
use reimport::JournalError;
use rusqlite::{OptionalExtension, Row};

/// An ownership that somebody set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetOwnership {
    /// The job.
    pub job: JobId,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

impl Journal {
    /// Sets who owns a job's original budget, from now on.
    pub async fn set_ownership(&self, set: &SetOwnership) -> Result<(), JournalError> {
        let (key, job) = (job_key(&set.job), set.job.as_str().to_owned());
        let (ownership, by, at) = (word(set.ownership), set.set_by.clone(), set.set_at.to_string());
        let sql = "INSERT INTO ownership (job_key, job, ownership, set_by, set_at) VALUES (?, ?, ?, ?, ?)";
        self.run(move |connection| connection.execute(sql, (key, job, ownership, by, at))).await.map(|_| ())
    }

    /// What was last set for a job; `None` where nobody ever did. One that cannot be read is trouble: another rule might let through
    /// what this one forbids.
    pub async fn set_ownership_of(&self, job: &JobId) -> Result<Option<SetOwnership>, JournalError> {
        let key = job_key(job);
        let sql = "SELECT * FROM ownership WHERE job_key = ? ORDER BY version DESC LIMIT 1";
        self.run(move |connection| connection.query_row(sql, [key], set).optional()).await
    }

    /// What was last set for every job.
    pub async fn set_ownerships(&self) -> Result<Vec<SetOwnership>, JournalError> {
        let sql = "SELECT * FROM ownership WHERE version IN (SELECT max(version) FROM ownership GROUP BY job_key)";
        self.run(move |connection| connection.prepare(sql)?.query_map([], set)?.collect()).await
    }
}

fn set(row: &Row<'_>) -> rusqlite::Result<SetOwnership> {
    Ok(SetOwnership {
        job: JobId::new(row.get::<_, String>("job")?),
        ownership: parsed(row, "ownership", |text| {
            let known = Ownership::ALL.into_iter().find(|ownership| word(*ownership) == text);
            known.ok_or_else(|| format!("\"{text}\" is no ownership"))
        })?,
        set_by: row.get("set_by")?,
        set_at: timestamp(row, "set_at")?,
    })
}

const fn word(ownership: Ownership) -> &'static str {
    match ownership {
        Ownership::Acumatica => "acumatica",
        Ownership::AcumaticaUntilFirstChange => "acumatica until first change",
        Ownership::Procore => "procore",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::now;
    use reimport::ports::ReimportJournal;

    #[tokio::test]
    async fn the_last_word_of_each_job_holds_across_starts_and_spellings() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let job = JobId::new("R26-101");
        assert_eq!(journal.ownership(&job).await.unwrap(), Ownership::Acumatica, "nobody said otherwise");
        for ownership in Ownership::ALL {
            let set = SetOwnership { job: job.clone(), ownership, set_by: "Ann".into(), set_at: now() };
            journal.set_ownership(&set).await.unwrap();
            assert_eq!(journal.ownership(&JobId::new("r26-101 ")).await.unwrap(), ownership);
        }
        let other = SetOwnership {
            job: JobId::new("R26-102"),
            ownership: Ownership::AcumaticaUntilFirstChange,
            set_by: "Ben".into(),
            set_at: now(),
        };
        journal.set_ownership(&other).await.unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        let mut all = journal.set_ownerships().await.unwrap();
        all.sort_by(|a, b| a.job.cmp(&b.job));
        let first = SetOwnership { job, ownership: Ownership::Procore, set_by: "Ann".into(), set_at: now() };
        assert_eq!(all, [first, other]);
    }
}
