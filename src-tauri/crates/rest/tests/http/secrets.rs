//! Secrets appear in nothing that can be printed.

use crate::client::client;
use rest::{Body, Call, Redactor, RestClient};
use secrecy::SecretString;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

const CANARY: &str = "can+ary/47=11&\"\\ %é";

/// A server that answers this to everything, and a client that knows the canary.
async fn echoing(status: u16, body: &str) -> (MockServer, RestClient) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_string(body)).mount(&server).await;
    let client = client(&server.uri());
    client.redactor().know(&SecretString::from(CANARY));
    (server, client)
}

fn encoded() -> [String; 4] {
    let form = url::form_urlencoded::byte_serialize(CANARY.as_bytes()).collect();
    let json = serde_json::to_string(CANARY).unwrap();
    [CANARY.to_owned(), form, json.trim_matches('"').to_owned(), CANARY.replace('&', "&amp;")]
}

#[tokio::test]
async fn a_server_that_echoes_a_secret_does_not_spread_it() {
    for status in [400, 401, 403, 409, 422, 500] {
        for echo in encoded() {
            let in_json = serde_json::json!({ "errors": { "password": [format!("{echo} is wrong")] } }).to_string();
            for body in [format!("could not parse: client_secret={echo}&x=1"), in_json] {
                let (_server, client) = echoing(status, &body).await;
                let error = client.send(Call::get("me").bearer(SecretString::from("token-4711"))).await.unwrap_err();
                let printed = format!("{error} {error:?} {}", error.sentence("Procore"));
                assert!(encoded().iter().all(|secret| !printed.contains(secret)), "{printed}");
                assert!(error.words.contains("[redacted]"), "{printed}");
            }
        }
    }
}

#[tokio::test]
async fn the_answer_to_a_sign_in_is_not_quoted() {
    for body in ["nobody knows how this was written: yranac", r#"{"error":"yranac","error_description":"yranac"}"#] {
        for secret in [
            Body::Form(vec![("client_secret", SecretString::from(CANARY))]),
            Body::EncodedForm(SecretString::from("client_secret=x")),
            Body::SecretJson(SecretString::from("{}")),
        ] {
            let (server, client) = echoing(500, body).await;
            let call = Call::post_repeatable("oauth/token", secret);
            assert!(!format!("{call:?}").contains("ary/47"));
            let error = client.send(call).await.unwrap_err();
            let printed = format!("{error} {error:?} {}", error.sentence("Procore"));
            assert!(!printed.contains("yranac") && printed.contains("[redacted]"), "{printed}");
            assert!(error.says("Yranac"), "it is looked at, for that is how refusals are told apart");
            assert_eq!(server.received_requests().await.unwrap().len(), 1);
        }
    }
}

#[tokio::test]
async fn tokens_and_cookies_are_known_by_being_used() {
    let server = MockServer::start().await;
    let cookies = ResponseTemplate::new(204).append_header("set-cookie", "ASP.NET_SessionId=canary/session; path=/");
    Mock::given(wiremock::matchers::path("/login")).respond_with(cookies).mount(&server).await;
    let echo = "no: canary-token, canary%2Fsession and canary-left-behind";
    Mock::given(any()).respond_with(ResponseTemplate::new(500).set_body_string(echo)).mount(&server).await;
    let client = client(&server.uri());
    let answer = client.send(Call::get("login")).await.unwrap();
    assert!(!format!("{answer:?}").contains("canary"));
    let call = Call::get("lines").bearer(SecretString::from("canary-token"));
    let error = client.send(call.cookies(SecretString::from("a=canary-left-behind; b=1"))).await.unwrap_err();
    assert_eq!(error.words, "no: [redacted], [redacted] and [redacted]");
}

#[tokio::test]
async fn a_token_answer_prints_nothing() {
    let (_server, client) = echoing(200, r#"{"access_token":"canary-access"}"#).await;
    let answer = client.send(Call::get("oauth/token")).await.unwrap();
    assert!(!format!("{answer:?}").contains("canary"), "{answer:?}");
}

#[test]
fn no_credentials_are_sent_in_an_address() {
    let address = "https://okafor:Hunter2@api.procore.com/".parse().unwrap();
    let refused = RestClient::new(address, crate::client::brisk(), Redactor::default());
    let error = refused.err().unwrap();
    assert!(error.words.contains("must not hold a user name"));
    assert!(!format!("{error} {error:?}").contains("Hunter2"));
}

#[test]
fn secrets_do_not_leave_this_computer_without_tls() {
    let refused =
        RestClient::new("http://api.procore.com/".parse().unwrap(), crate::client::brisk(), Redactor::default());
    assert!(refused.is_err_and(|error| error.sentence("Procore").contains("https://")));
}
