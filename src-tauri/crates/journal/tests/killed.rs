//! A process killed in the middle of its notes: everything the journal acknowledged before is there afterwards.
//!
//! The test starts its own binary again as the process to kill, so that it is a real one with its own connection to the file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jobcost::{Currency, JobId, LineChange, Money, ProjectId, WbsCode, WbsCodeId};
use journal::Journal;
use reimport::ports::ReimportJournal;
use reimport::{IntendedLine, LineProgress, ReimportId, ReimportIntent};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const FOLDER: &str = "JOURNAL_TEST_FOLDER";
const LINES: usize = 20_000;
const NOTES_BEFORE_THE_KILL: usize = 150;

#[tokio::test]
async fn what_was_acknowledged_before_a_kill_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_process_to_kill", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut words = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut acknowledged = None;
    for word in words.by_ref() {
        acknowledged = noted(&word.unwrap()).or(acknowledged);
        if acknowledged >= Some(NOTES_BEFORE_THE_KILL) {
            break;
        }
    }
    process.kill().unwrap();
    // What it still said between our decision and its death counts as well.
    for word in words.map_while(Result::ok) {
        acknowledged = noted(&word).or(acknowledged);
    }
    let status = process.wait().unwrap();
    let last = acknowledged.expect("the process noted something");
    assert!(!status.success() && last < LINES - 1, "it was killed in the middle, at {last}: {status}");

    let pending = Journal::open(folder.path()).unwrap().pending().await.unwrap();
    let progress = &pending[0].progress;
    assert!(progress[..=last].iter().all(|line| *line == Some(LineProgress::Acknowledged)));
    // One more note may have reached the disk without having been said any more, never two.
    assert!(progress[last + 2..].iter().all(Option::is_none));
}

#[tokio::test]
#[ignore = "the other test starts it as a process of its own and kills it"]
async fn the_process_to_kill() {
    let folder = std::env::var_os(FOLDER).expect("started by the other test");
    let journal = Journal::open(Path::new(&folder)).unwrap();
    let intent = intent();
    journal.begin(&intent).await.unwrap();
    for line in 0..LINES {
        journal.note(intent.id, &[line], LineProgress::Acknowledged, jiff::Timestamp::now()).await.unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "noted {line}").unwrap();
        out.flush().unwrap();
    }
}

fn noted(word: &str) -> Option<usize> {
    word.rsplit_once("noted ")?.1.trim().parse().ok()
}

fn intent() -> ReimportIntent {
    let amount = Money::zero(Currency::USD);
    let line = |number: usize| IntendedLine {
        wbs_code: WbsCode::new(format!("{number}"), "S"),
        description: String::new(),
        change: LineChange::Create { wbs_code_id: Some(WbsCodeId(i64::try_from(number).unwrap())), after: amount },
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
        unlocks: false,
        lines_left_apart: Some(0),
        lines: (0..LINES).map(line).collect(),
        snapshot: Vec::new(),
    }
}
