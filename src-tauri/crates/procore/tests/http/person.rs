//! A person's sign-in: their refresh token is in the keychain, and what they do carries their name.

use crate::company::{COMPANIES, COMPANY, SECRET, TOKEN, client_of, json, mount, mount_once, requests};
use async_trait::async_trait;
use procore::{PASTED_CODE_REDIRECT, ProcoreSignIn, flows};
use reimport::SideErrorKind;
use rest::Timeouts;
use rest::oauth::{KeeperError, RefreshLease, TokenKeeper};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wiremock::{MockServer, ResponseTemplate};

#[derive(Default)]
struct Keychain(Mutex<Vec<SecretString>>);

#[async_trait]
impl TokenKeeper for Keychain {
    async fn hold(&self) -> Result<RefreshLease, KeeperError> {
        Ok(RefreshLease { refresh: self.0.lock().unwrap().last().cloned(), guard: Box::new(()) })
    }

    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError> {
        self.0.lock().unwrap().push(refresh.clone());
        Ok(())
    }
}

fn signed_in() -> Arc<Keychain> {
    Arc::new(Keychain(Mutex::new(vec![SecretString::from("refresh-0")])))
}

fn tokens(number: u32) -> ResponseTemplate {
    json(&format!(
        r#"{{"access_token":"access-{number}","token_type":"bearer","expires_in":5400,"refresh_token":"refresh-{number}","created_at":1}}"#
    ))
}

fn companies() -> ResponseTemplate {
    json(&format!(r#"[{{"id":{COMPANY},"name":"Ridgeline"}}]"#))
}

#[tokio::test]
async fn the_kept_token_opens_the_company_and_its_successor_is_kept_first() {
    let server = MockServer::start().await;
    mount_once(&server, "POST", TOKEN, tokens(1)).await;
    mount(&server, "POST", TOKEN, tokens(2)).await;
    mount_once(&server, "GET", COMPANIES, ResponseTemplate::new(401)).await;
    mount(&server, "GET", COMPANIES, companies()).await;
    let keychain = signed_in();
    assert_eq!(client_of(&server, ProcoreSignIn::Person(keychain.clone())).check().await.unwrap(), "Ridgeline");
    let kept: Vec<_> = keychain.0.lock().unwrap().iter().map(|one| one.expose_secret().to_owned()).collect();
    assert_eq!(kept, ["refresh-0", "refresh-1", "refresh-2"], "once at the start, once after the 401");
    let asked = &requests(&server, TOKEN).await[0];
    let form: HashMap<String, String> = url::form_urlencoded::parse(&asked.body).into_owned().collect();
    assert_eq!((form["grant_type"].as_str(), form["refresh_token"].as_str()), ("refresh_token", "refresh-0"));
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), ("ridgeline", SECRET));
    assert_eq!(requests(&server, COMPANIES).await[1].headers["authorization"], "Bearer access-2");
}

#[tokio::test]
async fn a_sign_in_that_was_revoked_leads_back_to_the_browser() {
    let refusal = r#"{"error":"invalid_grant","error_description":"The refresh token is invalid"}"#;
    for keychain in [signed_in(), Arc::default()] {
        let server = MockServer::start().await;
        mount(&server, "POST", TOKEN, ResponseTemplate::new(401).set_body_raw(refusal, "application/json")).await;
        let error = client_of(&server, ProcoreSignIn::Person(keychain)).check().await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::SignedOut);
        assert!(error.remedy.contains("Sign in again"), "{}", error.remedy);
    }
}

#[tokio::test]
async fn the_browser_is_sent_to_the_login_host_and_a_code_may_be_pasted() {
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        answer: Duration::from_secs(2),
        first_pause: Duration::from_millis(1),
    };
    let login = "https://login.procore.com/".parse().unwrap();
    let flows = flows(login, "ridgeline", &SecretString::from(SECRET), timeouts).unwrap();
    let authorization = flows.begin(PASTED_CODE_REDIRECT.parse().unwrap(), &[], false);
    let url = &authorization.url;
    assert_eq!((url.host_str(), url.path()), (Some("login.procore.com"), "/oauth/authorize"));
    let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!(asked["redirect_uri"], PASTED_CODE_REDIRECT);
    assert!(asked.contains_key("state") && !asked.contains_key("code_challenge"), "Procore documents no PKCE");
}
