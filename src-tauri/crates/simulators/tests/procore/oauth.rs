//! Codes, refresh tokens and persons.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use simulators::oauth::Consent;

use crate::bench::{Procore, harbor, json};
use crate::browser::{Browser, Visit};

const BACK: &str = "http://localhost:53682/callback";
const PASTED: &str = "urn:ietf:wg:oauth:2.0:oob";

struct Desk {
    procore: Procore,
    browser: Browser,
}

impl Desk {
    async fn new() -> Self {
        Self { procore: Procore::of(harbor()).await, browser: Browser::new() }
    }

    async fn page(&self, redirect_uri: &str) -> Visit {
        let id = self.procore.simulator.credentials().client_id;
        let query =
            [("response_type", "code"), ("client_id", &id), ("redirect_uri", redirect_uri), ("state", "here & now")];
        self.browser.open(&self.procore.url("/oauth/authorize"), &query).await
    }

    async fn press(&self, redirect_uri: &str, button: &str) -> Visit {
        let page = self.page(redirect_uri).await;
        self.browser.press(&self.procore.url("/oauth/authorize"), &page, button).await
    }

    /// A token request as JSON, as the official client sends it.
    async fn ask(&self, path: &str, secret: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let known = self.procore.simulator.credentials();
        let mut body = serde_json::json!({"client_id": known.client_id, "client_secret": secret});
        for (name, value) in fields {
            body[name] = (*value).into();
        }
        let request = self.procore.client.post(self.procore.url(path)).header("content-type", "application/json");
        let answer = request.body(body.to_string()).send().await.unwrap();
        (answer.status().as_u16(), json(answer).await)
    }

    async fn token(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let secret = self.procore.simulator.credentials().client_secret;
        self.ask("/oauth/token", &secret, fields).await
    }

    async fn redeem(&self, code: &str, redirect_uri: &str) -> (u16, Value) {
        self.token(&[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)]).await
    }

    async fn refresh(&self, tokens: &Value) -> (u16, Value) {
        let token = tokens["refresh_token"].as_str().unwrap_or_default();
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    async fn signed_in(&self) -> Value {
        self.redeem(self.press(BACK, "allow").await.says("code"), BACK).await.1
    }

    async fn get(&self, path: &str, tokens: &Value) -> (u16, Value) {
        let request =
            self.procore.client.get(self.procore.url(path)).bearer_auth(tokens["access_token"].as_str().unwrap());
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }
}

#[tokio::test]
async fn an_allowed_consent_signs_a_person_in() {
    let desk = Desk::new().await;
    let back = desk.press(BACK, "allow").await;
    assert_eq!((back.status, back.says("@"), back.says("state")), (302, BACK, "here & now"));
    let (status, tokens) = desk.redeem(back.says("code"), BACK).await;
    assert_eq!((status, tokens["expires_in"].as_i64()), (200, Some(5_400)));
    assert!(tokens["refresh_token"].is_string() && tokens["created_at"].is_i64());

    let (status, me) = desk.get("/rest/v1.0/me", &tokens).await;
    assert_eq!((status, me["login"].as_str()), (200, Some("d.whitfield@ridgeline.example")));
    assert_eq!(desk.get("/rest/v1.0/companies", &tokens).await.0, 200, "a person may ask for their companies");
    assert_eq!(desk.get("/rest/v1.0/me?company_id=1", &tokens).await.0, 400, "but not about one without naming it");
    assert_eq!(desk.get("/rest/v1.1/projects?company_id=1", &tokens).await.0, 400);
    let (_, info) = desk.get("/oauth/token/info", &tokens).await;
    assert_eq!(info["resource_owner_id"], me["id"]);
    assert_eq!(info["application"]["uid"], desk.procore.simulator.credentials().client_id);
}

#[tokio::test]
async fn what_a_person_writes_stands_under_his_name() {
    let mut desk = Desk::new().await;
    desk.procore.token = desk.signed_in().await["access_token"].as_str().unwrap().to_owned();
    let line = desk.procore.line("03-30-00.S");
    let change = r#"{"project_id":{project},"budget_line_item":{"original_budget_amount":1}}"#;
    let path = format!("/rest/v1.1/budget_line_items/{line}");
    assert_eq!(desk.procore.send(Method::PATCH, &path, change).await.status(), 200);
    let history = desk.procore.simulator.history(desk.procore.project);
    assert_eq!(history.last().unwrap().by, "Dana Whitfield");
}

