//! Who owns the original budget: set by the user, kept, and held against every re-import, when it is planned and after the yes.

use crate::amount;
use bench::{Answer, House};
use jobcost::{JobId, Ownership};
use simulators::bench::{Effect, Fault};
use simulators::procore::Level;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{EndKind, PlanOptions, StatusKind};

const PLANNED: &str = "budget_changes";

fn drifted() -> JobBuilder {
    job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00")
}

async fn owned_by(ownership: Ownership, job: JobBuilder) -> House {
    let house = House::with(Company::with_jobs([job])).await;
    house.company().await.set_ownership(&harbor_point(), ownership).await.unwrap();
    house.forget_requests();
    house
}

fn harbor_point() -> JobId {
    JobId::new("24-101")
}

fn project(house: &House) -> u64 {
    house.simulation.procore.project_of("24-101").unwrap()
}

async fn refused(house: &House, label: &str, reason: &str) {
    let row = house.row("24-101").await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::Blocked, label));
    assert!(row.reimport.remedy.is_some_and(|remedy| remedy.contains("owner")), "a refusal offers a way out");
    let error = house.reimport("24-101").await.unwrap_err();
    assert!(error.sentence.contains(reason), "{}", error.sentence);
    let lines = house.company().await.open_comparison(&harbor_point()).await.unwrap();
    assert_eq!(lines.lines.len(), 1, "it is compared all the same");
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn what_procore_owns_is_only_compared() {
    refused(&owned_by(Ownership::Procore, drifted()).await, "Procore owns it", "Procore owns").await;
}

#[tokio::test]
async fn acumatica_owns_it_until_the_first_budget_change() {
    let house = owned_by(Ownership::AcumaticaUntilFirstChange, drifted()).await;
    house.simulation.procore.change_budget(project(&house), amount("500"), "void");
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "a void one is none");

    house.simulation.procore.set_amount(project(&house), "03-30-00.S", amount("1"));
    house.simulation.procore.change_budget(project(&house), amount("500"), "approved");
    house.company().await.check().await.unwrap();
    house.forget_requests();
    refused(&house, "Changed in Procore", "changed in Procore").await;
    house.company().await.set_ownership(&harbor_point(), Ownership::Acumatica).await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "the way out leads out");
}

#[tokio::test]
async fn a_budget_modification_is_a_change_too_where_the_company_has_no_budget_changes() {
    let house = owned_by(Ownership::AcumaticaUntilFirstChange, drifted().modified_by("1000.00")).await;
    house.simulation.procore.set_budget_changes(false);
    house.company().await.check().await.unwrap();
    house.forget_requests();
    refused(&house, "Changed in Procore", "changed in Procore").await;
}

#[tokio::test]
async fn a_change_past_the_first_page_is_found() {
    let house = owned_by(Ownership::AcumaticaUntilFirstChange, drifted()).await;
    for _ in 0..100 {
        house.simulation.procore.change_budget(project(&house), amount("1"), "void");
    }
    house.simulation.procore.change_budget(project(&house), amount("1"), "draft");
    assert!(house.reimport("24-101").await.unwrap_err().sentence.contains("changed in Procore"));
}

#[tokio::test]
async fn what_comes_while_the_dialog_is_open_is_refused_after_the_yes() {
    let house = owned_by(Ownership::AcumaticaUntilFirstChange, drifted()).await;
    let (procore, number) = (house.simulation.procore.clone(), project(&house));
    let answer = Answer::ok_after(move || procore.change_budget(number, amount("500"), "under_review"));
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Refused);
    assert!(end.report.details[0].contains("changed in Procore"), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_shown_plan_is_refused_when_the_owner_changed_since() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&harbor_point()).await.unwrap();
    house.company().await.set_ownership(&harbor_point(), Ownership::Procore).await.unwrap();
    let answer = Answer::ok();
    let end = company.reimport(&shown.plan, &PlanOptions::default(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Refused);
    assert!(end.report.details[0].contains("Procore owns"), "{:?}", end.report);
    assert!(answer.asked().is_empty(), "nobody is asked about what may not be done");
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_locked_budget_that_procore_owns_is_not_offered_to_be_unlocked() {
    let house = owned_by(Ownership::Procore, drifted().locked()).await;
    let shown = house.company().await.open_comparison(&harbor_point()).await.unwrap();
    assert!(shown.summary.offers.is_empty() && shown.summary.refusals.len() == 2, "{:?}", shown.summary);
}

#[tokio::test]
async fn a_rule_that_cannot_be_looked_up_lets_nothing_through() {
    let house = owned_by(Ownership::AcumaticaUntilFirstChange, drifted()).await;
    let body = r#"{"message":"Forbidden"}"#.to_owned();
    let forbidden =
        Effect::Status { code: 403, body, headers: vec![("content-type".into(), "application/json".into())] };
    house.simulation.procore.bench.faults.inject(Fault::only(1, PLANNED, forbidden));
    let error = house.reimport("24-101").await.unwrap_err();
    assert!(error.sentence.contains("budget changes"), "{error}");
    assert!(error.remedy.contains("another owner"), "{error}");
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn it_is_kept_with_who_set_it_and_held_after_a_restart() {
    let house = owned_by(Ownership::Procore, drifted()).await;
    let (ownership, set) = house.company().await.ownership(&harbor_point()).await.unwrap();
    assert_eq!(ownership, Ownership::Procore);
    assert!(set.is_some_and(|set| set.set_by.contains("tester")));
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    let error = again.company().await.unwrap().prepare(&harbor_point(), &PlanOptions::default()).await.unwrap_err();
    assert!(error.sentence.contains("Procore owns"), "{error}");
    assert!(again.company().await.unwrap().set_ownership(&JobId::new("nobody's"), Ownership::Procore).await.is_err());
}

#[tokio::test]
async fn nobody_asks_for_changes_where_they_decide_nothing() {
    let house = owned_by(Ownership::Acumatica, drifted()).await;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert!(!house.request_log().contains(PLANNED), "{}", house.request_log());
}

#[tokio::test]
async fn procores_own_connector_is_told_of_before_anything_is_done() {
    for (level, connected) in [(Some(Level::Standard), true), (None, false)] {
        let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
        house.simulation.procore.set_erp_level(level);
        house.company().await.check().await.unwrap();
        assert_eq!(house.row("24-101").await.warning.is_some(), connected);
        let answer = Answer::ok();
        assert_eq!(house.reimport_answering("24-101", &answer).await.unwrap().kind, EndKind::Posted);
        assert_eq!(answer.asked()[0].body.contains("ERP connector"), connected, "{:?}", answer.asked());
    }
}
