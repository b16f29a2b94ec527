//! An instance that is broken, redirected or being updated gives no estimate. Its pages are not taken for answers, and when it is back
//! everything goes on; sessions that end are renewed.

use bench::{House, no_limits};
use simulators::acumatica::{Setting, Weather};
use simulators::bench::{Effect, Fault, Moment};
use simulators::ridgeline::{Company, job};
use tieout::{ApplicationErrorKind, EndKind, SideErrorKind, StatusKind};

fn company() -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00"),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "5.00"),
    ])
}

fn signed_in(house: &House) -> usize {
    house.simulation.acumatica.bench.log.count(|request| request.path.contains("auth/login"))
}

#[tokio::test]
async fn pages_and_redirections_are_no_answers_and_what_comes_after_them_is() {
    for weather in [Weather::Redirected, Weather::Page, Weather::Failing] {
        let house = House::unread(company(), no_limits()).await;
        house.simulation.acumatica.bench.faults.inject(weather.fault());
        let error = house.company().await.check().await.unwrap_err();
        assert!(
            matches!(error.kind, ApplicationErrorKind::Side(jobcost::Side::Acumatica, _)),
            "{weather:?}: {error:?}"
        );
        assert!(!error.sentence.contains('<') && error.remedy.len() > 10, "{error:?}");
        let page = house.page().await;
        assert!(page.rows.iter().all(|row| row.status.kind != StatusKind::TiesOut), "{weather:?}: {page:?}");
        assert!(house.company().await.attention().needs_you > 0, "{weather:?}");
        assert!(house.reimport("24-101").await.is_err());
        assert_eq!(house.writes(), [""; 0]);
        house.simulation.acumatica.bench.faults.clear();
        house.company().await.check().await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{weather:?}");
        assert_eq!(house.row("24-102").await.status.kind, StatusKind::TiesOut);
    }
}

#[tokio::test]
async fn an_instance_that_breaks_after_the_yes_changes_nothing() {
    let house = House::with(company()).await;
    let faults = house.simulation.acumatica.bench.faults.clone();
    let answer = bench::Answer::ok_after(move || {
        faults.inject(Weather::Page.fault());
    });
    assert!(house.reimport_answering("24-101", &answer).await.is_err());
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn nothing_is_stored_of_an_instance_that_gives_pages() {
    let house = House::unread(company(), no_limits()).await;
    house.application.close_connection().await.unwrap();
    house.simulation.acumatica.bench.faults.inject(Weather::Redirected.fault());
    let error = house.application.connect(bench::form(&house.simulation)).await.unwrap_err();
    assert!(error.remedy.len() > 10, "{error:?}");
    assert_eq!(house.application.start_state().await.unwrap().connections.len(), 1, "the first one alone");
}

#[tokio::test]
async fn a_session_that_ends_at_any_request_is_renewed() {
    for (nth, place) in [(1, "ProjectBudget"), (1, "Project?"), (2, "ProjectBudget"), (1, "Project/")] {
        let house = House::with(company()).await;
        let acumatica = house.simulation.acumatica.clone();
        house.simulation.acumatica.bench.happenings.at(Moment::before(nth, place), move || acumatica.expire_sessions());
        house.company().await.check().await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{place} {nth}");
        assert_eq!((house.simulation.acumatica.sessions(), signed_in(&house)), (1, 1), "{place} {nth}");
    }
}

#[tokio::test]
async fn a_session_that_nobody_used_for_too_long_is_renewed() {
    let house = House::with(company()).await;
    house.simulation.acumatica.set(Setting::IdleMinutes { minutes: 10 }).unwrap();
    house.simulation.acumatica.clock().advance(jiff::SignedDuration::from_mins(11));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(signed_in(&house), 1);
}

#[tokio::test]
async fn sessions_that_keep_ending_are_told_and_not_renewed_for_ever() {
    let house = House::with(company()).await;
    let unauthorized = Effect::Status { code: 401, body: String::new(), headers: Vec::new() };
    house.simulation.acumatica.bench.faults.inject(Fault::every("/entity/Default", unauthorized));
    let error = house.company().await.check().await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Side(jobcost::Side::Acumatica, SideErrorKind::SignedOut), "{error:?}");
    assert!(signed_in(&house) <= 3, "{}", house.request_log());
}
