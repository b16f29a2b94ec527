//! Two Tieouts on one file, e.g. the terminal beside the window: whoever has to wait waits, and no note is lost.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jobcost::{Currency, JobId, LineChange, Money, ProjectId, WbsCode, WbsCodeId};
use journal::{FILE_NAME, Journal};
use reimport::ports::ReimportJournal;
use reimport::{
    CodesProgress, Ending, IntendedLine, JournalError, LineProgress, LockProgress, ReimportId, ReimportIntent,
};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Every write of a re-import, one after the other.
async fn every_note(journal: &Journal, lines: usize) -> Result<(), JournalError> {
    let intent = intent(lines);
    let now = jiff::Timestamp::now();
    journal.begin(&intent).await?;
    journal.note_codes(intent.id, CodesProgress::Creating, now).await?;
    let made = intent.new_codes().cloned().zip((900..).map(WbsCodeId)).collect();
    journal.note_codes(intent.id, CodesProgress::Created(made), now).await?;
    journal.note_lock(intent.id, LockProgress::Unlocking, now).await?;
    for line in 0..lines {
        journal.note(intent.id, &[line], LineProgress::Sent, now).await?;
        journal.note(intent.id, &[line], LineProgress::Acknowledged, now).await?;
    }
    journal.close(intent.id, &Ending::Voided { sentence: "a test".into() }, now).await
}

/// Holds the file for writing, from now until so long after.
fn hold(folder: &Path, duration: Duration) -> std::thread::JoinHandle<()> {
    let mut other = Connection::open(folder.join(FILE_NAME)).unwrap();
    let (held, is_held) = std::sync::mpsc::channel();
    let holder = std::thread::spawn(move || {
        let transaction = other.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        held.send(()).unwrap();
        std::thread::sleep(duration);
        transaction.commit().unwrap();
    });
    is_held.recv().unwrap();
    holder
}

#[tokio::test]
async fn whoever_holds_the_file_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let intent = intent(1);
    journal.begin(&intent).await.unwrap();
    let now = jiff::Timestamp::now();
    let held = Duration::from_millis(300);
    for step in 0..4 {
        let holder = hold(folder.path(), held);
        let noted = match step {
            0 => journal.note(intent.id, &[0], LineProgress::Sent, now).await,
            1 => journal.note_codes(intent.id, CodesProgress::Creating, now).await,
            2 => journal.note_lock(intent.id, LockProgress::Unlocking, now).await,
            _ => journal.close(intent.id, &Ending::Voided { sentence: "a test".into() }, now).await,
        };
        holder.join().unwrap();
        assert_eq!(noted, Ok(()), "step {step}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_note_fails_beside_a_tieout_that_writes_all_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let other = Journal::open(folder.path()).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let sweeping = tokio::spawn({
        let stop = stop.clone();
        async move {
            let mut written = 0;
            while !stop.load(Ordering::Relaxed) {
                other.set_setting("swept", &written.to_string()).await.unwrap();
                written += 1;
            }
            written
        }
    });
    let began = Instant::now();
    let mut reimports = 0;
    while began.elapsed() < Duration::from_secs(2) {
        every_note(&journal, 6).await.unwrap();
        reimports += 1;
    }
    stop.store(true, Ordering::Relaxed);
    assert!(sweeping.await.unwrap() > 0 && reimports > 0, "both wrote");
}

#[test]
fn two_that_start_at_once_in_a_new_folder_both_open_it() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            let opening = (0..4).map(|_| {
                scope.spawn(|| {
                    start.wait();
                    Journal::open(folder.path()).map(|_| ())
                })
            });
            for opened in opening.collect::<Vec<_>>() {
                assert_eq!(opened.join().unwrap(), Ok(()));
            }
        });
    }
}

fn intent(lines: usize) -> ReimportIntent {
    let amount = Money::zero(Currency::USD);
    let line = |number: usize| IntendedLine {
        wbs_code: WbsCode::new(format!("{number}"), "S"),
        description: String::new(),
        change: LineChange::Create { wbs_code_id: None, after: amount },
    };
    ReimportIntent {
        id: ReimportId::random(),
        job: JobId::new("R26-101"),
        job_name: "Clinic".into(),
        project: ProjectId(1),
        currency: Currency::USD,
        user: "ana".into(),
        begun_at: jiff::Timestamp::now(),
        acumatica_total: amount,
        procore_total: amount,
        new_procore_total: amount,
        unlocks: true,
        lines_left_apart: Some(0),
        lines: (0..lines).map(line).collect(),
        snapshot: Vec::new(),
    }
}
