//! Bad weather: limits, ended sessions, lost answers, truncated and wrong bodies. Nothing lost, nothing doubled, a clear sentence.

use crate::amount;
use bench::contracts::Traffic;
use bench::{House, no_limits};
use simulators::bench::{Effect, Fault};
use simulators::procore::RowLag;
use simulators::ridgeline::{Company, job};
use std::time::Duration;
use tieout::{ApplicationErrorKind, EndKind, StatusKind};

const SYNC: &str = "budget_line_items/sync";

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .estimate("05-50-00", "MATERIAL", "38400.00")
        .budget("03-30-00", "S", "588900.00")])
}

async fn house() -> House {
    House::with(company()).await
}

fn status(code: u16, headers: &[(&str, &str)]) -> Effect {
    Effect::Status {
        code,
        body: "{\"errors\":\"no\"}".into(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    }
}

/// Re-imports with a fault in Procore's way and expects it to be mended without the user.
async fn mended(fault: Fault) {
    let house = house().await;
    house.simulation.procore.bench.faults.inject(fault.clone());
    let end = house.reimport("24-101").await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{fault:?}: {end:?}");
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("38400")), "created once, not twice");
}

#[tokio::test]
async fn too_many_requests_in_the_middle() {
    for place in [SYNC, "detail_rows"] {
        mended(Fault::only(1, place, status(429, &[("retry-after", "1")]))).await;
    }
}

#[tokio::test]
async fn a_token_that_ends_in_the_middle() {
    for place in [SYNC, "detail_rows"] {
        mended(Fault::only(1, place, status(401, &[]))).await;
    }
}

#[tokio::test]
async fn an_expired_token_is_renewed_for_the_write() {
    let house = house().await;
    house.simulation.procore.expire_tokens();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn an_expired_acumatica_session_is_renewed() {
    let house = house().await;
    house.simulation.acumatica.expire_sessions();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.simulation.acumatica.sessions(), 1);
}

#[tokio::test]
async fn an_answer_lost_after_the_write_doubles_no_line() {
    let house = house().await;
    house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, Effect::LoseAnswer));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("38400")));
    assert_eq!(house.writes().len(), 1, "what arrived is not sent again");
}

#[tokio::test]
async fn a_create_lost_line_by_line_with_lagging_rows_doubles_no_line() {
    let house = house().await;
    house.simulation.procore.set_sync_enabled(false);
    house.simulation.procore.set_row_lag(RowLag::Reads(8));
    house
        .simulation
        .procore
        .bench
        .faults
        .inject(Fault::only(1, "v1.1/budget_line_items", Effect::LoseAnswer).on("POST"));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("38400")));
}

#[tokio::test]
async fn a_connection_closed_before_the_write_sends_it_again() {
    mended(Fault::only(1, SYNC, Effect::CloseBefore)).await;
}

#[tokio::test]
async fn a_truncated_answer_of_a_write_is_looked_up() {
    let house = house().await;
    house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, Effect::TruncateBody { bytes: 20 }));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.writes().len(), 1);
}

#[tokio::test]
async fn html_instead_of_the_answer_of_a_write_is_looked_up() {
    let house = house().await;
    house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, Effect::HtmlInsteadOfJson));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.writes().len(), 1);
}

#[tokio::test]
async fn a_server_error_of_a_write_is_looked_up() {
    mended(Fault::only(1, SYNC, status(500, &[]))).await;
}

#[tokio::test]
async fn a_gateway_that_gives_up_gets_smaller_batches() {
    mended(Fault::only(1, SYNC, status(504, &[]))).await;
}

#[tokio::test]
async fn a_batch_that_is_too_large_is_halved() {
    let house = house().await;
    house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, status(413, &[])));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.writes().len(), 3, "one of two lines, then one and one");
}

#[tokio::test]
async fn a_reading_that_is_not_understood_says_so_and_changes_nothing() {
    for (effect, side) in [
        (Effect::TruncateBody { bytes: 40 }, "procore"),
        (Effect::HtmlInsteadOfJson, "procore"),
        (Effect::TruncateBody { bytes: 40 }, "acumatica"),
        (Effect::HtmlInsteadOfJson, "acumatica"),
    ] {
        let house = house().await;
        let (bench, place) = match side {
            "procore" => (&house.simulation.procore.bench, "detail_rows"),
            _ => (&house.simulation.acumatica.bench, "ProjectBudget"),
        };
        bench.faults.inject(Fault::every(place, effect.clone()));
        let error = house.reimport("24-101").await.unwrap_err();
        assert!(
            matches!(
                error.kind,
                ApplicationErrorKind::Side(
                    _,
                    reimport::SideErrorKind::NotUnderstood | reimport::SideErrorKind::Unreachable
                )
            ),
            "{side} {effect:?}: {error:?}"
        );
        assert!(!error.sentence.is_empty() && !error.remedy.is_empty());
        assert_eq!(house.writes(), [""; 0]);
        bench.faults.clear();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "and afterwards it works");
    }
}

