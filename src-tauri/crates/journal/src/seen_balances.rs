//! What each job came to when it was last looked at.

use crate::journal::Journal;
use crate::text::{currency, digits, job_key, money, timestamp};
use jiff::Timestamp;
use jobcost::{JobId, Money, ProjectId};
use reimport::JournalError;
use rusqlite::Row;

/// What a job came to at a look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenBalance {
    /// The job.
    pub job: JobId,
    /// The project it was linked to.
    pub project: ProjectId,
    /// Its books told the same, or every difference was accepted.
    pub ties_out: bool,
    /// Budget minus estimate. Nothing also where lines differ and cancel out.
    pub amount: Money,
    /// When it was looked at.
    pub at: Timestamp,
}

impl Journal {
    /// Keeps what jobs came to, each in the place of what it came to before; all of them or none.
    pub async fn see_balances(&self, seen: Vec<SeenBalance>) -> Result<(), JournalError> {
        let sql = "INSERT INTO seen_balance (job_key, job, project, ties_out, amount, currency, seen_at) \
                   VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (job_key) DO UPDATE SET job = excluded.job, \
                   project = excluded.project, ties_out = excluded.ties_out, amount = excluded.amount, \
                   currency = excluded.currency, seen_at = excluded.seen_at";
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            for SeenBalance { job, project, ties_out, amount, at } in seen {
                transaction.execute(
                    sql,
                    (
                        job_key(&job),
                        job.as_str(),
                        project.0,
                        ties_out,
                        digits(amount),
                        amount.currency().as_str(),
                        at.to_string(),
                    ),
                )?;
            }
            transaction.commit()
        })
        .await
    }

    /// What every job came to when it was last looked at, by job.
    pub async fn seen_balances(&self) -> Result<Vec<SeenBalance>, JournalError> {
        let sql = "SELECT * FROM seen_balance ORDER BY job_key";
        self.run(move |connection| connection.prepare(sql)?.query_map([], seen)?.collect()).await
    }
}

fn seen(row: &Row<'_>) -> rusqlite::Result<SeenBalance> {
    Ok(SeenBalance {
        job: JobId::new(row.get::<_, String>("job")?),
        project: ProjectId(row.get("project")?),
        ties_out: row.get("ties_out")?,
        amount: money(row, "amount", currency(row, "currency")?)?,
        at: timestamp(row, "seen_at")?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::Currency;

    #[tokio::test]
    async fn the_last_look_of_a_job_stays_across_starts() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let seen = |job: &str, amount: &str, at: i64| SeenBalance {
            job: JobId::new(job),
            project: ProjectId(7),
            ties_out: amount == "0",
            amount: Money::new(amount.parse().unwrap(), Currency::USD),
            at: Timestamp::from_second(at).unwrap(),
        };
        journal.see_balances(vec![seen("24-107", "0", 1), seen("24-101", "-36240.00", 1)]).await.unwrap();
        journal.see_balances(vec![seen("24-107", "-0.01", 2)]).await.unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(
            journal.seen_balances().await.unwrap(),
            [seen("24-101", "-36240.00", 1), seen("24-107", "-0.01", 2)]
        );
    }
}
