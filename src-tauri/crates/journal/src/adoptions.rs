//! Adoptions that are taken back. They stay on record, apart from those that hold.

use crate::journal::Journal;
use crate::text::job_key;
use jiff::Timestamp;
use jobcost::{JobId, ProjectId};
use reimport::JournalError;

impl Journal {
    /// Takes the adoption of a job's budget back, in one step with the record of who did so when. Answers whether there was one.
    pub async fn take_back_adoption(
        &self,
        job: &JobId,
        project: ProjectId,
        by: &str,
        at: Timestamp,
    ) -> Result<bool, JournalError> {
        let (key, by, at) = (job_key(job), by.to_owned(), at.to_string());
        let keep = "INSERT INTO adoption_taken_back (job_key, job, project, currency, acumatica_total, procore_total, lines_differing, \
                    adopted_by, adopted_at, taken_back_by, taken_back_at) SELECT job_key, job, project, currency, acumatica_total, \
                    procore_total, lines_differing, adopted_by, adopted_at, ?3, ?4 FROM adoption WHERE job_key = ?1 AND project = ?2";
        let remove = "DELETE FROM adoption WHERE job_key = ?1 AND project = ?2";
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            let kept = transaction.execute(keep, (&key, project.0, by, at))?;
            transaction.execute(remove, (&key, project.0))?;
            transaction.commit()?;
            Ok(kept > 0)
        })
        .await
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::{now, usd};
    use crate::links::Adoption;

    #[tokio::test]
    async fn an_adoption_that_is_taken_back_counts_no_more_stays_on_record_and_can_be_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let (job, project) = (JobId::new("R26-200"), ProjectId(9));
        let adoption = Adoption {
            job: job.clone(),
            project,
            acumatica_total: usd("0.30"),
            procore_total: usd("0.30"),
            lines_differing: 0,
            adopted_by: "Ann".into(),
            adopted_at: now(),
        };
        assert!(!journal.take_back_adoption(&job, project, "Bob", now()).await.unwrap(), "there was none");
        for time in 1..=2 {
            journal.adopt(&adoption).await.unwrap();
            assert_eq!(journal.imported().await.unwrap(), [(job.clone(), project)]);
            assert!(!journal.take_back_adoption(&job, ProjectId(8), "Bob", now()).await.unwrap(), "another project");
            assert!(journal.take_back_adoption(&JobId::new("r26-200 "), project, "Bob", now()).await.unwrap());
            assert_eq!(journal.imported().await.unwrap(), []);
            let kept = "SELECT count(*) FROM adoption_taken_back WHERE adopted_by = 'Ann' AND taken_back_by = 'Bob'";
            let kept: i64 = journal.run(|connection| connection.query_row(kept, [], |row| row.get(0))).await.unwrap();
            assert_eq!(kept, time);
        }
    }
}
