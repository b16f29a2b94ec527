//! The program as a terminal sees it: its output, its exit status, and what it must never print.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod shared;

use serde_json::Value;
use shared::{CLIENT_SECRET, PASSWORD, Terminal, finished, plain, said, status};
use simulators::bench::{Effect, Fault};
use simulators::ridgeline::job;
use std::io::Write;
use std::process::Stdio;
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_companys_budget_is_reimported_and_the_receipt_printed() {
    let folder = TempDir::new().unwrap();
    let output = finished(plain(&folder, &["--demo", "reimport", "24-107", "--yes"])).await;
    assert_eq!(status(&output), 0, "{}", said(&output));
    let text = said(&output);
    for expected in
        ["Successfully re-imported to Procore", "Receipt", "25,362,612.01", "25,362,612.02", "equal to the cent"]
    {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn drift_says_three_things_by_its_exit_status() {
    let terminal = Terminal::open().await;
    assert_eq!(status(&terminal.run(&["drift"]).await), 2);
    assert_eq!(status(&terminal.run(&["drift", "24-112"]).await), 0);
    assert_eq!(terminal.json(&["drift"]).await["drifted"][0]["jobId"], "24-101");
    assert_eq!(status(&terminal.run(&["drift", "no such job"]).await), 1);
    assert_eq!(status(&terminal.run(&["reimport", "24-101", "--yes"]).await), 0);
    assert_eq!(status(&terminal.run(&["drift"]).await), 0);
    let mut nowhere = terminal.command(&["drift"]);
    nowhere.args(["--procore-login-url", "http://127.0.0.1:9"]);
    assert_eq!(status(&finished(nowhere).await), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn estimates_and_plan_are_documents_whose_figures_add_up() {
    let terminal = Terminal::open().await;
    let estimates = terminal.json(&["estimates"]).await;
    assert_eq!(estimates["totals"][0]["acumatica"]["amount"], "612405.05");
    assert_eq!(estimates["totals"][0]["change"]["amount"], "23500.00");
    assert_eq!(estimates["totals"][0]["change"]["currency"], "USD");
    assert_eq!(estimates["rows"].as_array().unwrap().len(), 2);
    let plan = terminal.json(&["plan", "24-101"]).await;
    assert_eq!(plan["lines"][0]["change"]["amount"], "23500.00");
    assert_eq!(plan["lines"][0]["outcome"], "revised");
    assert!(terminal.simulation.procore.bench.log.writes().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_says_its_steps_and_what_may_be_added_to_it_by_which_option() {
    let lacking = job("24-139", "Alder Court").estimate("05-50-00", "LABOR", "2.00").code_to_be_made("05-50-00", "L");
    let terminal = Terminal::with(vec![lacking]).await;
    let plan = terminal.json(&["plan", "24-139"]).await;
    let offer = &plan["summary"]["offers"][0];
    assert_eq!((offer["kind"].as_str(), offer["taken"].as_bool()), (Some("createCodes"), Some(false)), "{plan}");
    assert!(said(&terminal.run(&["plan", "24-139"]).await).contains("--create-codes"));
    let plan = terminal.json(&["plan", "24-139", "--create-codes"]).await;
    assert_eq!(plan["summary"]["offers"][0]["taken"], true, "{plan}");
    let steps = plan["summary"]["steps"].as_array().unwrap();
    assert!(steps.len() > 1 && steps[0].as_str().unwrap().contains("budget code"), "{plan}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_without_a_yes() {
    let terminal = Terminal::open().await;
    let output = terminal.run(&["reimport", "24-101"]).await;
    assert_eq!(status(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("--yes") && said(&output).contains("Nothing was changed"));
    assert!(terminal.simulation.procore.bench.log.writes().is_empty());
    assert_eq!(terminal.simulation.acumatica.sessions(), 0, "and Acumatica has its session back");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_found_again() {
    let terminal = Terminal::open().await;
    let mut reimport = terminal.command(&["reimport", "24-101", "--yes"]);
    reimport.env("USER", "dana");
    finished(reimport).await;
    let history = terminal.json(&["history"]).await;
    assert_eq!(history["receipts"][0]["kind"], "posted");
    assert_eq!(history["receipts"][0]["procoreReadBack"]["amount"], "612400.00");
    assert_eq!(history["receipts"][0]["user"], "dana", "a person has one name, as in the window");
    assert!(!said(&terminal.run(&["history"]).await).contains("(Acumatica: "));
    assert_eq!(terminal.json(&["history", "24-112"]).await["receipts"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_a_sentence_and_a_next_step() {
    let terminal = Terminal::open().await;
    let mut wrong = terminal.command(&["estimates"]);
    wrong.env(PASSWORD, "not the password");
    let output = finished(wrong).await;
    assert_eq!(status(&output), 1);
    assert!(said(&output).contains("does not accept this user and password"), "{}", said(&output));
    let mut none = terminal.command(&["estimates"]);
    none.env_remove(PASSWORD);
    let output = finished(none).await;
    assert_eq!(status(&output), 64);
    assert!(said(&output).contains(PASSWORD), "{}", said(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_come_from_standard_input_too() {
    let terminal = Terminal::open().await;
    let (acumatica, procore) = (terminal.simulation.acumatica.credentials(), terminal.simulation.procore.credentials());
    let mut command = terminal.command(&["drift", "24-112", "--secrets-stdin"]);
    command.env_remove(PASSWORD).env_remove(CLIENT_SECRET);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let secrets =
        format!("acumatica-password={}\nprocore-client-secret={}\n", acumatica.password, procore.client_secret);
    child.stdin.take().unwrap().write_all(secrets.as_bytes()).unwrap();
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap()).await.unwrap();
    assert_eq!(status(&output), 0, "{}", said(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_printed_or_written_however_talkative() {
    let terminal = Terminal::open().await;
    let mut command = terminal.command(&["reimport", "24-101", "--yes"]);
    command.env("TIEOUT_LOG", "trace");
    let output = finished(command).await;
    assert_eq!(status(&output), 0);
    let canaries =
        [terminal.simulation.acumatica.credentials().password, terminal.simulation.procore.credentials().client_secret]
            .into_iter()
            .chain(terminal.simulation.procore.issued_tokens());
    let written = files(terminal.folder.path());
    assert!(said(&output).contains("TRACE"), "the log talked");
    for canary in canaries {
        assert!(!said(&output).contains(&canary), "a secret was printed");
        let holds = |bytes: &Vec<u8>| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
        assert!(!written.iter().any(holds), "a secret is in a file");
    }
}

fn files(folder: &std::path::Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![std::fs::read(&path).unwrap()] }).collect()
}

#[test]
fn the_manual_names_every_command_and_every_exit_status() {
    let folder = TempDir::new().unwrap();
    let output = plain(&folder, &["man"]).output().unwrap();
    let page = said(&output);
    for command in
        ["connections", "check", "estimates", "plan", "reimport", "history", "drift", "links", "link", "adopt"]
    {
        assert!(page.contains(command), "{command}");
    }
    assert!(page.contains("Exit status") && page.contains(PASSWORD) && page.contains(CLIENT_SECRET));
}

#[test]
fn a_wrong_command_line_is_no_drift() {
    let folder = TempDir::new().unwrap();
    assert_eq!(status(&plain(&folder, &["drfit"]).output().unwrap()), 64);
    assert_eq!(status(&plain(&folder, &["--version"]).output().unwrap()), 0);
    assert_eq!(status(&plain(&folder, &["drift"]).output().unwrap()), 64, "no connection is stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_a_budget_is_set_kept_and_held() {
    let terminal = Terminal::open().await;
    assert_eq!(terminal.json(&["owner", "24-101"]).await["setBy"], Value::Null);
    let set = terminal.json(&["owner", "24-101", "procore"]).await;
    assert_eq!((set["ownership"].as_str(), set["setBy"].is_string()), (Some("procore"), true), "{set}");
    let output = terminal.run(&["reimport", "24-101", "--yes"]).await;
    assert_eq!(status(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("Procore owns"), "{}", said(&output));
    let output = terminal.run(&["owner", "24-101", "acumatica"]).await;
    assert!(status(&output) == 0 && said(&output).contains("Acumatica owns"), "{}", said(&output));
    assert_eq!(status(&terminal.run(&["reimport", "24-101", "--yes"]).await), 0);
    assert_eq!(status(&terminal.run(&["owner", "24-101", "nobody"]).await), 64);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_uncertain_is_listed_linked_and_taken_back() {
    let terminal = Terminal::open().await;
    let links = terminal.json(&["links"]).await;
    assert_eq!(links["unlinked"].as_array().unwrap().len(), 0, "every job has its project: {links}");
    assert_eq!(links["linked"].as_array().unwrap().len(), 0, "nobody asked for those: {links}");
    let all = terminal.json(&["links", "--all"]).await;
    let row = &all["linked"][0];
    assert_eq!(row["byUser"], false, "{row}");
    assert_eq!(row["project"]["evidence"][0], serde_json::json!({"kind": "originId", "words": "ERP identifier"}));
    let (job, project) = (row["jobId"].as_str().unwrap(), row["project"]["projectId"].as_str().unwrap());
    assert!(said(&terminal.run(&["link", job, "--none"]).await).contains("has no project"));
    assert_eq!(terminal.json(&["links", "--all"]).await["unlinked"][0]["setAside"], true);
    assert!(said(&terminal.run(&["links", "--all"]).await).contains("not in Procore"));
    assert!(said(&terminal.run(&["link", job, project]).await).contains("is linked to"));
    let linked = terminal.json(&["links", "--all"]).await["linked"].clone();
    assert!(linked.as_array().unwrap().iter().any(|row| row["jobId"] == job && row["byUser"] == true), "{linked}");
    assert!(said(&terminal.run(&["links", "--all"]).await).contains("linked by the user"));
    assert!(said(&terminal.run(&["link", job, "--by-evidence"]).await).contains("decides again"));
    assert_eq!(status(&terminal.run(&["link", job]).await), 64, "what is said of it?");
    let output = terminal.run(&["adopt", job]).await;
    assert!(said(&output).contains("nothing to adopt"), "{}", said(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_agrees_is_done_and_what_no_reimport_mends_still_differs() {
    let only_procore = job("24-140", "Larch")
        .estimate("03-30-00", "SUBCON", "5.00")
        .budget("03-30-00", "S", "5.00")
        .budget("05-12-00", "S", "7.00");
    let terminal = Terminal::with(vec![only_procore]).await;
    let agreed = terminal.run(&["reimport", "24-112", "--yes"]).await;
    assert_eq!(status(&agreed), 0, "{}", said(&agreed));
    assert!(said(&agreed).contains("Nothing to do"), "{}", said(&agreed));
    let apart = terminal.run(&["reimport", "24-140", "--yes"]).await;
    assert_eq!(status(&apart), 2, "{}", said(&apart));
    assert!(
        said(&apart).contains("Procore is still $7.00 above Acumatica") && said(&apart).contains("1 line"),
        "{}",
        said(&apart)
    );
    assert_eq!(terminal.json(&["reimport", "24-140", "--yes"]).await["kind"], "stillDiffers");
    assert_eq!(status(&terminal.run(&["drift", "24-140"]).await), 2, "the two books differ");
    assert!(terminal.simulation.procore.bench.log.writes().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn drift_looks_at_every_linked_job_and_at_lines_that_cancel_out() {
    let swapped = job("24-141", "Rowan")
        .estimate("03-30-00", "SUBCON", "5.00")
        .estimate("05-12-00", "SUBCON", "7.00")
        .budget("03-30-00", "S", "7.00")
        .budget("05-12-00", "S", "5.00");
    let terminal = Terminal::with(vec![swapped]).await;
    let drift = terminal.json(&["drift", "24-141"]).await;
    assert_eq!(drift["verdict"], "drifted", "{drift}");
    assert_eq!(drift["drifted"][0]["outOfBalance"]["amount"], "0.00", "{drift}");
    assert_eq!(drift["drifted"][0]["linesOutOfBalance"], 2, "{drift}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_answers_a_program_with_a_document() {
    let terminal = Terminal::open().await;
    let file = terminal.folder.path().join("mapping.json");
    let file = file.to_str().unwrap();
    let all = terminal.json(&["links", "--all"]).await;
    let project = all["linked"][0]["project"]["projectId"].as_str().unwrap().to_owned();
    for arguments in [
        vec!["check"],
        vec!["estimates"],
        vec!["plan", "24-101"],
        vec!["history"],
        vec!["drift"],
        vec!["owner", "24-101"],
        vec!["reconcile", "24-101"],
        vec!["links"],
        vec!["link", "24-101", &project],
        vec!["link", "24-101", "--by-evidence"],
        vec!["mapping", "show"],
        vec!["mapping", "check"],
        vec!["mapping", "export", file],
        vec!["mapping", "check", file],
        vec!["mapping", "import", file],
        vec!["reimport", "24-101", "--yes"],
        vec!["reimport", "24-101", "--yes"],
    ] {
        let document = terminal.json(&arguments).await;
        assert_eq!(document["version"], 2, "{arguments:?}: {document}");
        assert!(document.get("error").is_none(), "{arguments:?}: {document}");
    }
    let refused = terminal.json(&["adopt", "24-101"]).await;
    assert!(refused["error"]["message"].as_str().unwrap().contains("nothing to adopt"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_sets_a_machine_up_from_a_file() {
    let other = job("24-142", "Maple").estimate("03-30-00", "CONCRETE", "5.00").budget("03-30-00", "S", "4.00");
    let terminal = Terminal::with(vec![other]).await;
    assert_eq!(status(&terminal.run(&["mapping", "check"]).await), 2, "a group has no cost type");
    let exported = terminal.run(&["mapping", "export"]).await;
    assert_eq!(status(&exported), 0);
    let mut mapping: Value = serde_json::from_slice(&exported.stdout).unwrap();
    mapping["cost_types"] = serde_json::json!([{"account_group": "CONCRETE", "cost_type": "S"}]);
    let file = terminal.folder.path().join("mapping.json");
    std::fs::write(&file, mapping.to_string()).unwrap();
    let file = file.to_str().unwrap();
    let checked = terminal.json(&["mapping", "check", file]).await;
    assert_eq!(
        (checked["unmappedNow"].as_i64(), checked["gained"].as_i64(), checked["lost"].as_i64()),
        (Some(1), Some(1), Some(0)),
        "{checked}"
    );
    assert_eq!(terminal.json(&["mapping", "show"]).await["saved"], Value::Null, "checking saves nothing");
    assert_eq!(terminal.json(&["mapping", "import", file]).await["saved"]["version"], 1);
    assert_eq!(status(&terminal.run(&["mapping", "check"]).await), 0);
    std::fs::write(file, "{\"no\": \"mapping\"}").unwrap();
    let refused = terminal.run(&["mapping", "import", file]).await;
    assert!(status(&refused) != 0 && said(&refused).contains("Nothing was changed"), "{}", said(&refused));
    assert_eq!(terminal.json(&["mapping", "show"]).await["saved"]["version"], 1);
}

/// A line that the whole answer is refused for is one job's trouble, and the others are told.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_cannot_be_read_keeps_its_trouble_to_itself() {
    let terminal = Terminal::open().await;
    let project =
        terminal.json(&["links", "--all"]).await["linked"][0]["project"]["projectId"].as_str().unwrap().to_owned();
    let failed = Effect::Status { code: 500, body: "{\"errors\":\"no\"}".into(), headers: Vec::new() };
    terminal.simulation.procore.bench.faults.inject(Fault::every(format!("/projects/{project}/"), failed));
    let estimates = terminal.json(&["estimates", "--filter", "all"]).await;
    assert_eq!(estimates["rows"].as_array().unwrap().len(), 2, "{estimates}");
    let drift = terminal.json(&["drift"]).await;
    assert_eq!(drift["couldNotTell"].as_array().unwrap().len(), 1, "{drift}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_company_keeps_its_books_between_commands_until_it_is_begun_anew() {
    let folder = TempDir::new().unwrap();
    let demo = async |arguments: &[&str]| finished(plain(&folder, &[&["--demo"], arguments].concat())).await;
    let total = async |job: &str| {
        let plan: Value = serde_json::from_slice(&demo(&["plan", job, "--json"]).await.stdout).unwrap();
        (plan["row"]["procore"]["amount"].clone(), plan["row"]["lines"].clone())
    };
    let before = total("24-107").await;
    assert_eq!(status(&demo(&["reimport", "24-107", "--yes"]).await), 0);
    let after = total("24-107").await;
    assert!(before != after && after.1 == 0, "{before:?} {after:?}");
    assert_eq!(status(&demo(&["drift", "24-107"]).await), 0, "the last command's amounts are there");
    let reset = finished(plain(&folder, &["demo", "--reset"])).await;
    assert_eq!(status(&reset), 0, "{}", said(&reset));
    assert_eq!(total("24-107").await, before, "as on the first day");
    let history: Value = serde_json::from_slice(&demo(&["history", "--json"]).await.stdout).unwrap();
    assert_eq!(history["receipts"].as_array().unwrap().len(), 0);
}
