//! Procore's rate windows at the numbers of its guide: Tieout keeps within them, and adapts when they shrink. These journeys wait for
//! real windows of ten seconds, for the clients pace themselves by the headers alone.

use bench::House;
use jobcost::JobId;
use simulators::procore::Limits;
use simulators::ridgeline::{Company, job};
use simulators::{DEMO_SEED, Settings};
use std::time::Duration;
use tieout::EndKind;

fn refused_for_their_number(house: &House) -> usize {
    house.simulation.procore.bench.log.all().iter().filter(|request| request.status == Some(429)).count()
}

async fn says_when_it_resumes(house: &House) -> bool {
    house.company().await.freshness().paused_until.is_some()
}

#[tokio::test]
async fn the_demo_company_is_read_and_a_job_reimported_within_the_limits() {
    let house = House::unread(Company::ridgeline(DEMO_SEED), Settings::strict()).await;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(refused_for_their_number(&house), 0);
}

#[tokio::test]
async fn limits_halved_in_the_middle_are_adapted_to_and_the_wait_is_said() {
    let jobs = (0..12).map(|number| {
        job(&format!("24-{number:03}"), "Job").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00")
    });
    let house = House::unread(Company::with_jobs(jobs), Settings::strict()).await;
    let application = house.application.clone();
    let check = tokio::spawn(async move { application.company().await.unwrap().check().await });
    let mut halved = false;
    let mut told = false;
    while !check.is_finished() {
        if !halved && house.simulation.procore.bench.log.all().len() >= 10 {
            house.simulation.procore.set_limits(Limits { per_hour: 300, per_10_seconds: 12 });
            halved = true;
        }
        told |= halved && says_when_it_resumes(&house).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    check.await.unwrap().unwrap();
    assert!(halved && told, "the window says when it resumes");
    assert!(house.page().await.rows.iter().all(|row| row.lines == Some(1)), "every job was read");
    // What was under way when the limits shrank could not know of it.
    assert!(refused_for_their_number(&house) <= 4);
    house.forget_requests();
    house.company().await.prepare(&JobId::new("24-003"), &tieout::PlanOptions::default()).await.unwrap();
    assert_eq!(refused_for_their_number(&house), 0);
}
