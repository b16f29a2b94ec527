//! Rights that only a request reveals, an app that is not installed, a tool that is off: said in words, remembered, and forgotten by a check.

use crate::amount;
use bench::House;
use jobcost::{JobId, Side};
use simulators::bench::{Effect, Fault, Moment};
use simulators::procore::{Level, Right};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, CheckResult, End, EndKind, Ownership, SideErrorKind, StatusKind};

const JOB: &str = "24-371";
const SYNC: &str = "budget_line_items/sync";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-12-00", "SUBCON", "80.00")
        .budget("05-12-00", "S", "70.00")
}

fn forbidden() -> Effect {
    let body = r#"{"errors":"You do not have sufficient access to complete that action"}"#.into();
    Effect::Status { code: 403, body, headers: vec![("content-type".into(), "application/json".into())] }
}

#[tokio::test]
async fn a_right_that_only_the_write_reveals_ends_it_at_once_and_is_remembered_until_a_check() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let fault = house.simulation.procore.bench.faults.inject(Fault::every(SYNC, forbidden()));
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Voided, End::Refused), "{:?}", end.report);
    assert_eq!(house.writes().len(), 1, "it is not tried again");
    assert!(end.report.details[0].contains("lacks a right"), "{:?}", end.report);
    let row = house.row(JOB).await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::Blocked, "Right is missing"));
    assert!(!row.reimport.available && row.reimport.remedy.is_some(), "{row:?}");
    house.simulation.procore.bench.faults.remove(fault);
    house.company().await.check().await.unwrap();
    let row = house.row(JOB).await;
    assert_eq!(row.status.kind, StatusKind::Drifted, "{row:?}");
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
}

#[tokio::test]
async fn who_may_add_lines_but_no_amounts_gets_a_yes_and_nothing_else() {
    let new = job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "200.00").budget("09-91-00", "S", "0.00");
    let house = House::with(Company::with_jobs([new])).await;
    // The right is taken away between the last look at the rights and the write.
    let procore = house.simulation.procore.clone();
    house.simulation.procore.bench.happenings.at(Moment::before(1, SYNC), move || {
        procore.set_budget_level(Level::Standard);
        procore.set_budget_rights(Some(&[Right::Lock, Right::Delete]));
    });
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::NotProven, "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("0")));
    let text = end.report.details.join("\n");
    assert!(text.contains("stored 0.00 for a line") && text.contains("Procore has $0.00"), "{text}");
    assert!(end.report.remedy.contains("Modify Original Budget Amount"), "{:?}", end.report);
    assert_eq!(house.writes().len(), 1, "it ends at once");
    assert_eq!(house.row(JOB).await.status.label, "Right is missing");
    // Given back, the line gets its amount and none is doubled.
    house.simulation.procore.set_budget_rights(None);
    house.simulation.procore.set_budget_level(Level::Admin);
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
}

#[tokio::test]
async fn a_level_that_was_lowered_after_the_page_was_read_is_met_before_anything_is_sent() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_erp_level(Some(Level::ReadOnly));
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Refused, End::Refused), "{:?}", end.report);
    assert!(end.report.details[0].contains("Read Only"), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
    house.simulation.procore.set_erp_level(Some(Level::Standard));
    house.company().await.check().await.unwrap();
    let procore = house.simulation.procore.clone();
    let answer = bench::Answer::ok_after(move || procore.set_erp_level(Some(Level::ReadOnly)));
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert_eq!(end.end, End::Refused, "lowered while the dialog was open: {:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn where_budget_changes_are_not_to_be_seen_until_the_first_one_is_trouble_and_no_yes() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let job = JobId::new(JOB);
    house.company().await.set_ownership(&job, Ownership::AcumaticaUntilFirstChange).await.unwrap();
    house.simulation.procore.hide_budget_changes(true);
    let error = house.reimport(JOB).await.unwrap_err();
    assert!(matches!(error.kind, ApplicationErrorKind::Side(Side::Procore, _)), "{error:?}");
    assert!(!error.sentence.is_empty() && !error.remedy.is_empty(), "{error:?}");
    assert_eq!(house.writes(), [""; 0]);
    house.company().await.check().await.unwrap();
    let row = house.row(JOB).await;
    assert_eq!(row.status.kind, StatusKind::Trouble, "{row:?}");
    // Where Acumatica owns the budget whatever happens, nobody need see them.
    house.company().await.set_ownership(&job, Ownership::Acumatica).await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
}

#[tokio::test]
async fn an_app_that_is_not_connected_is_said_with_the_steps() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_installed(false);
    let connection = house.application.start_state().await.unwrap().open.unwrap();
    let checks = house.application.preflight(&connection.id).await.unwrap();
    let failed: Vec<_> = checks
        .iter()
        .filter(|check| check.side == tieout::SideName::Procore && check.result == CheckResult::Failed)
        .collect();
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].sentence.contains("not connected") || failed[0].sentence.contains("installed"), "{failed:?}");
    assert!(failed[0].remedy.contains("install") || failed[0].remedy.contains("App Management"), "{failed:?}");
    let error = house.company().await.check().await.unwrap_err();
    assert!(matches!(error.kind, ApplicationErrorKind::Side(Side::Procore, SideErrorKind::Forbidden)), "{error:?}");
    assert!(house.reimport(JOB).await.is_err());
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_tool_that_is_off_is_one_jobs_trouble() {
    let other = job("24-372", "Cedar").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00");
    let house = House::with(Company::with_jobs([drifted(), other])).await;
    house.simulation.procore.set_budget_tool(house.project(JOB), false);
    house.company().await.check().await.unwrap();
    let row = house.row(JOB).await;
    assert!(matches!(row.status.kind, StatusKind::Trouble | StatusKind::Blocked), "{row:?}");
    assert!(row.status.reason.is_some() && row.status.remedy.is_some(), "{row:?}");
    assert!(house.reimport(JOB).await.is_err());
    assert_eq!(house.writes(), [""; 0]);
    assert_eq!(house.reimport("24-372").await.unwrap().end, End::Posted, "the other goes");
    house.simulation.procore.set_budget_tool(house.project(JOB), true);
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
}
