//! A locked budget, a missing right, another currency, a job without a project: refused with the reason and the way out.

use crate::amount;
use bench::{Answer, House};
use simulators::bench::{Effect, Fault};
use simulators::procore::{Level, Right};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, EndKind, Event, Filter, PlanOptions, StatusKind};

const LOCKED: &str =
    "The budget is locked in Procore: by hand, or because it was sent to the ERP and waits there to be accepted.";

fn drifted() -> JobBuilder {
    job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00")
}

async fn refused(house: &House, reason: &str) {
    let row = house.row("24-101").await;
    assert!(!row.reimport.available);
    assert_eq!(row.status.kind, StatusKind::Blocked);
    assert!(row.reimport.reason.as_deref().unwrap_or_default().contains(reason), "{:?}", row.reimport);
    assert!(row.reimport.remedy.is_some(), "a refusal offers a way out");
    assert_eq!(house.page_of(Filter::Blocked).await.rows.len(), 1);
    let error = house.reimport("24-101").await.unwrap_err();
    assert!(error.sentence.contains(reason), "{}", error.sentence);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn locked_before() {
    refused(&House::with(Company::with_jobs([drifted().locked()])).await, "locked").await;
}

#[tokio::test]
async fn since_when_it_is_locked_is_told_where_it_was_seen_open() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let project = house.simulation.procore.project_of("24-101").unwrap();
    for _ in 0..2 {
        house.simulation.procore.lock(project);
        house.company().await.check().await.unwrap();
    }
    let reason = house.row("24-101").await.status.reason.unwrap();
    assert!(reason.starts_with(LOCKED) && reason[LOCKED.len()..].starts_with(" It was last seen open on "), "{reason}");
    // It is known across a start too, and of a budget that was never seen open nothing is said.
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    let query = tieout::BudgetsQuery {
        filter: Filter::Blocked,
        search: String::new(),
        sort: tieout::SortColumn::JobId,
        descending: false,
        part: None,
    };
    let page = again.company().await.unwrap().budgets_page(&query);
    assert_eq!(page.rows[0].status.reason.as_deref(), Some(reason.as_str()));
    let never = House::with(Company::with_jobs([drifted().locked()])).await;
    assert_eq!(never.row("24-101").await.status.reason.as_deref(), Some(LOCKED));
}

#[tokio::test]
async fn locked_while_the_dialog_is_open() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let procore = house.simulation.procore.clone();
    let project = procore.project_of("24-101").unwrap();
    let end = house.reimport_answering("24-101", &Answer::ok_after(move || procore.lock(project))).await.unwrap();
    assert_eq!(end.kind, EndKind::Refused);
    assert!(end.report.details[0].contains("locked"), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn locked_between_confirm_and_apply() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let procore = house.simulation.procore.clone();
    let project = procore.project_of("24-101").unwrap();
    let hold = procore.bench.faults.inject(Fault::only(1, "budget_line_items/sync", Effect::Hold));
    let lock = async {
        procore
            .bench
            .log
            .wait_until(|log| log.iter().any(|request| request.path.contains("/sync")), TEN_SECONDS)
            .await
            .unwrap();
        procore.lock(project);
        procore.bench.faults.release(hold);
    };
    let (end, ()) = tokio::join!(house.reimport("24-101"), lock);
    let end = end.unwrap();
    assert_eq!(end.kind, EndKind::Voided);
    assert_eq!(end.report.message, "Nothing was changed in Procore.");
    assert!(end.report.details[0].contains("locked"), "{:?}", end.report);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("588900")));
}

const TEN_SECONDS: std::time::Duration = std::time::Duration::from_secs(10);

#[tokio::test]
async fn read_only_on_erp_integrations_is_too_low() {
    let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
    house.simulation.procore.set_erp_level(Some(Level::ReadOnly));
    house.company().await.check().await.unwrap();
    refused(&house, "Read Only").await;
}

#[tokio::test]
async fn no_access_to_erp_integrations_is_too_low() {
    let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
    house.simulation.procore.set_erp_level(Some(Level::None));
    house.company().await.check().await.unwrap();
    refused(&house, "no access").await;
}

#[tokio::test]
async fn without_that_tool_the_right_to_edit_the_budget_decides() {
    let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
    house.simulation.procore.set_erp_level(None);
    house.simulation.procore.set_budget_level(Level::ReadOnly);
    house.company().await.check().await.unwrap();
    refused(&house, "may not edit").await;
}

#[tokio::test]
async fn standard_on_erp_integrations_is_enough() {
    let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
    house.simulation.procore.set_erp_level(Some(Level::Standard));
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn another_currency() {
    refused(&House::with(Company::with_jobs([drifted().estimate_currency("CAD")])).await, "CAD").await;
}

#[tokio::test]
async fn a_job_without_a_project() {
    let house = House::with(Company::with_jobs([drifted().unlinked()])).await;
    let row = house.row("24-101").await;
    assert!(!row.linked && !row.reimport.available);
    assert_eq!(row.status.label, "Not linked");
    assert_eq!(house.reimport("24-101").await.unwrap_err().kind, ApplicationErrorKind::NotReady);
}

#[tokio::test]
async fn a_locked_budget_that_agrees_is_in_nobodys_way() {
    let agrees =
        job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "1.00").budget("03-30-00", "S", "1.00").locked();
    let house = House::with(Company::with_jobs([agrees])).await;
    let row = house.row("24-101").await;
    assert_eq!(row.status.kind, StatusKind::TiesOut);
    assert!(!row.reimport.available);
    assert_eq!(house.page_of(Filter::Blocked).await.rows.len(), 0);
}

