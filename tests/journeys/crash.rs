//! A process killed between two batches, and what the next start says of it.

use bench::contracts::Traffic;
use bench::{House, no_limits};
use simulators::bench::{Effect, Fault, HANDLED_LATE, Later, RequestRecord};
use simulators::ridgeline::{Company, job};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tieout::{Application, EndKind, Event, Notice, Tone};
use vault::{MemoryVault, Vault as _};

const LINES: usize = 1_500;
const SYNC: &str = "budget_line_items/sync";
const PATIENCE: Duration = Duration::from_mins(1);

fn company() -> Company {
    Company::with_jobs([(0..LINES).fold(job("24-101", "Harbor Point"), |builder, line| {
        let code = format!("{:02}-{:02}-00", 1 + line / 100, line % 100);
        let builder = builder.estimate(&code, "SUBCON", "100.00");
        // One line is there, and says in which currency the budget is: the first batch is as large as any.
        if line == 0 { builder.budget(&code, "S", "0.00") } else { builder }
    })])
}

/// Kills the child however the test ends, and never anything but this child.
struct Killed(Child);

impl Killed {
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

// A held request is never released in these journeys: it was on its way when its sender died, and it does not arrive later. In one it does.

/// Starts a process of its own that connects and re-imports the job.
fn reimporting(simulation: &simulators::Simulation, folder: &Path) -> Killed {
    let credentials = simulation.acumatica.credentials();
    let procore = simulation.procore.credentials();
    let child = Command::new(env!("CARGO_BIN_EXE_journey-child"))
        .arg(folder)
        .args([&simulation.acumatica.base_url, &credentials.tenant, &credentials.user, &credentials.password])
        .args([
            &simulation.procore.base_url,
            &procore.client_id,
            &procore.client_secret,
            &procore.company_id.to_string(),
        ])
        .arg("24-101")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    Killed(child)
}

/// The next start on the same data folder; the keychain of the killed process was its own, so its secrets are put in again.
async fn next_start(simulation: &simulators::Simulation, folder: &Path) -> (Arc<Application>, Vec<Notice>) {
    let vault = Arc::new(MemoryVault::default());
    let application = House::application(folder, vault.clone()).await;
    let connection = application.start_state().await.unwrap().connections[0].clone();
    let (password, client_secret) =
        (simulation.acumatica.credentials().password, simulation.procore.credentials().client_secret);
    vault.set(&connection.password_account(), &password.into()).await.unwrap();
    vault.set(&connection.client_secret_account(), &client_secret.into()).await.unwrap();
    let mut events = application.news().listen();
    application.open_connection(&connection.id).await.unwrap();
    application.company().await.unwrap().check().await.unwrap();
    let mut notices = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Noticed(notice) = event {
            notices.push(notice);
        }
    }
    (application, notices)
}

