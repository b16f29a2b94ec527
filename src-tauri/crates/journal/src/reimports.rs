//! The records of re-imports: begun, noted, closed once.

use crate::choices::forget_carried_out;
use crate::error::{closed_already, error_of, unknown};
use crate::intent;
use crate::journal::Journal;
use crate::text::digits;
use async_trait::async_trait;
use jiff::Timestamp;
use jobcost::{JobId, Ownership, ProjectId, SubJob, WbsCode, WbsCodeId};
use reimport::ports::ReimportJournal;
use reimport::{
    CodesProgress, Ending, JournalError, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent,
};
use rusqlite::{Connection, OptionalExtension, named_params};

#[async_trait]
impl ReimportJournal for Journal {
    async fn begin(&self, intent: &ReimportIntent) -> Result<(), JournalError> {
        let intent = intent.clone();
        self.run(move |connection| {
            let transaction = connection.transaction()?;
            intent::insert(&transaction, &intent)?;
            transaction.commit()
        })
        .await
    }

    async fn note(
        &self,
        reimport: ReimportId,
        lines: &[usize],
        progress: LineProgress,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        let lines = lines.to_vec();
        self.run_judged(move |connection| note(connection, reimport, &lines, &progress, at)).await
    }

    async fn note_codes(
        &self,
        reimport: ReimportId,
        progress: CodesProgress,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        self.run_judged(move |connection| note_codes(connection, reimport, &progress, at)).await
    }

    async fn note_lock(&self, reimport: ReimportId, progress: LockProgress, at: Timestamp) -> Result<(), JournalError> {
        self.run_judged(move |connection| note_lock(connection, reimport, progress, at)).await
    }

    async fn close(&self, reimport: ReimportId, ending: &Ending, at: Timestamp) -> Result<(), JournalError> {
        let ending = ending.clone();
        self.run_judged(move |connection| close(connection, reimport, &ending, at)).await
    }

    async fn ownership(&self, job: &JobId) -> Result<Ownership, JournalError> {
        Ok(self.set_ownership_of(job).await?.map_or(Ownership::default(), |set| set.ownership))
    }

    async fn link_mark(&self, job: &JobId, project: ProjectId) -> Result<i64, JournalError> {
        self.last_link_decision(job, project).await
    }

    async fn pending(&self) -> Result<Vec<PendingReimport>, JournalError> {
        self.run(|connection| intent::pending(connection)).await
    }
}

fn note(
    connection: &mut Connection,
    reimport: ReimportId,
    lines: &[usize],
    progress: &LineProgress,
    at: Timestamp,
) -> Result<(), JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    let (word, refusal) = match progress {
        LineProgress::Sent => ("sent", None),
        LineProgress::Acknowledged => ("acknowledged", None),
        LineProgress::Refused(words) => ("refused", Some(words)),
    };
    let transaction = connection.transaction().map_err(error)?;
    must_be_open(&transaction, reimport)?;
    if *progress == LineProgress::Sent {
        note_request(&transaction, reimport, at).map_err(error)?;
    }
    for &position in lines {
        let sql = "UPDATE reimport_line SET progress = :progress, refusal = :refusal WHERE reimport = :reimport AND position = :position";
        let changed = transaction.prepare_cached(sql).and_then(|mut statement| {
            statement.execute(named_params! {
                ":progress": word,
                ":refusal": refusal,
                ":reimport": reimport.to_string(),
                ":position": position,
            })
        });
        if changed.map_err(error)? != 1 {
            return Err(unknown(reimport));
        }
    }
    transaction.commit().map_err(error)
}

fn note_codes(
    connection: &mut Connection,
    reimport: ReimportId,
    progress: &CodesProgress,
    at: Timestamp,
) -> Result<(), JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    let transaction = connection.transaction().map_err(error)?;
    must_be_open(&transaction, reimport)?;
    match progress {
        CodesProgress::Creating => {
            let sql = "UPDATE reimport SET codes_asked = 1 WHERE id = ?";
            transaction.execute(sql, [reimport.to_string()]).map_err(error)?;
            note_request(&transaction, reimport, at).map_err(error)?;
        }
        CodesProgress::Created(ids) => {
            for (code, id) in ids {
                note_made(&transaction, reimport, code, *id).map_err(error)?;
            }
        }
    }
    transaction.commit().map_err(error)
}

fn note_made(
    transaction: &Connection,
    reimport: ReimportId,
    code: &WbsCode,
    made: WbsCodeId,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE reimport_line SET made_code_id = :made WHERE reimport = :reimport AND wbs_code_id IS NULL \
               AND sub_job IS :sub_job AND cost_code = :cost_code AND cost_type = :cost_type";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":made": made.0,
        ":reimport": reimport.to_string(),
        ":sub_job": code.sub_job.as_ref().map(SubJob::as_str),
        ":cost_code": code.cost_code.as_str(),
        ":cost_type": code.cost_type.as_str(),
    })
}