fn unlocking() -> PlanOptions {
    PlanOptions { unlock: true, ..PlanOptions::default() }
}

/// Requests about the lock that arrived, in order.
fn lock_requests(house: &House) -> Vec<String> {
    house.writes().into_iter().filter(|write| write.contains("/budget/lock")).collect()
}

#[tokio::test]
async fn unlocked_reimported_and_locked_again_with_its_modifications_preserved() {
    let house = House::with(Company::with_jobs([drifted().modified_by("1000.00").locked()])).await;
    let project = house.simulation.procore.project_of("24-101").unwrap();
    let answer = Answer::ok();
    let end = house.reimport_choosing("24-101", &unlocking(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{end:?}");
    let asked = answer.asked().remove(0).body;
    for step in [
        "1. Unlock the budget",
        "preserved",
        "2. Re-import 1 line.",
        "3. Lock the budget again, also if the re-import fails.",
    ] {
        assert!(asked.contains(step), "{step} in {asked}");
    }
    assert!(house.simulation.procore.is_locked(project));
    let requests = lock_requests(&house);
    assert_eq!(requests.len(), 2, "{requests:?}");
    assert!(requests[0].contains("destroy_all_budget_line_item_transfers=false"), "{requests:?}");
    let budget = house.simulation.procore.budget(project);
    assert_eq!((budget[0].original_budget_amount, budget[0].modifications), (amount("612400"), amount("1000")));
}

#[tokio::test]
async fn who_may_not_unlock_is_told_what_he_lacks_and_nothing_happened() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    house.simulation.procore.set_budget_level(Level::Standard);
    let end = house.reimport_choosing("24-101", &unlocking(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Voided);
    assert!(end.report.details[0].contains("does not let this account lock and unlock"), "{:?}", end.report);
    assert!(end.report.remedy.contains("Lock Budget"), "{:?}", end.report);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("588900")));
}

#[tokio::test]
async fn modifications_that_forbid_unlocking_are_explained_and_never_destroyed() {
    let house = House::with(Company::with_jobs([drifted().modified_by("1000.00").locked()])).await;
    let body = r#"{"errors":{"base":["Budget modifications must be removed first"]}}"#.to_owned();
    let refusal = Effect::Status { code: 422, body, headers: vec![("content-type".into(), "application/json".into())] };
    house.simulation.procore.bench.faults.inject(Fault::only(1, "/budget/lock", refusal));
    let end = house.reimport_choosing("24-101", &unlocking(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Voided);
    assert!(end.report.details[0].contains("Budget modifications must be removed first"), "{:?}", end.report);
    assert!(end.report.remedy.contains("never asks Procore to destroy"), "{:?}", end.report);
    let project = house.simulation.procore.project_of("24-101").unwrap();
    assert!(house.simulation.procore.is_locked(project));
    assert_eq!(house.simulation.procore.budget(project)[0].modifications, amount("1000"));
}

#[tokio::test]
async fn a_comparison_offers_to_unlock_and_says_the_steps() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&jobcost::JobId::new("24-101")).await.unwrap();
    assert!(!shown.summary.refusals.is_empty() && !shown.summary.offers[0].taken);
    let unlocked = company.replan(&shown.plan, &unlocking()).unwrap();
    assert!(unlocked.summary.refusals.is_empty() && unlocked.summary.offers[0].taken);
    assert_eq!(unlocked.summary.steps.len(), 3);
    let end = company.reimport(&shown.plan, &unlocking(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted);
}

#[tokio::test]
async fn who_may_not_unlock_is_not_offered_it_and_told_who_can() {
    let house = House::unread(Company::with_jobs([drifted().locked()]), bench::no_limits()).await;
    house.simulation.procore.set_budget_level(Level::Standard);
    house.simulation.procore.set_budget_rights(Some(&[Right::ModifyOriginal]));
    house.company().await.check().await.unwrap();
    let shown = house.company().await.open_comparison(&jobcost::JobId::new("24-101")).await.unwrap();
    assert_eq!(shown.summary.offers, []);
    let [tieout::Refusal { reason, remedy }] = shown.summary.refusals.as_slice() else {
        panic!("{:?}", shown.summary.refusals)
    };
    assert!(reason == LOCKED && remedy.starts_with("This account may not unlock it"), "{remedy}");
}

#[tokio::test]
async fn who_waits_for_an_unlock_is_told_once_and_nothing_is_reimported() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    let job = jobcost::JobId::new("24-101");
    house.company().await.await_unlock(&job, true).await.unwrap();
    assert_eq!(house.row("24-101").await.status.label, "Locked, waiting");
    let mut events = house.application.news().listen();
    house.company().await.check().await.unwrap();
    let project = house.simulation.procore.project_of("24-101").unwrap();
    house.simulation.procore.unlock(project);
    house.company().await.check().await.unwrap();
    house.company().await.check().await.unwrap();
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Noticed(notice) = event {
            told.push(notice.report.message);
        }
    }
    assert_eq!(told, ["24-101 Harbor Point can be re-imported: its budget was unlocked."]);
    assert!(!house.row("24-101").await.awaits_unlock);
    assert_eq!(house.writes(), [""; 0]);
}