#[tokio::test]
async fn a_reading_that_fails_during_the_sweep_is_told_with_its_job() {
    let house = House::unread(company(), no_limits()).await;
    house.simulation.procore.bench.faults.inject(Fault::every("detail_rows", Effect::HtmlInsteadOfJson));
    house.company().await.check().await.unwrap();
    let row = house.row("24-101").await;
    assert_eq!(row.status.kind, StatusKind::Trouble);
    assert!(row.status.reason.is_some() && row.status.remedy.is_some());
    house.simulation.procore.bench.faults.clear();
    house.company().await.check().await.unwrap();
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::Drifted);
}

#[tokio::test]
async fn a_wrong_password_is_said_before_anything_is_stored() {
    let simulation = simulators::start(company(), no_limits()).await.unwrap();
    let _traffic = Traffic::over(&simulation);
    let folder = tempfile::tempdir().unwrap();
    let vault = std::sync::Arc::new(vault::MemoryVault::default());
    let application = House::application(folder.path(), vault.clone()).await;
    for (spoil, side) in [
        (
            (|form: &mut tieout::ConnectionForm| form.password = "wrong".to_owned().into())
                as fn(&mut tieout::ConnectionForm),
            jobcost::Side::Acumatica,
        ),
        (|form| form.client_secret = "wrong".to_owned().into(), jobcost::Side::Procore),
    ] {
        let mut form = bench::form(&simulation);
        spoil(&mut form);
        let error = application.connect(form).await.unwrap_err();
        assert_eq!(
            error.kind,
            ApplicationErrorKind::Side(side, reimport::SideErrorKind::WrongCredentials),
            "{error:?}"
        );
    }
    assert_eq!(application.start_state().await.unwrap().connections, []);
    assert_eq!(vault.accounts(), [""; 0]);
    assert_eq!(simulation.acumatica.sessions(), 0, "and the seat was given back");
}

#[tokio::test]
async fn no_network_is_said_and_the_cache_stays_on_the_page() {
    let house = house().await;
    let before = house.row("24-101").await;
    house.simulation.procore.bench.faults.inject(Fault::every("", Effect::CloseBefore));
    let error = house.company().await.check().await.unwrap_err();
    assert!(matches!(error.kind, ApplicationErrorKind::Side(_, reimport::SideErrorKind::Unreachable)), "{error:?}");
    assert_eq!(house.row("24-101").await.procore, before.procore);
}

#[tokio::test]
async fn every_seat_taken_is_said() {
    let house = House::unread(company(), no_limits()).await;
    house.application.quit().await;
    house.simulation.acumatica.set_seats(0);
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.open_connection(&connection.id).await.unwrap();
    let error = house.company().await.check().await.unwrap_err();
    assert_eq!(
        error.kind,
        ApplicationErrorKind::Side(jobcost::Side::Acumatica, reimport::SideErrorKind::NoSeat),
        "{error:?}"
    );
    assert!(error.remedy.len() > 10);
}

#[tokio::test]
async fn a_line_that_appears_during_the_work_is_named() {
    let house = house().await;
    let procore = &house.simulation.procore;
    let project = procore.project_of("24-101").unwrap();
    let hold = procore.bench.faults.inject(Fault::only(1, SYNC, Effect::HoldAnswer));
    let stranger = async {
        procore
            .bench
            .log
            .wait_until(|log| log.iter().any(|request| request.path.contains(SYNC)), Duration::from_secs(10))
            .await
            .unwrap();
        procore.add_line(project, "03-30-00.L", amount("9.00"));
        procore.bench.faults.release(hold);
    };
    let (end, ()) = tokio::join!(house.reimport("24-101"), stranger);
    let end = end.unwrap();
    assert_eq!(end.kind, EndKind::Discrepant);
    assert!(end.report.details[0].contains("03-30-00.L") && end.report.details[0].contains("somebody else"), "{end:?}");
}
