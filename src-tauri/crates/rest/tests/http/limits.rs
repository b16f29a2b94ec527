//! Rate limits, and how many requests are under way at once.

use crate::client::{brisk, client};
use jiff::{SignedDuration, Timestamp};
use rest::{Body, Call, Manners, Redactor, RestClient, RestErrorKind, StillClock, Timeouts};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use wiremock::matchers::{any, method};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

fn in_seconds(seconds: i64) -> i64 {
    Timestamp::now().as_second() + seconds
}

/// A server with a window of so many requests, which it counts and enforces.
struct Window {
    limit: usize,
    seen: AtomicUsize,
    resets_at: i64,
}

impl Respond for Window {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let again = Timestamp::now().as_second() >= self.resets_at;
        let seen = self.seen.fetch_add(1, Ordering::SeqCst) + 1;
        let status = if seen > self.limit && !again { 429 } else { 200 };
        ResponseTemplate::new(status)
            .insert_header("x-rate-limit-limit", self.limit.to_string())
            .insert_header("x-rate-limit-remaining", self.limit.saturating_sub(seen).to_string())
            .insert_header("x-rate-limit-reset", self.resets_at.to_string())
    }
}

#[tokio::test]
async fn the_limit_is_never_met_although_requests_overlap() {
    let server = MockServer::start().await;
    let window = Window { limit: 5, seen: AtomicUsize::new(0), resets_at: in_seconds(2) };
    Mock::given(any()).respond_with(window).mount(&server).await;
    let client = client(&server.uri());
    let mut limits = client.limits();
    let watching = async {
        let state = *limits.wait_for(|state| state.paused_until.is_some()).await.unwrap();
        assert!(state.paused_until > Some(Timestamp::now()));
        assert_eq!(state.widest.unwrap().limit, 5);
    };
    let sending = async {
        for _ in 0..4 {
            let (one, two) = tokio::join!(client.send(Call::get("a")), client.send(Call::get("b")));
            assert_eq!((one.unwrap().status(), two.unwrap().status()), (200, 200));
        }
    };
    tokio::join!(watching, sending);
    assert_eq!(server.received_requests().await.unwrap().len(), 8, "no request met the limit and was sent again");
    assert_eq!(client.limits().borrow().paused_until, None);
}

#[tokio::test]
async fn retry_after_is_waited_for_by_every_request() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "1");
    Mock::given(any()).respond_with(limited).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let client = client(&server.uri());
    let started = Instant::now();
    let late = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        client.send(Call::get("late")).await
    };
    let (first, late) = tokio::join!(client.send(Call::get("first")), late);
    assert!(first.is_ok() && late.is_ok());
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.received_requests().await.unwrap().len(), 3, "nobody else ran into it");
}

#[tokio::test]
async fn a_wait_longer_than_sensible_is_told_with_its_end() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "1800");
    Mock::given(any()).respond_with(limited).mount(&server).await;
    let client = client(&server.uri());
    for _ in 0..2 {
        let error = client.send(Call::get("lines")).await.unwrap_err();
        assert_eq!(error.kind, RestErrorKind::RateLimited);
        let resumes_at = error.resumes_at.unwrap();
        assert!(resumes_at.as_second() > in_seconds(1_700) && resumes_at.as_second() <= in_seconds(1_800));
        assert!(error.sentence("Procore").contains(&resumes_at.strftime("%H:%M UTC").to_string()));
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "the second did not bother the server");
}

#[tokio::test]
async fn so_many_at_once_and_signing_out_besides() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_millis(600));
    Mock::given(method("GET")).respond_with(slow).mount(&server).await;
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let manners = Manners {
        in_flight_max: 1,
        timeouts: Timeouts { answer: Duration::from_secs(10), ..brisk().timeouts },
        ..brisk()
    };
    let client = RestClient::new(server.uri().parse().unwrap(), manners, Redactor::default()).unwrap();
    let started = Instant::now();
    let sign_out = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        client.send(Call::post_repeatable("logout", Body::Empty).unpaced()).await.unwrap();
        started.elapsed()
    };
    let (one, two, signed_out) = tokio::join!(client.send(Call::get("a")), client.send(Call::get("b")), sign_out);
    assert!(one.is_ok() && two.is_ok());
    assert!(started.elapsed() >= Duration::from_millis(1_200), "one after the other");
    assert!(signed_out < Duration::from_millis(600), "signing out waits for nobody");
}

#[tokio::test]
async fn a_window_opens_again_by_the_clock() {
    let server = MockServer::start().await;
    let clock = StillClock::at(Timestamp::from_second(1_800_000_000).unwrap());
    let window = |remaining: &str| {
        ResponseTemplate::new(200)
            .insert_header("x-rate-limit-limit", "3600")
            .insert_header("x-rate-limit-remaining", remaining)
            .insert_header("x-rate-limit-reset", "1800003600")
            .insert_header("date", "Fri, 15 Jan 2027 08:00:00 GMT")
    };
    Mock::given(any()).respond_with(window("0")).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let client = client(&server.uri()).with_clock(clock.clone());
    client.send(Call::get("lines")).await.unwrap();
    for later in [SignedDuration::from_secs(1), SignedDuration::from_mins(50)] {
        clock.advance(later);
        let error = client.send(Call::get("lines")).await.unwrap_err();
        assert_eq!(error.kind, RestErrorKind::RateLimited);
        assert_eq!(error.resumes_at.map(Timestamp::as_second), Some(1_800_003_600));
    }
    clock.advance(SignedDuration::from_mins(10));
    client.send(Call::get("lines")).await.unwrap();
    assert_eq!(server.received_requests().await.unwrap().len(), 2, "and none while the window was used up");
}
