//! Answers that are not what they should be.

use crate::client::client;
use rest::{Body, Call, RestError, RestErrorKind};
use std::io::{Read, Write};
use std::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server that answers every connection with these bytes and closes it.
fn raw(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut request = [0; 4096];
            // The request is small enough to arrive in one piece.
            let _ = connection.read(&mut request).unwrap();
            connection.write_all(answer).unwrap();
        }
    });
    address
}

async fn read(response: ResponseTemplate) -> Result<Vec<u32>, RestError> {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    client(&server.uri()).send(Call::get("lines")).await?.json()
}

#[tokio::test]
async fn every_wrong_body_is_told_apart_and_never_quoted() {
    for (body, kind, words) in [
        ("<!DOCTYPE html><title>Down</title>canary", "text/html", "a web page instead of data"),
        ("  <html>canary", "application/json", "a web page instead of data"),
        ("[1,", "application/json", "an answer that was cut short after 3 bytes"),
        ("", "application/json", "an answer that was cut short after 0 bytes"),
        ("[\"canary\"]", "application/json", "an answer of another shape (line 1, column 9)"),
    ] {
        let error = read(ResponseTemplate::new(200).set_body_raw(body, kind)).await.unwrap_err();
        assert_eq!((error.kind, error.words.as_str()), (RestErrorKind::NotUnderstood, words));
        assert!(!format!("{error} {error:?} {}", error.sentence("Procore")).contains("canary"));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_no_mistake() {
    assert_eq!(read(ResponseTemplate::new(200).set_body_string("\u{feff}[1]")).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_redirection_is_told_and_not_followed() {
    let server = MockServer::start().await;
    let to_an_error_page = ResponseTemplate::new(302).insert_header("location", "/ui/error");
    Mock::given(any()).respond_with(to_an_error_page).mount(&server).await;
    let error = client(&server.uri()).send(Call::get("lines")).await.unwrap_err();
    assert_eq!((error.kind, error.status), (RestErrorKind::NotUnderstood, Some(302)));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_body_that_ends_early_is_not_a_shorter_body() {
    let address = raw(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n[1]");
    let error = client(&address).send(Call::get("lines")).await.unwrap_err();
    assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::NotUnderstood, true));
}

#[tokio::test]
async fn a_write_whose_answer_never_comes_may_have_been_carried_out() {
    let address = raw(b"");
    let write = Call::change("POST".parse().unwrap(), "lines", Body::Json("{}".into()));
    let error = client(&address).send(write).await.unwrap_err();
    assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::Unreachable, true));
}

#[tokio::test]
async fn the_servers_name_for_the_request_is_kept() {
    let refused = ResponseTemplate::new(422).insert_header("x-request-id", "r-17");
    assert_eq!(read(refused).await.unwrap_err().reference.as_deref(), Some("r-17"));
    let odd = ResponseTemplate::new(200).insert_header("x-request-id", "r-18").set_body_string("{}");
    assert_eq!(read(odd).await.unwrap_err().reference.as_deref(), Some("r-18"));
}