#[tokio::test]
async fn a_denied_consent_and_a_foreign_address_give_no_code() {
    let desk = Desk::new().await;
    let back = desk.press(BACK, "deny").await;
    assert_eq!((back.says("error"), back.says("state"), back.says("code")), ("access_denied", "here & now", ""));
    let foreign = desk.page("http://localhost:53682/other").await;
    assert_eq!((foreign.status, foreign.says("@")), (400, ""));
    desk.procore.simulator.oauth.set_consent(Consent::Deny);
    assert_eq!(desk.page(BACK).await.says("error"), "access_denied");
}

#[tokio::test]
async fn an_installed_app_has_its_code_pasted() {
    let desk = Desk::new().await;
    let shown = desk.press(PASTED, "allow").await;
    assert_eq!((shown.status, shown.says("@")), (200, ""));
    let (_, after) = shown.html.split_once("id=\"code\"").unwrap();
    let code = after.split_once("value=\"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(desk.redeem(code, BACK).await.0, 400, "it was made for the page");
    let shown = desk.press(PASTED, "allow").await;
    let (_, after) = shown.html.split_once("id=\"code\"").unwrap();
    let code = after.split_once("value=\"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(desk.redeem(code, PASTED).await.0, 200);
    assert!(desk.press(PASTED, "deny").await.html.contains("Access was denied"));
}

#[tokio::test]
async fn codes_and_refresh_tokens_are_good_once() {
    let desk = Desk::new().await;
    let code = desk.press(BACK, "allow").await.says("code").to_owned();
    let (_, first) = desk.redeem(&code, BACK).await;
    let (status, refused) = desk.redeem(&code, BACK).await;
    assert_eq!((status, refused["error"].as_str()), (400, Some("invalid_grant")));
    let (status, second) = desk.refresh(&first).await;
    assert_eq!(status, 200);
    assert_eq!(desk.refresh(&first).await.1["error"], "invalid_grant");
    desk.procore.simulator.bench.clock.advance(SignedDuration::from_hours(24 * 400));
    assert_eq!(desk.refresh(&second).await.0, 200, "it lives until it is used");

    let late = desk.press(BACK, "allow").await.says("code").to_owned();
    desk.procore.simulator.bench.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(desk.redeem(&late, BACK).await.0, 400);
    let fresh = desk.press(BACK, "allow").await.says("code").to_owned();
    let fields = [("grant_type", "authorization_code"), ("code", fresh.as_str()), ("redirect_uri", BACK)];
    let (status, refused) = desk.ask("/oauth/token", "guess", &fields).await;
    assert_eq!((status, refused["error"].as_str()), (401, Some("invalid_client")));
}

#[tokio::test]
async fn revoking_ends_both_tokens_and_knows_no_unknown_ones() {
    let desk = Desk::new().await;
    let secret = desk.procore.simulator.credentials().client_secret;
    let tokens = desk.signed_in().await;
    assert_eq!(desk.ask("/oauth/revoke", &secret, &[("token", "unknown")]).await.0, 200);
    assert_eq!(desk.ask("/oauth/revoke", "guess", &[("token", "unknown")]).await.0, 401);
    assert_eq!(desk.get("/rest/v1.0/me", &tokens).await.0, 200);
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(desk.ask("/oauth/revoke", &secret, &[("token", access)]).await.0, 200);
    assert_eq!(desk.get("/rest/v1.0/me", &tokens).await.0, 401);
    assert_eq!(desk.get("/oauth/token/info", &tokens).await.0, 401);
    assert_eq!(desk.refresh(&tokens).await.0, 400);

    let tokens = desk.signed_in().await;
    desk.procore.simulator.oauth.revoke_refresh_tokens();
    assert_eq!(desk.refresh(&tokens).await.1["error"], "invalid_grant");
    let log = format!("{:?}", desk.procore.simulator.bench.log.all());
    assert!(desk.procore.simulator.oauth.secrets().iter().all(|secret| !log.contains(secret)));
}
