//! Every exit status, each seen where it is promised: 0 done, 1 failed, 2 still differs, 3 nothing changed, 4 not proven.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod shared;

use serde_json::Value;
use shared::{Terminal, finished, plain, said, status};
use simulators::bench::{Effect, Fault, Later, Moment};
use simulators::procore::Deed;
use simulators::ridgeline::{JobBuilder, job};
use std::process::Output;
use tempfile::TempDir;

const SYNC: &str = "budget_line_items/sync";

/// Re-imports with these options beside `--yes`: the exit status and the document.
async fn reimported(terminal: &Terminal, options: &[&str]) -> (i32, Value) {
    let arguments = [&["reimport", "--yes", "--json"], options].concat();
    let output = terminal.run(&arguments).await;
    let document = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)));
    (status(&output), document)
}

fn writes(terminal: &Terminal) -> usize {
    terminal.simulation.procore.bench.log.writes().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn posted_and_in_agreement_are_0() {
    let terminal = Terminal::open().await;
    let (code, document) = reimported(&terminal, &["24-101"]).await;
    assert_eq!((code, document["kind"].as_str()), (0, Some("posted")), "{document}");
    assert_eq!(document["receipt"]["kind"], "posted", "{document}");
    let (code, document) = reimported(&terminal, &["24-101"]).await;
    assert_eq!((code, document["kind"].as_str()), (0, Some("inAgreement")), "{document}");
    assert_eq!(writes(&terminal), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_carried_out_and_still_differs_is_2() {
    let unmapped = drifted("24-151").estimate("77-00-00", "SUBCON", "50.00").unknown_to_procore("77-00-00");
    let only_procore = drifted("24-152").budget("09-91-00", "S", "7.00");
    let terminal = Terminal::with(vec![unmapped, only_procore]).await;
    for job in ["24-151", "24-152"] {
        let (code, document) = reimported(&terminal, &[job]).await;
        assert_eq!((code, document["kind"].as_str()), (2, Some("stillDiffers")), "{document}");
        assert!(document["message"].as_str().unwrap().starts_with("Re-imported as planned."), "{document}");
    }
    let left = drifted("24-153").estimate("05-12-00", "SUBCON", "2.00").budget("05-12-00", "S", "1.00");
    let terminal = Terminal::with(vec![left]).await;
    let (code, document) = reimported(&terminal, &["24-153", "--leave", "05-12-00.S"]).await;
    assert_eq!((code, document["kind"].as_str()), (2, Some("stillDiffers")), "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_declined_and_outdated_are_3_and_nothing_was_sent() {
    let terminal = Terminal::with(vec![drifted("24-154").locked(), drifted("24-155")]).await;
    let output = terminal.run(&["reimport", "24-154", "--yes"]).await;
    assert_eq!(status(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("locked"), "{}", said(&output));
    assert_eq!(status(&terminal.run(&["reimport", "24-155"]).await), 3, "nobody is there to confirm");
    assert_eq!(writes(&terminal), 0);
    let project = terminal.simulation.procore.project_of("24-155").unwrap();
    terminal.simulation.procore.refuse_all_lines(project, "The budget is in review");
    let (code, document) = reimported(&terminal, &["24-155"]).await;
    assert_eq!((code, document["kind"].as_str()), (3, Some("refused")), "{document}");
    assert!(document["details"].to_string().contains("The budget is in review"), "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_others_outdate_before_the_write_is_3() {
    let mut ends = Vec::new();
    for reading in 1..=4 {
        let terminal = Terminal::open().await;
        let project = terminal.simulation.procore.project_of("24-101").unwrap();
        let gone = Deed::RemoveLine { code: "03-30-00.S".into() };
        terminal.simulation.procore.somebody_at(Moment::before(reading, "detail_rows"), project, gone);
        let (code, document) = reimported(&terminal, &["24-101"]).await;
        ends.push((code, document["kind"].as_str().unwrap().to_owned(), writes(&terminal)));
    }
    assert!(ends.contains(&(3, "outdated".into(), 0)), "{ends:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn zeroing_is_3_until_it_is_allowed_in_words() {
    let gone = job("24-156", "Larch").estimate("03-30-00", "SUBCON", "0.00").budget("03-30-00", "S", "900.00");
    let terminal = Terminal::with(vec![gone]).await;
    let output = terminal.run(&["reimport", "24-156", "--yes"]).await;
    assert_eq!(status(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("--allow-zeroing") && said(&output).contains("$900.00"), "{}", said(&output));
    assert_eq!(writes(&terminal), 0);
    let (code, document) = reimported(&terminal, &["24-156", "--allow-zeroing"]).await;
    assert_eq!((code, document["kind"].as_str()), (0, Some("posted")), "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_and_is_not_as_confirmed_is_4_with_no_earlier_receipt() {
    let cents = job("24-157", "Maple").estimate("03-30-00", "SUBCON", "80.55").budget("03-30-00", "S", "70.00");
    let terminal = Terminal::with(vec![cents]).await;
    let project = terminal.simulation.procore.project_of("24-157").unwrap();
    terminal.simulation.procore.set_rounding(project, Some(0));
    let (code, document) = reimported(&terminal, &["24-157"]).await;
    assert_eq!((code, document["kind"].as_str()), (4, Some("discrepant")), "{document}");
    assert!(document["details"].to_string().contains("found $81.00"), "{document}");
    assert_ne!(document["receipt"]["kind"], "posted", "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_knows_yet_is_4_and_no_receipt_of_an_earlier_one_is_printed() {
    let terminal = Terminal::open().await;
    assert_eq!(reimported(&terminal, &["24-101"]).await.0, 0);
    let project = terminal.simulation.procore.project_of("24-101").unwrap();
    terminal.simulation.procore.somebody(project, &Deed::RemoveLine { code: "03-30-00.S".into() });
    let late = Effect::HandleLater { later: Later::Released, code: Some(504) };
    terminal.simulation.procore.bench.faults.inject(Fault::every(SYNC, late));
    let (code, document) = reimported(&terminal, &["24-101"]).await;
    assert_eq!((code, document["kind"].as_str()), (4, Some("notKnownYet")), "{document}");
    assert_eq!(document["receipt"], Value::Null, "{document}");
    assert!(document["remedy"].as_str().unwrap().contains("Check now"), "{document}");
    assert_eq!(
        terminal.json(&["history", "24-101"]).await["receipts"].as_array().unwrap().len(),
        1,
        "the record stays open"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_begin_is_1() {
    let terminal = Terminal::open().await;
    assert_eq!(status(&terminal.run(&["reimport", "no such job", "--yes"]).await), 1);
    let mut nowhere = terminal.command(&["reimport", "24-101", "--yes"]);
    nowhere.args(["--procore-login-url", "http://127.0.0.1:9"]);
    assert_eq!(status(&finished(nowhere).await), 1);
    assert_eq!(writes(&terminal), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_job_that_cannot_be_read_is_1_and_the_others_are_told() {
    let terminal = Terminal::with(vec![drifted("24-158")]).await;
    let project = terminal.simulation.procore.project_of("24-101").unwrap();
    let failed = Effect::Status { code: 500, body: "{\"errors\":\"no\"}".into(), headers: Vec::new() };
    terminal.simulation.procore.bench.faults.inject(Fault::every(format!("project_id={project}"), failed.clone()));
    terminal.simulation.procore.bench.faults.inject(Fault::every(format!("/projects/{project}/"), failed));
    let output = terminal.run(&["drift", "--json"]).await;
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((status(&output), document["verdict"].as_str()), (2, Some("drifted")), "{document}");
    assert_eq!(document["couldNotTell"][0]["jobId"], "24-101", "{document}");
    assert_eq!(document["drifted"][0]["jobId"], "24-158", "a difference that is known is certain: {document}");
    assert_eq!(reimported(&terminal, &["24-158"]).await.0, 0);
    let output = terminal.run(&["drift"]).await;
    assert_eq!(status(&output), 1, "nothing else differs, and one could not be told: {}", said(&output));
    assert!(said(&output).contains("24-101"), "{}", said(&output));
    terminal.simulation.procore.bench.faults.clear();
    assert_eq!(status(&terminal.run(&["drift", "24-112"]).await), 0);
    assert_eq!(status(&terminal.run(&["drift"]).await), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_accepted_ties_out_and_counts_only_strictly() {
    let apart = drifted("24-151").budget("09-91-00", "S", "7.00").budget("05-12-00", "S", "3.00");
    let terminal = Terminal::with(vec![apart]).await;
    let (code, document) = reimported(&terminal, &["24-151"]).await;
    assert_eq!((code, document["kind"].as_str()), (2, Some("stillDiffers")), "{document}");
    assert_eq!(document["receipt"]["kind"], "stillDiffers", "{document}");
    assert_eq!(document["receipt"]["outOfBalanceAfter"]["amount"], "10.00", "{document}");
    assert_eq!(status(&terminal.run(&["drift", "24-151"]).await), 2);
    for (wrong, code) in [
        (vec!["reconcile", "24-151", "09-91-00.S"], 64),
        (vec!["reconcile", "24-151", "--rest"], 64),
        (vec!["reconcile", "24-151", "--reason", "why"], 64),
        (vec!["reconcile", "24-151", "77-77-77.S", "--reason", "why"], 64),
        (vec!["reconcile", "24-151", "03-30-00.S", "--reason", "it agrees"], 3),
        (vec!["reconcile", "24-151", "09-91-00.S", "--reason", " "], 1),
        (vec!["reconcile", "24-151", "09-91-00.S", "--take-back"], 3),
    ] {
        let output = terminal.run(&wrong).await;
        assert_eq!(status(&output), code, "{wrong:?}: {}", said(&output));
    }
    let some = terminal.json(&["reconcile", "24-151", "09-91-00.s", "--reason", "Paint is the owner's"]).await;
    assert_eq!((some["job"]["tie"].as_str(), some["job"]["items"].as_i64()), (Some("outOfBalance"), Some(1)), "{some}");
    let output = terminal.run(&["drift", "24-151"]).await;
    assert!(status(&output) == 2 && said(&output).contains("beside 1 reconciling item of +7.00"), "{}", said(&output));
    let rest = terminal.json(&["reconcile", "24-151", "--rest", "--reason", "Steel is, too"]).await;
    assert_eq!(rest["job"]["tie"], "tiesOutWithItems", "{rest}");
    let named = terminal.run(&["drift", "24-151"]).await;
    assert_eq!(status(&named), 0, "{}", said(&named));
    assert!(said(&named).contains("ties out with 2 reconciling items of +10.00"), "{}", said(&named));
    let strict = terminal.json(&["drift", "24-151", "--strict"]).await;
    assert_eq!(strict["withItems"][0]["jobId"], "24-151", "{strict}");
    assert_eq!(status(&terminal.run(&["drift", "24-151", "--strict"]).await), 2);
    let (code, document) = reimported(&terminal, &["24-151"]).await;
    assert_eq!((code, document["kind"].as_str()), (0, Some("withItems")), "{document}");
    let listed = said(&terminal.run(&["reconcile", "24-151", "05-12-00.S", "--take-back"]).await);
    assert!(listed.contains("taken back by") && listed.contains("Paint is the owner's"), "{listed}");
    assert_eq!(status(&terminal.run(&["drift", "24-151"]).await), 2);
}

/// Two jobs of the demo company, what the re-import of each leaves between its books, and the same in the words of its end.
const APART: [(&str, &str, &str); 2] =
    [("24-160", "88340.18", "$88,340.18 above Acumatica"), ("24-139", "-263985.00", "$263,985.00 below Acumatica")];

/// A terminal on the demo company, which keeps its books between two commands.
struct Demo(TempDir);

impl Demo {
    async fn run(&self, arguments: &[&str]) -> Output {
        finished(plain(&self.0, &[&["--demo"], arguments].concat())).await
    }

    /// The exit status and the document.
    async fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let output = self.run(&[arguments, &["--json"]].concat()).await;
        let document = serde_json::from_slice(&output.stdout);
        (status(&output), document.unwrap_or_else(|error| panic!("{error}: {}", said(&output))))
    }
}

fn of_job<'a>(documents: &'a Value, job: &str) -> &'a Value {
    let found = documents.as_array().unwrap().iter().find(|one| one["jobId"] == job);
    found.unwrap_or_else(|| panic!("{job} in {documents}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_jobs_that_stay_apart_are_2_until_each_difference_is_accepted_and_strictly_even_then() {
    let demo = Demo(TempDir::new().unwrap());
    for (job, amount, words) in APART {
        let (code, end) = demo.json(&["reimport", job, "--yes", "--create-codes"]).await;
        assert_eq!((code, end["kind"].as_str()), (2, Some("stillDiffers")), "{end}");
        assert!(end["message"].as_str().unwrap().contains(words), "{end}");
        assert_eq!(end["receipt"]["outOfBalanceAfter"]["amount"], amount, "{end}");
    }
    let (_, history) = demo.json(&["history"]).await;
    let (code, drift) = demo.json(&["drift"]).await;
    assert_eq!((code, drift["verdict"].as_str()), (2, Some("drifted")), "{drift}");
    for (job, amount, _) in APART {
        assert_eq!(of_job(&history["receipts"], job)["kind"], "stillDiffers");
        assert_eq!(of_job(&history["receipts"], job)["outOfBalanceAfter"]["amount"], amount);
        assert_eq!(of_job(&drift["drifted"], job)["outOfBalance"]["amount"], amount);
    }
    let history = said(&demo.run(&["history"]).await);
    assert!(history.contains("+88,340.18") && history.contains("\u{2212}263,985.00"), "{history}");
    assert_eq!(status(&demo.run(&["drift", "24-160", "--strict"]).await), 2);

    for (job, amount, _) in APART {
        let (code, accepted) = demo.json(&["reconcile", job, "--rest", "--reason", "Agreed with the owner"]).await;
        assert_eq!((code, accepted["job"]["tie"].as_str()), (0, Some("tiesOutWithItems")), "{accepted}");
        assert_eq!(accepted["job"]["itemsAmount"]["amount"], amount, "{accepted}");
    }
    let (code, strict) = demo.json(&["drift", "24-139", "--strict"]).await;
    assert_eq!((code, strict["verdict"].as_str()), (2, Some("tiesOutWithItems")), "{strict}");
    for (job, of) in [("24-160", "+88,340.18"), ("24-139", "\u{2212}263,985.00")] {
        let named = demo.run(&["drift", job]).await;
        assert_eq!(status(&named), 0, "{}", said(&named));
        let named = said(&named);
        let told = named.lines().find(|told| told.starts_with(job)).unwrap_or_else(|| panic!("{job} in {named}"));
        assert!(told.contains(": ties out with ") && told.ends_with(of), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_currency_is_stated_once() {
    let unstated = job("24-159", "Rowan")
        .estimate_currency("CAD")
        .budget_currency("CAD")
        .estimate("03-30-00", "SUBCON", "2.00")
        .budget("03-30-00", "S", "1.00")
        .currency_unstated();
    let terminal = Terminal::with(vec![unstated]).await;
    let output = terminal.run(&["reimport", "24-159", "--yes"]).await;
    assert_eq!(status(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("in which currency"), "{}", said(&output));
    let wrong = terminal.run(&["reimport", "24-159", "--yes", "--currency", "dollars"]).await;
    assert!(!matches!(status(&wrong), 0 | 2 | 4), "{}", said(&wrong));
    assert_eq!(writes(&terminal), 0);
    assert_eq!(status(&terminal.run(&["plan", "24-159", "--currency", "CAD"]).await), 0);
    let (code, document) = reimported(&terminal, &["24-159"]).await;
    assert_eq!((code, document["kind"].as_str()), (0, Some("posted")), "it was stated before: {document}");
}

fn drifted(id: &str) -> JobBuilder {
    job(id, "Drifted").estimate("03-30-00", "SUBCON", "20.00").budget("03-30-00", "S", "10.00")
}
