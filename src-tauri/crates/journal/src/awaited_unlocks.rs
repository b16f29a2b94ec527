//! Jobs whose locked budget the user waits for.

use crate::journal::Journal;
use crate::text::job_key;
use jobcost::JobId;
use reimport::JournalError;

impl Journal {
    /// Waits for a job's budget to be unlocked, or no longer.
    pub async fn await_unlock(&self, job: &JobId, awaited: bool) -> Result<(), JournalError> {
        let (key, name) = (job_key(job), job.as_str().to_owned());
        self.run(move |connection| {
            if awaited {
                connection.execute("INSERT OR IGNORE INTO awaited_unlock (job_key, job) VALUES (?, ?)", [key, name])
            } else {
                connection.execute("DELETE FROM awaited_unlock WHERE job_key = ?", [key])
            }
        })
        .await
        .map(|_| ())
    }

    /// The jobs that are waited for.
    pub async fn awaited_unlocks(&self) -> Result<Vec<JobId>, JournalError> {
        let sql = "SELECT job FROM awaited_unlock ORDER BY job_key";
        self.run(move |connection| {
            connection.prepare(sql)?.query_map([], |row| Ok(JobId::new(row.get::<_, String>(0)?)))?.collect()
        })
        .await
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_is_waited_for_once_and_across_starts() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let job = JobId::new("24-126");
        journal.await_unlock(&job, true).await.unwrap();
        journal.await_unlock(&job, true).await.unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.awaited_unlocks().await.unwrap(), std::slice::from_ref(&job));
        journal.await_unlock(&job, false).await.unwrap();
        assert_eq!(journal.awaited_unlocks().await.unwrap(), []);
    }
}
