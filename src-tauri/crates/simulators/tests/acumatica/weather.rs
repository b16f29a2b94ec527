//! An instance on a bad day: large pages that take too long, a database that stops long queries, a broken endpoint.

use std::time::{Duration, Instant};

use simulators::acumatica::{Setting, Weather};

use crate::client::{Client, small_company};

#[tokio::test]
async fn a_large_page_takes_longer_and_a_small_one_does_not() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set(Setting::SlowLists { over_top: 500, ms: 400 }).unwrap();
    let timed = async |options: &[(&str, &str)]| {
        let started = Instant::now();
        assert_eq!(client.list("ProjectBudget", options).await.status, 200);
        started.elapsed()
    };
    assert!(timed(&[("$top", "2000")]).await >= Duration::from_millis(400));
    assert!(timed(&[]).await >= Duration::from_millis(400), "without a limit it is the largest page of all");
    // The quick one is compared with the slow one, not with the clock of a busy machine.
    let (quick, slow) = tokio::join!(timed(&[("$top", "500")]), timed(&[("$top", "501")]));
    assert!(quick < slow, "{quick:?} {slow:?}");
}

#[tokio::test]
async fn a_list_without_a_limit_can_be_stopped_by_the_database() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set(Setting::NeedsTop { over_rows: Some(3) }).unwrap();
    let (status, kind, _) = client.list("ProjectBudget", &[]).await.exception();
    assert_eq!((status, kind.as_str()), (500, "System.Data.SqlClient.SqlException"));
    assert_eq!(client.list("ProjectBudget", &[("$top", "1000")]).await.records().len(), 6);
    assert_eq!(client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records().len(), 1);
}

#[tokio::test]
async fn a_broken_endpoint_breaks_every_request() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    for (weather, status) in [(Weather::Redirected, 302), (Weather::Page, 200), (Weather::Failing, 500)] {
        let fault = simulator.bench.faults.inject(weather.fault());
        let answer = client.list_without_following("Project").await;
        assert_eq!(answer.status, status);
        assert!(serde_json::from_str::<serde_json::Value>(&answer.text).is_err(), "{}", answer.text);
        simulator.bench.faults.remove(fault);
    }
    assert_eq!(client.list("Project", &[]).await.status, 200);
}
