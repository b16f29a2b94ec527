//! What was done, for reading.

use crate::intent;
use crate::journal::Journal;
use crate::reconciling_items::{ReconcilingItem, kept_with};
use crate::text::{currency, money, parsed, timestamp};
use jiff::Timestamp;
use jobcost::{Currency, JobId, Money, ProjectId, WbsCodeId};
use reimport::{Ending, JournalError, ReimportId};
use rusqlite::Row;
use std::collections::BTreeMap;

/// A re-import that ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosedReimport {
    /// Its name.
    pub id: ReimportId,
    /// The job.
    pub job: JobId,
    /// The job's name at the time.
    pub job_name: String,
    /// The Procore project.
    pub project: ProjectId,
    /// The currency of every amount.
    pub currency: Currency,
    /// Who said yes.
    pub user: String,
    /// When.
    pub begun_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Current Acumatica Total, as the dialog showed it.
    pub acumatica_total: Money,
    /// Current Procore Total, as the dialog showed it.
    pub procore_total: Money,
    /// New Procore Total on Re-import, as the dialog showed it.
    pub new_procore_total: Money,
    /// How many lines it meant to change.
    pub lines_planned: usize,
    /// In how many lines the confirmed plan leaves the two books apart that nobody accepted; `None` in records of older versions.
    pub lines_left_apart: Option<usize>,
    /// The reconciling items of the job that held when it began.
    pub items: Vec<ReconcilingItem>,
    /// How it ended.
    pub ending: Ending,
}

impl Journal {
    /// Every re-import that ended, the newest first.
    pub async fn history(&self) -> Result<Vec<ClosedReimport>, JournalError> {
        let sql = "SELECT *, (SELECT count(*) FROM reimport_line WHERE reimport = reimport.id) AS lines_planned \
                   FROM reimport WHERE state <> 'pending' ORDER BY begun_at DESC, id";
        self.run(move |connection| {
            let mut items = kept_with(connection)?;
            let mut closed_ones = connection.prepare(sql)?;
            let mut of = |closed: ClosedReimport| {
                let items = items.remove(&closed.id.to_string()).unwrap_or_default();
                ClosedReimport { items, ..closed }
            };
            closed_ones.query_map([], closed)?.map(|row| row.map(&mut of)).collect()
        })
        .await
    }

    /// What was last written to each budget code of a project, and acknowledged.
    pub async fn last_written(&self, project: ProjectId) -> Result<BTreeMap<WbsCodeId, Money>, JournalError> {
        let sql = "SELECT coalesce(line.wbs_code_id, line.made_code_id) AS wbs_code_id, line.after, reimport.currency FROM reimport_line AS line \
                   JOIN reimport ON reimport.id = line.reimport \
                   WHERE reimport.project = ? AND line.progress = 'acknowledged' ORDER BY reimport.begun_at, reimport.id";
        self.run(move |connection| {
            let written = |row: &Row<'_>| {
                let currency = currency(row, "currency")?;
                Ok((WbsCodeId(row.get("wbs_code_id")?), money(row, "after", currency)?))
            };
            // A later re-import of the same code replaces an earlier one.
            connection.prepare(sql)?.query_map([project.0], written)?.collect()
        })
        .await
    }
}

fn closed(row: &Row<'_>) -> rusqlite::Result<ClosedReimport> {
    let head = intent::head(row)?;
    Ok(ClosedReimport {
        ended_at: timestamp(row, "ended_at")?,
        lines_planned: row.get("lines_planned")?,
        lines_left_apart: head.lines_left_apart,
        items: Vec::new(),
        ending: ending(row, head.currency)?,
        id: head.id,
        job: head.job,
        job_name: head.job_name,
        project: head.project,
        currency: head.currency,
        user: head.user,
        begun_at: head.begun_at,
        acumatica_total: head.acumatica_total,
        procore_total: head.procore_total,
        new_procore_total: head.new_procore_total,
    })
}

fn ending(row: &Row<'_>, currency: Currency) -> rusqlite::Result<Ending> {
    let state: String = row.get("state")?;
    if state == "posted" {
        return Ok(Ending::Posted { total: money(row, "total_read_back", currency)? });
    }
    let sentence: String = row.get("sentence")?;
    parsed(row, "state", |state| match state {
        "discrepant" => Ok(Ending::Discrepant { sentence }),
        "interrupted" => Ok(Ending::Interrupted { sentence }),
        "voided" => Ok(Ending::Voided { sentence }),
        other => Err(format!("\"{other}\" is no ending")),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::{intent, now, usd};
    use reimport::ports::ReimportJournal;

    #[tokio::test]
    async fn the_newest_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let endings = [
            Ending::Voided { sentence: "nothing".into() },
            Ending::Interrupted { sentence: "half".into() },
            Ending::Discrepant { sentence: "a cent".into() },
            Ending::Posted { total: usd("5.50") },
        ];
        for (hour, ending) in endings.iter().enumerate() {
            let mut intent = intent(2);
            intent.begun_at = now() + jiff::SignedDuration::from_hours(hour.try_into().unwrap());
            journal.begin(&intent).await.unwrap();
            journal.close(intent.id, ending, intent.begun_at).await.unwrap();
        }
        journal.begin(&intent(1)).await.unwrap();
        let history = journal.history().await.unwrap();
        let found: Vec<&Ending> = history.iter().rev().map(|closed| &closed.ending).collect();
        assert_eq!(found, endings.iter().collect::<Vec<_>>());
        assert_eq!((history[0].lines_planned, history[0].procore_total), (2, usd("-0.10")));
    }
}
