//! Signing out is final. A sweep that is running when its connection closes ends, signs in no more, and says nothing under the next one.

use bench::{House, no_limits};
use simulators::bench::{Effect, Fault};
use simulators::ridgeline::{Company, job};
use std::time::Duration;
use tieout::Event;

fn company(amount: &str) -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", amount).budget("03-30-00", "S", "1.00"),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", amount).budget("03-30-00", "S", "1.00"),
    ])
}

const LONG: Duration = Duration::from_secs(20);

fn paths(house: &House) -> Vec<String> {
    house.simulation.acumatica.bench.log.all().into_iter().map(|request| request.path).collect()
}

#[tokio::test]
async fn a_sweep_under_way_ends_with_its_connection_and_signs_in_no_more() {
    for (place, of_procore) in [("ProjectBudget", false), ("Project?", false), ("detail_rows", true)] {
        let house = House::unread(company("2.00"), no_limits()).await;
        let (acumatica, procore) = (&house.simulation.acumatica, &house.simulation.procore);
        let bench = if of_procore { &procore.bench } else { &acumatica.bench };
        house.forget_requests();
        let held = bench.faults.inject(Fault::every(place, Effect::HoldAnswer));
        let application = house.application.clone();
        let sweep = tokio::spawn(async move { application.company().await.unwrap().check().await });
        bench.log.wait_until(|log| log.iter().any(|one| one.path.contains(place)), LONG).await.unwrap();
        house.application.close_connection().await.unwrap();
        assert_eq!(acumatica.sessions(), 0, "{place}: the seat is given back");
        bench.faults.release(held);
        let ended = tokio::time::timeout(LONG, sweep).await.expect("the sweep ends").unwrap();
        assert!(ended.is_ok(), "{place}: what was closed on purpose is no trouble: {ended:?}");
        let paths = paths(&house);
        let signed_out = paths.iter().rposition(|path| path.contains("auth/logout")).unwrap();
        assert!(paths[signed_out..].iter().all(|path| !path.contains("auth/login")), "{place}: {paths:#?}");
        assert_eq!(acumatica.sessions(), 0, "{place}: and stays given back");
    }
}

#[tokio::test]
async fn nothing_of_a_closed_connection_is_told_under_the_next_one() {
    let mut house = House::unread(company("2.00"), no_limits()).await;
    let other = simulators::start(company("3.00"), no_limits()).await.unwrap();
    house.forget_requests();
    let held = house.simulation.acumatica.bench.faults.inject(Fault::every("ProjectBudget", Effect::HoldAnswer));
    house.company().await.check_in_background();
    let log = &house.simulation.acumatica.bench.log;
    log.wait_until(|log| log.iter().any(|one| one.path.contains("ProjectBudget")), LONG).await.unwrap();
    house.application.close_connection().await.unwrap();
    let mut form = bench::form(&other);
    form.name = "Other".into();
    house.application.connect(form).await.unwrap();
    house.simulation.acumatica.bench.faults.release(held);
    house.company().await.check().await.unwrap();
    for row in house.page().await.rows {
        assert_eq!(row.acumatica.unwrap().digits(), "3.00", "the amounts are the open connection's");
    }
    let mut told = Vec::new();
    while let Ok(event) = house.events.try_recv() {
        told.push(event);
    }
    assert!(!told.iter().any(|event| matches!(event, Event::Noticed(_))), "{told:#?}");
    assert_eq!(house.simulation.acumatica.sessions(), 0);
    house.application.quit().await;
    assert_eq!(other.acumatica.sessions(), 0);
}

#[tokio::test]
async fn a_plan_of_a_closed_connection_is_carried_out_nowhere() {
    let house = House::with(company("2.00")).await;
    let other = simulators::start(company("3.00"), no_limits()).await.unwrap();
    let job = jobcost::JobId::new("24-101");
    let plan = house.company().await.prepare(&job, &tieout::PlanOptions::default()).await.unwrap();
    house.application.close_connection().await.unwrap();
    let mut form = bench::form(&other);
    form.name = "Other".into();
    house.application.connect(form).await.unwrap();
    let error =
        house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &bench::Answer::ok()).await.unwrap_err();
    assert!(!error.remedy.is_empty(), "{error:?}");
    assert_eq!(house.writes(), [""; 0]);
    assert!(other.procore.bench.log.writes().is_empty());
}
