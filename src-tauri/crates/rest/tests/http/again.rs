//! Which requests are sent again.

use crate::client::client;
use rest::{Body, Call, RestErrorKind};
use std::time::{Duration, Instant};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server that answers once with this and then well.
async fn first(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("[1]")).mount(&server).await;
    server
}

fn write() -> Call {
    Call::change("POST".parse().unwrap(), "lines", Body::Json("{}".into()))
}

async fn requests(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn a_reading_outlasts_the_weather() {
    for status in [429, 502, 503, 504] {
        let server = first(ResponseTemplate::new(status)).await;
        let answer = client(&server.uri()).send(Call::get("lines")).await.unwrap();
        assert_eq!((answer.text(), requests(&server).await), ("[1]", 2), "{status}");
    }
}

#[tokio::test]
async fn a_reading_that_meets_a_failure_of_its_own_is_not_repeated() {
    for (status, kind) in [
        (400, RestErrorKind::Refused),
        (401, RestErrorKind::Unauthorized),
        (403, RestErrorKind::Forbidden),
        (404, RestErrorKind::NotFound),
        (405, RestErrorKind::NotFound),
        (413, RestErrorKind::TooLarge),
        (422, RestErrorKind::Refused),
        (500, RestErrorKind::ServerFailed),
    ] {
        let server = first(ResponseTemplate::new(status).set_body_string(r#"{"errors":"no"}"#)).await;
        let error = client(&server.uri()).send(Call::get("lines")).await.unwrap_err();
        assert_eq!((error.kind, error.words.as_str(), requests(&server).await), (kind, "no", 1), "{status}");
    }
}

#[tokio::test]
async fn a_write_is_sent_again_only_when_it_was_certainly_not_carried_out() {
    let server = first(ResponseTemplate::new(429).insert_header("retry-after", "0")).await;
    client(&server.uri()).send(write()).await.unwrap();
    assert_eq!(requests(&server).await, 2);
    for (status, maybe_applied) in [(500, true), (502, true), (503, true), (504, true), (401, false), (403, false)] {
        let server = first(ResponseTemplate::new(status)).await;
        let error = client(&server.uri()).send(write()).await.unwrap_err();
        assert_eq!((error.maybe_applied, requests(&server).await), (maybe_applied, 1), "{status}");
    }
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_asked_for_again_and_a_write_is_not() {
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(5));
    let server = first(slow.clone()).await;
    assert_eq!(client(&server.uri()).send(Call::get("lines")).await.unwrap().text(), "[1]");
    let server = first(slow).await;
    let error = client(&server.uri()).send(write()).await.unwrap_err();
    assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::TooSlow, true));
    assert_eq!(requests(&server).await, 1);
}

#[tokio::test]
async fn once_is_once() {
    for status in [429, 503] {
        let server = first(ResponseTemplate::new(status)).await;
        assert!(client(&server.uri()).send(Call::get("lines").once()).await.is_err());
        assert_eq!(requests(&server).await, 1, "{status}");
    }
}

#[tokio::test]
async fn a_server_that_never_recovers_is_given_up() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    let started = Instant::now();
    let error = client(&server.uri()).send(Call::get("lines")).await.unwrap_err();
    assert_eq!((error.kind, requests(&server).await), (RestErrorKind::ServerFailed, 5));
    assert!(started.elapsed() >= Duration::from_millis(1 + 2 + 4 + 8), "the pauses double");
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    // A port nobody listens on any more.
    let address = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = client(&address).send(write()).await.unwrap_err();
    assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::Unreachable, false));
}