fn note_lock(
    connection: &mut Connection,
    reimport: ReimportId,
    progress: LockProgress,
    at: Timestamp,
) -> Result<(), JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    let transaction = connection.transaction().map_err(error)?;
    must_be_open(&transaction, reimport)?;
    let word = intent::lock_word(progress);
    transaction
        .execute("UPDATE reimport SET lock_progress = ? WHERE id = ?", (word, reimport.to_string()))
        .map_err(error)?;
    if progress == LockProgress::Unlocking {
        note_request(&transaction, reimport, at).map_err(error)?;
    }
    transaction.commit().map_err(error)
}

/// A request leaves now; whatever becomes of it, it is not waited for longer than so long after.
fn note_request(transaction: &Connection, reimport: ReimportId, at: Timestamp) -> rusqlite::Result<usize> {
    let sql = "UPDATE reimport SET last_request_at = ? WHERE id = ?";
    transaction.prepare_cached(sql)?.execute((at.to_string(), reimport.to_string()))
}

fn close(
    connection: &mut Connection,
    reimport: ReimportId,
    ending: &Ending,
    at: Timestamp,
) -> Result<(), JournalError> {
    let error = |error: rusqlite::Error| error_of(&error);
    let (state, sentence, total) = match ending {
        Ending::Posted { total } => ("posted", None, Some(digits(*total))),
        Ending::Discrepant { sentence } => ("discrepant", Some(sentence), None),
        Ending::Interrupted { sentence } => ("interrupted", Some(sentence), None),
        Ending::Voided { sentence } => ("voided", Some(sentence), None),
    };
    let transaction = connection.transaction().map_err(error)?;
    must_be_open(&transaction, reimport)?;
    let sql = "UPDATE reimport SET state = :state, ended_at = :at, sentence = :sentence, total_read_back = :total WHERE id = :id";
    transaction
        .execute(
            sql,
            named_params! {
                ":state": state,
                ":at": at.to_string(),
                ":sentence": sentence,
                ":total": total,
                ":id": reimport.to_string(),
            },
        )
        .map_err(error)?;
    if matches!(ending, Ending::Posted { .. }) {
        forget_carried_out(&transaction, reimport)?;
    }
    transaction.commit().map_err(error)
}

