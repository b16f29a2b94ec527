//! A busy instance: requests wait without a word, some are declined, and signing out goes ahead of them all.

use crate::http;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use simulators::acumatica::Licence;
use simulators::bench::CONTROL_HEADER;

use crate::client::{Client, small_company};

#[tokio::test]
async fn what_is_beyond_the_cores_waits_and_signing_out_does_not() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set_licence(Licence { concurrent: Some(1), work_ms: 300, ..Licence::default() });
    let started = Instant::now();
    let overtaking = async {
        while simulator.queued() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let other = Client::new(&simulator);
        (other.sign_out().await.status, started.elapsed())
    };
    let list = || client.list("Project", &[("$top", "1")]);
    let both = async { (tokio::join!(list(), list()), started.elapsed()) };
    let (((one, other), both_done), (signed_out, after)) = tokio::join!(both, overtaking);
    assert_eq!((one.status.as_u16(), other.status.as_u16(), signed_out.as_u16()), (200, 200, 204));
    assert!(both_done >= Duration::from_millis(600), "one after the other");
    assert!(after < both_done, "the sign-out waited for nobody: {after:?} of {both_done:?}");
}

#[tokio::test]
async fn who_waits_too_long_is_declined() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set_licence(Licence { concurrent: Some(1), work_ms: 400, patience_ms: 50, ..Licence::default() });
    let list = || client.list("Project", &[("$top", "1")]);
    let (one, other) = tokio::join!(list(), list());
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 429]);
    simulator.set_licence(Licence::default());
    assert_eq!(list().await.status, 200);
}

#[tokio::test]
async fn the_second_half_of_the_minutes_limit_is_spread_over_what_is_left_of_it() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set_licence(Licence { per_minute: Some(4), ..Licence::default() });
    let timed = async || {
        let started = Instant::now();
        assert_eq!(client.list("Project", &[("$top", "1")]).await.status, 200);
        started.elapsed()
    };
    // A delay at this point of the minute would be half a minute long.
    assert!(timed().await + timed().await < Duration::from_secs(10));
    simulator.bench.clock.advance(SignedDuration::from_secs(58));
    let delayed = timed().await;
    assert!((400..20_000).contains(&delayed.as_millis()), "about half of what is left of the minute: {delayed:?}");
    let url = format!("{}/__simulator/licence", simulator.base_url);
    let unlimited = http::client()
        .build()
        .unwrap()
        .post(url)
        .header("content-type", "application/json")
        .header(CONTROL_HEADER, simulator.bench.door.token().to_string())
        .body("{}");
    assert_eq!(unlimited.send().await.unwrap().status(), 204);
    assert!(timed().await < Duration::from_millis(900));
}
