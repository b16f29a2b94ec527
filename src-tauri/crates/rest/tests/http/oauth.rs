//! The sign-in flows: what goes out, what comes back, and what is told when it does not.

use crate::client::client;
use reqwest::Method;
use rest::oauth::{App, Authorization, CallbackError, Loopback, LoopbackError, OAuth};
use rest::{RestErrorKind, oauth};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::time::Duration;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SECRET: &str = "canary-client-secret";
const TOKENS: &str = r#"{"access_token":"canary-access","token_type":"bearer","expires_in":5400,"refresh_token":"canary-refresh","created_at":1}"#;
const PATIENCE: Duration = Duration::from_secs(20);

async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/site/token")).respond_with(answer).mount(&server).await;
    server
}

fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

fn flows(server: &MockServer) -> OAuth {
    let at = |path: &str| Url::parse(&format!("{}/site/{path}", server.uri())).unwrap();
    let app = App {
        client_id: "GUID@Tenant".into(),
        client_secret: SecretString::from(SECRET),
        authorize_url: at("authorize"),
        token_url: at("token"),
    };
    OAuth::new(client(&server.uri()), app)
}

async fn sent(server: &MockServer) -> Vec<HashMap<String, String>> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| url::form_urlencoded::parse(&request.body).into_owned().collect()).collect()
}

fn redirect(port: u16) -> Url {
    Loopback::redirect_uri(port).unwrap()
}

fn question(authorization: &Authorization) -> HashMap<String, String> {
    authorization.url.query_pairs().into_owned().collect()
}

/// The browser, as far as this computer sees it.
async fn comes_back(port: u16, query: &str) -> (u16, String) {
    let page = knock(port, Method::GET, &format!("/callback?{query}")).send().await.unwrap();
    (page.status().as_u16(), page.text().await.unwrap())
}

/// Whoever comes to the port.
fn knock(port: u16, method: Method, path: &str) -> reqwest::RequestBuilder {
    rest::provide_cryptography();
    let browser = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    browser.request(method, format!("http://localhost:{port}{path}"))
}

#[tokio::test]
async fn a_person_signs_in_in_the_browser() {
    let server = server(json(TOKENS)).await;
    let flows = flows(&server);
    let loopback = Loopback::listen(0).await.unwrap();
    let port = loopback.port();
    let authorization = flows.begin(redirect(port), &["api", "offline_access"], true);
    let question = question(&authorization);
    assert_eq!(question["response_type"], "code");
    assert_eq!(question["scope"], "api offline_access");
    assert_eq!(question["code_challenge_method"], "S256");
    assert_eq!(question["redirect_uri"], format!("http://localhost:{port}/callback"));
    assert!(!authorization.url.as_str().contains(SECRET));

    let browser = tokio::spawn({
        let query = format!("code=c%2F1&state={}", question["state"]);
        async move { comes_back(port, &query).await }
    });
    let code = loopback.code(&authorization, PATIENCE).await.unwrap();
    let (status, page) = browser.await.unwrap();
    assert!(status == 200 && page.contains("You are signed in"), "{page}");

    let tokens = flows.exchange(authorization, code).await.unwrap();
    assert_eq!(tokens.access.expose_secret(), "canary-access");
    assert_eq!(tokens.refresh.unwrap().expose_secret(), "canary-refresh");
    assert_eq!(tokens.good_for, Duration::from_mins(90));
    let sent = &sent(&server).await[0];
    assert_eq!((sent["grant_type"].as_str(), sent["code"].as_str()), ("authorization_code", "c/1"));
    assert_eq!((sent["client_id"].as_str(), sent["client_secret"].as_str()), ("GUID@Tenant", SECRET));
    assert_eq!(sent["redirect_uri"], question["redirect_uri"]);
    let challenge = oauth2::PkceCodeChallenge::from_code_verifier_sha256(&oauth2::PkceCodeVerifier::new(
        sent["code_verifier"].clone(),
    ));
    assert_eq!(challenge.as_str(), question["code_challenge"], "the verifier fits the challenge");
}

#[tokio::test]
async fn every_other_return_is_told_to_the_person_and_to_the_browser() {
    let server = server(json(TOKENS)).await;
    let flows = flows(&server);
    for (query, expected) in [
        ("error=access_denied&state=STATE", CallbackError::Denied),
        ("error=server_error&state=STATE", CallbackError::Refused("server_error".to_owned())),
        ("state=STATE", CallbackError::NoCode),
    ] {
        let loopback = Loopback::listen(0).await.unwrap();
        let port = loopback.port();
        let authorization = flows.begin(redirect(port), &[], false);
        assert!(!question(&authorization).contains_key("code_challenge"));
        let query = query.replace("STATE", &question(&authorization)["state"]);
        let browser = tokio::spawn(async move { comes_back(port, &query).await });
        let error = loopback.code(&authorization, PATIENCE).await.unwrap_err();
        assert!(matches!(error, LoopbackError::Callback(found) if found == expected));
        let (status, page) = browser.await.unwrap();
        assert!(status == 400 && page.contains("did not succeed"), "{page}");
    }
    assert!(sent(&server).await.is_empty(), "no code, no exchange");
}

