//! Requests are counted, for both vendors limit them.

use bench::House;
use simulators::ridgeline::{Company, job};
use simulators::{DEMO_SEED, Settings};
use tieout::EndKind;

/// The demo company's job of 2,500 lines, every one of which differs.
const LARGE_JOB: &str = "25-013";

/// Seven of Acumatica: its greeting, the sign-in, two pages of lines for the plan and again after the yes, its own sums once. Of Procore a
/// sign-in; for the plan rights, two pages of codes, identifiers, cost types, lock, view and two pages of rows; most of it again after the
/// yes, for the dialog may have been open over lunch; three batches; and the proof, once more where rows lag.
#[tokio::test]
async fn a_job_of_2500_lines_takes_at_most_35_requests_in_all() {
    let house = House::with(Company::ridgeline(DEMO_SEED)).await;
    // A fresh start, so that signing in and asking for views and codes counts too.
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.quit().await;
    let again = House::application(house.folder.path(), house.vault.clone()).await;
    again.open_connection(&connection.id).await.unwrap();
    house.forget_requests();
    let plan = again
        .company()
        .await
        .unwrap()
        .prepare(&jobcost::JobId::new(LARGE_JOB), &tieout::PlanOptions::default())
        .await
        .unwrap();
    assert_eq!(
        again.company().await.unwrap().replan(&plan, &tieout::PlanOptions::default()).unwrap().summary.lines,
        2_500
    );
    let end = again
        .company()
        .await
        .unwrap()
        .reimport(&plan, &tieout::PlanOptions::default(), &bench::Answer::ok())
        .await
        .unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{end:?}");
    let (requests, log) = (house.requests(), house.request_log());
    assert!(requests <= 35, "{requests} requests:\n{log}");
}

#[tokio::test]
async fn a_whole_small_company_is_read_without_meeting_a_limit() {
    let jobs = (0..8).map(|number| {
        job(&format!("24-{number:03}"), "Job").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00")
    });
    let settings = Settings { requests_per_hour: 600, requests_per_10_seconds: 60, ..Settings::default() };
    let house = House::unread(Company::with_jobs(jobs), settings).await;
    house.company().await.check().await.unwrap();
    assert!(house.simulation.procore.bench.log.all().iter().all(|request| request.status != Some(429)));
    assert!(house.page().await.rows.iter().all(|row| row.lines == Some(1)));
}
