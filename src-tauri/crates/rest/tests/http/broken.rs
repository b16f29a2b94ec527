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
async fn an_amount_that_cannot_be_read_is_told_from_an_answer_of_another_shape() {
    #[derive(Debug, serde::Deserialize)]
    struct Line {
        #[serde(deserialize_with = "rest::decimal::exact")]
        _amount: rust_decimal::Decimal,
    }
    for body in [r#"{"_amount":"canary"}"#, r#"{"_amount":1e40}"#, r#"{"_amount":null}"#] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string(body)).mount(&server).await;
        let error = client(&server.uri()).send(Call::get("lines")).await.unwrap().json::<Line>().unwrap_err();
        assert!(error.words.starts_with("an amount that cannot be read (line 1, column "), "{}", error.words);
        assert!(!format!("{error:?}").contains("canary"));
    }
}

#[tokio::test]
async fn a_web_page_is_no_answer_whoever_asked_and_whatever_for() {
    let server = MockServer::start().await;
    let page = ResponseTemplate::new(200).set_body_raw("<html>Signed out</html>", "text/html; charset=utf-8");
    Mock::given(any()).respond_with(page).mount(&server).await;
    let sign_out = Call::post_repeatable("entity/auth/logout", Body::Empty).once().unpaced();
    let write = Call::change("POST".parse().unwrap(), "lines", Body::Json("{}".into()));
    for call in [sign_out, write, Call::get("lines")] {
        let error = client(&server.uri()).send(call).await.unwrap_err();
        assert_eq!((error.kind, error.maybe_applied), (RestErrorKind::NotUnderstood, true));
        assert_eq!(error.words, "a web page instead of data");
    }
}

#[tokio::test]
async fn answers_are_asked_for_as_they_are_and_packed_ones_are_not_unpacked() {
    let server = MockServer::start().await;
    let packed = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(vec![0x1f, 0x8b], "application/json");
    Mock::given(any()).respond_with(packed).mount(&server).await;
    let error = client(&server.uri()).send(Call::get("lines")).await.unwrap_err();
    assert_eq!(
        (error.kind, error.words.as_str()),
        (RestErrorKind::NotUnderstood, "a compressed answer, which was not asked for")
    );
    assert_eq!(server.received_requests().await.unwrap()[0].headers["accept-encoding"], "identity");
}

#[tokio::test]
async fn a_post_without_a_body_says_that_it_has_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let sent = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let length = connection.read(&mut request).unwrap();
        connection.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        String::from_utf8_lossy(&request[..length]).to_lowercase()
    });
    let answer = client(&address).send(Call::post_repeatable("logout", Body::Empty)).await.unwrap();
    assert_eq!(answer.status(), 204);
    let sent = sent.join().unwrap();
    assert_eq!(sent.matches("\r\ncontent-length: 0\r\n").count(), 1, "{sent}");
    assert!(!sent.contains("transfer-encoding"), "{sent}");
}

#[tokio::test]
async fn what_a_server_says_cannot_steer_a_terminal_and_holds_no_stack_trace() {
    let body = serde_json::json!({
        "message": "An error has occurred.",
        "exceptionMessage": "\u{1b}[2J\u{202e}Sum is off\r\n   at PX.Api.Run(String canary)",
        "stackTrace": "   at PX.Api.Run(String canary)",
    });
    let failed = ResponseTemplate::new(500).insert_header("x-request-id", "r-17 x").set_body_json(body);
    let error = read(failed).await.unwrap_err();
    assert_eq!(error.words, "[2JSum is off");
    assert!(!format!("{error:?}").contains("canary"));
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