#[tokio::test]
async fn a_taken_port_and_a_person_who_does_not_return_are_told() {
    let first = Loopback::listen(0).await.unwrap();
    let again = Loopback::listen(first.port()).await;
    assert!(matches!(again, Err(LoopbackError::PortTaken { port }) if port == first.port()));
    let flows = flows(&server(json(TOKENS)).await);
    let authorization = flows.begin(redirect(first.port()), &[], true);
    // Another page of the browser's, a favicon, is no answer.
    let port = first.port();
    let favicon =
        tokio::spawn(async move { knock(port, Method::GET, "/favicon.ico").send().await.unwrap().status().as_u16() });
    let error = first.code(&authorization, Duration::from_millis(800)).await.unwrap_err();
    assert!(matches!(error, LoopbackError::TooLate { strays: 0 }), "{error:?}");
    assert_eq!(favicon.await.unwrap(), 404);
}

#[tokio::test]
async fn strays_are_sent_away_and_the_sign_in_goes_on() {
    let flows = flows(&server(json(TOKENS)).await);
    let loopback = Loopback::listen(0).await.unwrap();
    let port = loopback.port();
    let authorization = flows.begin(redirect(port), &[], true);
    let state = question(&authorization)["state"].clone();
    let strays = tokio::spawn(async move {
        let own = format!("/callback?code=c1&state={state}");
        for stray in [
            knock(port, Method::GET, "/callback?x"),
            knock(port, Method::GET, "/callback?code=stolen&state=another"),
            knock(port, Method::GET, "/callback?error=access_denied"),
            knock(port, Method::HEAD, &own),
            knock(port, Method::POST, &own),
            knock(port, Method::GET, &own).header("host", format!("evil.example:{port}")),
            knock(port, Method::GET, &own).header("host", "localhost"),
            knock(port, Method::GET, &own).header("host", "localhost:1"),
        ] {
            let page = stray.send().await.unwrap();
            assert_eq!(page.status(), 400);
            assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
        }
        assert_eq!(knock(port, Method::GET, &own.replace("/callback", "/")).send().await.unwrap().status(), 404);
        let by_number = knock(port, Method::GET, &own).header("host", format!("127.0.0.1:{port}"));
        assert_eq!(by_number.send().await.unwrap().status(), 200);
    });
    let code = loopback.code(&authorization, PATIENCE).await.unwrap();
    assert_eq!(code.expose_secret(), "c1");
    strays.await.unwrap();
}

#[tokio::test]
async fn strays_are_counted_when_nobody_comes_back() {
    let flows = flows(&server(json(TOKENS)).await);
    let loopback = Loopback::listen(0).await.unwrap();
    let port = loopback.port();
    let authorization = flows.begin(redirect(port), &[], true);
    let strays = tokio::spawn(async move {
        for _ in 0..3 {
            assert_eq!(comes_back(port, "code=c1&state=another").await.0, 400);
        }
    });
    let error = loopback.code(&authorization, Duration::from_secs(2)).await.unwrap_err();
    strays.await.unwrap();
    assert!(matches!(error, LoopbackError::TooLate { strays: 3 }), "{error:?}");
}

#[tokio::test]
async fn the_other_grants_send_what_is_documented() {
    let server = server(json(TOKENS)).await;
    let flows = flows(&server);
    flows.refresh(&SecretString::from("old-refresh")).await.unwrap();
    flows.password("okafor", &SecretString::from("pass word"), &["api"]).await.unwrap();
    flows.client_credentials().await.unwrap();
    let [refresh, password, application] = sent(&server).await.try_into().unwrap();
    assert_eq!((refresh["grant_type"].as_str(), refresh["refresh_token"].as_str()), ("refresh_token", "old-refresh"));
    assert_eq!((password["username"].as_str(), password["password"].as_str()), ("okafor", "pass word"));
    assert_eq!((password["grant_type"].as_str(), password["scope"].as_str()), ("password", "api"));
    assert_eq!(application["grant_type"], "client_credentials");
    assert!([refresh, password, application].iter().all(|form| form["client_secret"] == SECRET));
}

#[tokio::test]
async fn a_refusal_is_asked_once_and_holds_no_secret() {
    let refusal = r#"{"error":"invalid_grant","error_description":"old-refresh of canary-client-secret is invalid"}"#;
    let server = server(ResponseTemplate::new(400).set_body_raw(refusal, "application/json")).await;
    let flows = flows(&server);
    let error = flows.refresh(&SecretString::from("old-refresh")).await.unwrap_err();
    assert_eq!(error.kind, RestErrorKind::Refused);
    assert_eq!(error.words, "invalid_grant", "the server's words repeat what was sent; the name of the error does not");
    assert!(error.says("IS INVALID"), "they are looked at");
    let printed = format!("{error} {error:?} {}", error.sentence("Procore"));
    assert!(!printed.contains("old-refresh") && !printed.contains(SECRET), "{printed}");
    assert_eq!(sent(&server).await.len(), 1, "a refresh token is spent by being asked about");
    let unavailable = self::server(ResponseTemplate::new(503)).await;
    let error = self::flows(&unavailable).client_credentials().await.unwrap_err();
    assert_eq!((error.kind, sent(&unavailable).await.len()), (RestErrorKind::ServerFailed, 1));
}

#[tokio::test]
async fn what_is_no_token_is_not_quoted() {
    for body in ["<html>canary-access</html>", r#"{"token":"canary-access"}"#, r#"{"access_token":"canary-acc"#] {
        let error = flows(&server(json(body)).await).client_credentials().await.unwrap_err();
        assert_eq!(error.kind, RestErrorKind::NotUnderstood);
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}

#[test]
fn tokens_print_nothing() {
    let tokens = oauth::Tokens {
        access: SecretString::from("canary-access"),
        refresh: Some(SecretString::from("canary-refresh")),
        good_for: PATIENCE,
    };
    assert!(!format!("{tokens:?}").contains("canary"));
}
