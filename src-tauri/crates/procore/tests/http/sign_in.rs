//! The token of a service account: asked for on demand, renewed in time, never in words.

use crate::company::{
    COMPANIES, COMPANY, SECRET, TOKEN, client, client_by, company, json, mount, mount_once, requests,
};
use jiff::{SignedDuration, Timestamp};
use procore::ProcoreSignIn;
use reimport::SideErrorKind;
use rest::StillClock;
use wiremock::{MockServer, ResponseTemplate};

fn companies() -> ResponseTemplate {
    json(&format!(r#"[{{"id":{COMPANY},"name":"Ridgeline"}}]"#))
}

fn token(token: &str, kind: &str, seconds: u32) -> ResponseTemplate {
    json(&format!(r#"{{"access_token":"{token}","token_type":"{kind}","expires_in":{seconds}}}"#))
}

#[tokio::test]
async fn one_token_serves_all_and_is_asked_for_as_documented() {
    let server = company().await;
    mount(&server, "GET", COMPANIES, companies()).await;
    let client = client(&server);
    assert!(server.received_requests().await.unwrap().is_empty(), "nothing is sent before it is needed");
    let (one, two) = tokio::join!(client.check(), client.check());
    assert!(one.is_ok() && two.is_ok());
    let asked = requests(&server, TOKEN).await;
    assert_eq!(asked.len(), 1);
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&asked[0].body).into_owned().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        form,
        [pair("grant_type", "client_credentials"), pair("client_id", "ridgeline"), pair("client_secret", SECRET)]
    );
    assert!(asked[0].url.query().is_none(), "no secret in an address");
}

#[tokio::test]
async fn a_long_token_of_any_spelling_is_taken() {
    for kind in ["bearer", "Bearer"] {
        let server = MockServer::start().await;
        let long = "eyJ0eXAi".repeat(300);
        mount(&server, "POST", TOKEN, token(&long, kind, 5_400)).await;
        mount(&server, "GET", COMPANIES, companies()).await;
        client(&server).check().await.unwrap();
        assert_eq!(requests(&server, COMPANIES).await[0].headers["authorization"], format!("Bearer {long}"));
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let server = company().await;
    mount_once(&server, "GET", COMPANIES, ResponseTemplate::new(401)).await;
    mount(&server, "GET", COMPANIES, companies()).await;
    client(&server).check().await.unwrap();
    assert_eq!((requests(&server, TOKEN).await.len(), requests(&server, COMPANIES).await.len()), (2, 2));
}

#[tokio::test]
async fn a_token_that_is_always_refused_is_told() {
    for body in [r#"{"errors":"Unauthorized"}"#, r#"{"message":"The access token is invalid"}"#, ""] {
        let server = company().await;
        mount(&server, "GET", COMPANIES, ResponseTemplate::new(401).set_body_string(body)).await;
        let error = client(&server).check().await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::SignedOut, "{body}");
        assert_eq!(requests(&server, TOKEN).await.len(), 2, "and no third time");
    }
}

#[tokio::test]
async fn a_token_is_renewed_shortly_before_its_end_by_the_clock() {
    for (good_for, until) in [(5_400, 5_340), (30, 15)] {
        let server = MockServer::start().await;
        mount(&server, "GET", COMPANIES, companies()).await;
        mount(&server, "POST", TOKEN, token("short", "Bearer", good_for)).await;
        let clock = StillClock::at(Timestamp::UNIX_EPOCH);
        let client = client_by(&server, ProcoreSignIn::ServiceAccount, clock.clone());
        for (seconds, tokens) in [(0, 1), (until - 1, 1), (1, 2)] {
            clock.advance(SignedDuration::from_secs(seconds));
            client.check().await.unwrap();
            assert_eq!(requests(&server, TOKEN).await.len(), tokens, "good for {good_for} s, {seconds} s later");
        }
    }
}

#[tokio::test]
async fn a_refused_client_is_told_whatever_the_status() {
    let unknown = r#"{"error":"invalid_client","error_description":"Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."}"#;
    let grant = r#"{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked."}"#;
    for (status, body) in [(401, unknown), (401, grant), (400, grant), (400, unknown), (401, "")] {
        let server = MockServer::start().await;
        mount(&server, "POST", TOKEN, ResponseTemplate::new(status).set_body_string(body)).await;
        let error = client(&server).check().await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::WrongCredentials, "{status} {body}");
        assert!(error.remedy.contains("sandbox and production"), "credentials are never shared between environments");
        assert_eq!(server.received_requests().await.unwrap().len(), 1, "asked once, and nothing else without a token");
    }
}

#[tokio::test]
async fn the_secret_is_in_no_words() {
    let server = MockServer::start().await;
    let echo = format!(r#"{{"error":"x","error_description":"wrong: {SECRET}"}}"#);
    mount(&server, "POST", TOKEN, ResponseTemplate::new(500).set_body_string(echo)).await;
    let error = client(&server).check().await.unwrap_err();
    assert!(error.sentence.contains("[redacted]"), "the server did echo it: {}", error.sentence);
    assert!(!format!("{error:?} {error}").contains(SECRET));
}
