//! Secrets appear in nothing that can be printed.

use crate::client::client;
use rest::{Body, Call, Redactor, RestClient};
use secrecy::SecretString;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

const CANARY: &str = "canary-4711";

#[tokio::test]
async fn a_server_that_echoes_a_secret_does_not_spread_it() {
    for body in [CANARY.to_owned(), format!(r#"{{"errors":{{"password":["{CANARY} is wrong"]}}}}"#)] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(400).set_body_string(body)).mount(&server).await;
        let client = client(&server.uri());
        let secret = SecretString::from(CANARY);
        client.redactor().know(&secret);
        let body = Body::Form(vec![("client_secret", secret.clone())]);
        let call = Call::post_repeatable("oauth/token", body).bearer(secret.clone());
        assert!(!format!("{call:?}").contains(CANARY));
        let call_with_json = Call::post_repeatable("login", Body::SecretJson(secret));
        assert!(!format!("{call_with_json:?}").contains(CANARY));
        let error = client.send(call).await.unwrap_err();
        assert!(!format!("{error} {error:?} {}", error.sentence("Procore")).contains(CANARY));
        assert!(error.words.contains("[redacted]"));
        // It was sent, though: the canary is not simply lost.
        let request = &server.received_requests().await.unwrap()[0];
        assert_eq!(request.body, format!("client_secret={CANARY}").into_bytes());
        assert_eq!(request.headers["authorization"], format!("Bearer {CANARY}"));
    }
}

#[test]
fn secrets_do_not_leave_this_computer_without_tls() {
    let refused =
        RestClient::new("http://api.procore.com/".parse().unwrap(), crate::client::brisk(), Redactor::default());
    assert!(refused.is_err_and(|error| error.sentence("Procore").contains("https://")));
}