/// The sentence comes from here; the schema's triggers say the same to whatever else opens the file.
fn must_be_open(connection: &Connection, reimport: ReimportId) -> Result<(), JournalError> {
    let sql = "SELECT state FROM reimport WHERE id = ?";
    let state: Option<String> = connection
        .query_row(sql, [reimport.to_string()], |row| row.get(0))
        .optional()
        .map_err(|error| error_of(&error))?;
    match state.as_deref() {
        Some("pending") => Ok(()),
        Some(_) => Err(closed_already(reimport)),
        None => Err(unknown(reimport)),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::{intent, now, usd};

    fn journal() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        (folder, journal)
    }

    #[tokio::test]
    async fn what_was_begun_and_noted_is_there_after_opening_again() {
        let (folder, journal) = journal();
        let intent = intent(4);
        journal.begin(&intent).await.unwrap();
        journal.note(intent.id, &[0, 1, 2], LineProgress::Sent, now()).await.unwrap();
        journal.note(intent.id, &[0], LineProgress::Acknowledged, now()).await.unwrap();
        journal.note(intent.id, &[1], LineProgress::Refused("is locked".into()), now()).await.unwrap();
        drop(journal);
        let pending = Journal::open(folder.path()).unwrap().pending().await.unwrap();
        let progress = vec![
            Some(LineProgress::Acknowledged),
            Some(LineProgress::Refused("is locked".into())),
            Some(LineProgress::Sent),
            None,
        ];
        let last_request_at = Some(now());
        assert_eq!(pending, [PendingReimport { intent, progress, codes_asked: false, lock: None, last_request_at }]);
    }

    #[tokio::test]
    async fn new_codes_are_noted_as_asked_for_and_then_with_their_numbers() {
        let (folder, journal) = journal();
        let intent = intent(10);
        let codes: Vec<_> = intent.new_codes().cloned().collect();
        assert_eq!(codes.len(), 2);
        journal.begin(&intent).await.unwrap();
        journal.note_codes(intent.id, CodesProgress::Creating, now()).await.unwrap();
        let ids = (900..).map(WbsCodeId);
        let made = codes.iter().cloned().zip(ids).collect();
        journal.note_codes(intent.id, CodesProgress::Created(made), now()).await.unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        let pending = journal.pending().await.unwrap();
        assert!(pending[0].codes_asked);
        assert_eq!(pending[0].intent, intent, "what was intended stays as it was");
        let every: Vec<usize> = (0..intent.lines.len()).collect();
        journal.note(intent.id, &every, LineProgress::Acknowledged, now()).await.unwrap();
        journal.close(intent.id, &Ending::Posted { total: usd("1.00") }, now()).await.unwrap();
        let written = journal.last_written(intent.project).await.unwrap();
        assert_eq!(written.len(), intent.lines.len(), "each line under its code's number: {written:?}");
        assert!(written.contains_key(&WbsCodeId(900)) && written.contains_key(&WbsCodeId(901)), "{written:?}");
        assert!(journal.note_codes(intent.id, CodesProgress::Creating, now()).await.is_err(), "it is closed");
    }

    #[tokio::test]
    async fn a_record_is_closed_once_and_stays_as_it_is() {
        let (_folder, journal) = journal();
        let intent = intent(2);
        journal.begin(&intent).await.unwrap();
        journal.close(intent.id, &Ending::Posted { total: usd("12.34") }, now()).await.unwrap();
        assert!(journal.pending().await.unwrap().is_empty());
        let again = Ending::Voided { sentence: "no".into() };
        let refused = journal.close(intent.id, &again, now()).await.unwrap_err();
        assert!(refused.sentence.contains("closed"), "{refused:?}");
        let refused = journal.note(intent.id, &[0], LineProgress::Sent, now()).await.unwrap_err();
        assert!(refused.sentence.contains("closed"), "{refused:?}");
        // And what does not come through here is stopped by the schema.
        for sql in [
            "UPDATE reimport SET job_name = 'x'",
            "UPDATE reimport_line SET progress = 'sent'",
            "DELETE FROM reimport",
            "INSERT INTO reimport_line SELECT 'nobody', 9, NULL, '', '', '', 'create', NULL, 1, NULL, NULL, '1', NULL, NULL",
        ] {
            assert!(journal.run(move |connection| connection.execute(sql, [])).await.is_err(), "{sql}");
        }
    }

    #[tokio::test]
    async fn a_record_or_line_that_is_not_there_is_said() {
        let (_folder, journal) = journal();
        let intent = intent(2);
        assert!(journal.note(intent.id, &[0], LineProgress::Sent, now()).await.is_err());
        journal.begin(&intent).await.unwrap();
        assert!(journal.note(intent.id, &[0, 2], LineProgress::Sent, now()).await.is_err());
        let progress = journal.pending().await.unwrap().remove(0).progress;
        assert_eq!(progress, [None, None], "a note is kept whole or not at all");
        assert!(journal.begin(&intent).await.is_err(), "an id is used once");
    }

    #[tokio::test]
    async fn amounts_are_text() {
        let (_folder, journal) = journal();
        let intent = intent(3);
        journal.begin(&intent).await.unwrap();
        journal.close(intent.id, &Ending::Posted { total: usd("0.30") }, now()).await.unwrap();
        for (table, columns) in [
            ("reimport", &["acumatica_total", "procore_total", "new_procore_total", "total_read_back"][..]),
            ("reimport_line", &["before", "after"][..]),
            ("snapshot_line", &["original_budget"][..]),
        ] {
            for column in columns {
                let sql = format!("SELECT DISTINCT typeof({column}) FROM {table} WHERE {column} IS NOT NULL");
                let kinds = journal.run(move |connection| {
                    let mut statement = connection.prepare(&sql)?;
                    statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
                });
                assert_eq!(kinds.await.unwrap(), ["text"], "{table}.{column}");
            }
        }
    }

    #[tokio::test]
    async fn a_full_disk_is_said_and_leaves_no_half_record() {
        let (_folder, journal) = journal();
        journal
            .run(|connection| {
                let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
                connection.query_row(&format!("PRAGMA max_page_count = {}", pages + 4), [], |_| Ok(()))
            })
            .await
            .unwrap();
        let large = intent(2_500);
        let error = journal.begin(&large).await.unwrap_err();
        assert!(error.disk_full && error.sentence.contains("disk is full"), "{error:?}");
        assert!(journal.pending().await.unwrap().is_empty());
        journal.run(|connection| connection.query_row("PRAGMA max_page_count = 100000", [], |_| Ok(()))).await.unwrap();
        journal.begin(&large).await.unwrap();
        assert_eq!(journal.pending().await.unwrap()[0].intent, large);
    }
}