#[tokio::test]
async fn killed_between_two_batches_it_is_recovered_with_a_true_report() {
    let simulation = simulators::start(company(), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let bench = &simulation.procore.bench;
    bench.faults.inject(Fault::only(2, SYNC, Effect::Hold));
    let mut child = reimporting(&simulation, folder.path());
    bench
        .log
        .wait_until(|log| log.iter().filter(|request| request.path.contains(SYNC)).count() == 2, PATIENCE)
        .await
        .unwrap();
    child.kill();
    simulation.acumatica.expire_sessions();
    let project = simulation.procore.project_of("24-101").unwrap();
    assert_eq!(simulation.procore.budget(project).len(), 1_000, "the first batch had arrived, the second had not");

    let writes_before = bench.log.writes().len();
    let (application, notices) = next_start(&simulation, folder.path()).await;
    let [notice] = notices.as_slice() else { panic!("one report, not {notices:?}") };
    assert_eq!(notice.tone, Tone::Problem);
    // The second batch was on its way when its sender died: nobody knows yet that it does not arrive.
    assert_eq!(notice.report.message, "What became of a re-import of 24-101 Harbor Point is not known yet.");
    assert_eq!(notice.report.details[0], "1,000 of 1,500 lines show in Procore.");
    assert!(notice.report.details[1].starts_with("500 lines were sent and do not show"), "{notice:?}");
    assert_eq!(bench.log.writes().len(), writes_before, "recovery reads and never writes");

    // The next re-import finishes the work, and no line is doubled.
    let plan = application
        .company()
        .await
        .unwrap()
        .prepare(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default())
        .await
        .unwrap();
    assert_eq!(
        application.company().await.unwrap().replan(&plan, &tieout::PlanOptions::default()).unwrap().summary.lines,
        500
    );
    let end = application
        .company()
        .await
        .unwrap()
        .reimport(&plan, &tieout::PlanOptions::default(), &bench::Answer::ok())
        .await
        .unwrap();
    assert_eq!(end.kind, EndKind::Posted);
    assert_eq!(simulation.procore.budget(project).len(), LINES);

    // And the report is given once.
    application.quit().await;
    let (_, notices) = next_start(&simulation, folder.path()).await;
    assert_eq!(notices, []);
}

#[tokio::test]
async fn killed_after_the_last_write_it_is_found_complete() {
    let simulation = simulators::start(company(), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let bench = &simulation.procore.bench;
    bench.faults.inject(Fault::only(2, SYNC, Effect::HoldAnswer));
    let mut child = reimporting(&simulation, folder.path());
    let project = simulation.procore.project_of("24-101").unwrap();
    bench
        .log
        .wait_until(|log| log.iter().filter(|request| request.path.contains(SYNC)).count() == 2, PATIENCE)
        .await
        .unwrap();
    while simulation.procore.budget(project).len() < LINES {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill();
    simulation.acumatica.expire_sessions();
    let (_, notices) = next_start(&simulation, folder.path()).await;
    assert_eq!(notices[0].tone, Tone::Success);
    let words = "All 1,500 lines had reached Procore. Read back and proven: $150,000.00. The two books tie out.";
    assert_eq!(notices[0].report.details, [words]);
}

#[tokio::test]
async fn killed_before_the_first_write_nothing_had_happened() {
    let simulation = simulators::start(company(), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let bench = &simulation.procore.bench;
    bench.faults.inject(Fault::only(1, SYNC, Effect::Hold));
    let mut child = reimporting(&simulation, folder.path());
    bench.log.wait_until(|log| log.iter().any(|request| request.path.contains(SYNC)), PATIENCE).await.unwrap();
    child.kill();
    simulation.acumatica.expire_sessions();
    let (_, notices) = next_start(&simulation, folder.path()).await;
    assert_eq!(notices[0].report.details[0], "0 of 1,500 lines show in Procore.");
    assert!(notices[0].report.details[1].starts_with("1,000 lines were sent and do not show"), "{notices:?}");
}

#[tokio::test]
async fn killed_and_started_again_before_its_request_arrives_it_is_not_known_yet_and_told_once_it_has() {
    let simulation = simulators::start(company(), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let bench = &simulation.procore.bench;
    let late = Effect::HandleLater { later: Later::Released, code: None };
    let fault = bench.faults.inject(Fault::only(1, SYNC, late));
    let mut child = reimporting(&simulation, folder.path());
    bench.log.wait_until(|log| log.iter().any(|request| request.path.contains(SYNC)), PATIENCE).await.unwrap();
    child.kill();
    simulation.acumatica.expire_sessions();
    let (application, notices) = next_start(&simulation, folder.path()).await;
    assert_eq!(notices[0].report.message, "What became of a re-import of 24-101 Harbor Point is not known yet.");
    bench.faults.release(fault);
    let landed = |log: &[RequestRecord]| log.iter().any(|one| one.faults.iter().any(|fault| fault == HANDLED_LATE));
    bench.log.wait_until(landed, PATIENCE).await.unwrap();
    let told = bench::notices(&application).await;
    assert_eq!(told[0].report.details, ["1,000 of 1,500 lines reached Procore; the others are as they were."]);
    assert_eq!(bench::notices(&application).await, [], "and told once");
}

/// Where a re-import of a locked budget is killed: at its n-th request on a path, before it arrives or before its answer is back.
async fn killed_with_the_lock(path: &'static str, nth: u32, effect: Effect) -> (Vec<Notice>, Vec<String>) {
    let job =
        job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00").locked();
    let simulation = simulators::start(Company::with_jobs([job]), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let bench = &simulation.procore.bench;
    bench.faults.inject(Fault::only(nth, path, effect));
    let mut child = reimporting(&simulation, folder.path());
    let at = |log: &[RequestRecord]| log.iter().filter(|one| one.path.contains(path)).count() == nth as usize;
    bench.log.wait_until(at, PATIENCE).await.unwrap();
    child.kill();
    simulation.acumatica.expire_sessions();
    let (application, notices) = next_start(&simulation, folder.path()).await;
    let locked = application
        .company()
        .await
        .unwrap()
        .prepare(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default())
        .await;
    let refused = locked.unwrap_err().sentence;
    assert!(refused.contains("locked") || refused.contains("Nothing would change"), "{refused}");
    let project = simulation.procore.project_of("24-101").unwrap();
    assert!(simulation.procore.is_locked(project), "locked again");
    let writes = bench.log.writes().iter().map(|write| format!("{} {}", write.method, write.path)).collect();
    (notices, writes)
}

const LOCK: &str = "/budget/lock";

#[tokio::test]
async fn killed_while_it_unlocks_the_budget_is_locked_at_the_next_start() {
    let (notices, writes) = killed_with_the_lock(LOCK, 1, Effect::HoldAnswer).await;
    assert!(notices[0].report.details[0].contains("it is locked again"), "{notices:?}");
    assert_eq!(writes.iter().filter(|write| write.contains(LOCK)).count(), 2, "{writes:?}");
}

#[tokio::test]
async fn killed_while_it_writes_the_budget_is_locked_at_the_next_start() {
    let (notices, writes) = killed_with_the_lock(SYNC, 1, Effect::Hold).await;
    let details = &notices[0].report.details;
    assert_eq!(
        details[..2],
        ["The re-import had unlocked its budget; it is locked again.", "0 of 1 line show in Procore."]
    );
    assert!(details[2].starts_with("1 line was sent and does not show"), "{notices:?}");
    assert!(writes.iter().filter(|write| write.contains(LOCK)).all(|write| !write.contains("=true")), "{writes:?}");
}

#[tokio::test]
async fn killed_while_it_locks_again_the_budget_is_locked_at_the_next_start() {
    for effect in [Effect::Hold, Effect::HoldAnswer] {
        let (notices, _) = killed_with_the_lock(LOCK, 2, effect).await;
        assert_eq!(notices[0].tone, Tone::Success, "the line had arrived: {notices:?}");
    }
}

/// A re-import that makes a budget code, killed at the request for it; what the next start says, and how often the code was asked for.
async fn killed_while_it_makes_a_code(effect: Effect) -> (Vec<Notice>, usize) {
    const BULK: &str = "wbs_codes/bulk_create";
    let job = job("24-101", "Harbor Point").estimate("05-50-00", "LABOR", "2.00").code_to_be_made("05-50-00", "L");
    let simulation = simulators::start(Company::with_jobs([job]), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let (procore, bench) = (&simulation.procore, &simulation.procore.bench);
    let project = procore.project_of("24-101").unwrap();
    let arrives = matches!(effect, Effect::HoldAnswer);
    bench.faults.inject(Fault::only(1, BULK, effect));
    let mut child = reimporting(&simulation, folder.path());
    bench.log.wait_until(|log| log.iter().any(|one| one.path.contains(BULK)), PATIENCE).await.unwrap();
    while arrives && procore.code_description(project, "05-50-00.L").is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill();
    simulation.acumatica.expire_sessions();
    let (application, notices) = next_start(&simulation, folder.path()).await;
    let options = tieout::PlanOptions { create_codes: true, ..tieout::PlanOptions::default() };
    let plan = application.company().await.unwrap().prepare(&jobcost::JobId::new("24-101"), &options).await.unwrap();
    let end = application.company().await.unwrap().reimport(&plan, &options, &bench::Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{:?}", end.report);
    (notices, bench.log.writes().iter().filter(|write| write.path.contains(BULK)).count())
}

#[tokio::test]
async fn killed_before_a_code_is_made_nothing_had_happened() {
    let (notices, asked) = killed_while_it_makes_a_code(Effect::Hold).await;
    assert_eq!(notices[0].report.details[0], "0 of 1 line show in Procore.");
    assert!(notices[0].report.details[1].starts_with("1 budget code was asked for without an answer"), "{notices:?}");
    assert_eq!(asked, 2, "the first request died with its sender");
}

#[tokio::test]
async fn killed_after_a_code_is_made_it_is_found_and_not_made_again() {
    let (notices, asked) = killed_while_it_makes_a_code(Effect::HoldAnswer).await;
    let details = &notices[0].report.details;
    assert_eq!(details[0], "No line reached Procore. The budget is as it was.");
    assert_eq!(details[1], "1 budget code that it was to create is in Procore.");
    assert_eq!(asked, 1);
}
