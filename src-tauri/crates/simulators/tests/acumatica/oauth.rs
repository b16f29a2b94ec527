//! OAuth 2.0: discovery, consent, codes, passwords, refresh tokens, and the seats that bearer sessions take.

use crate::http;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use simulators::acumatica::AcumaticaSimulator;
use simulators::bench::CONTROL_HEADER;
use simulators::oauth::{Client as Application, Consent};

use crate::browser::{Browser, Visit};
use crate::client::{Client, small_company};

const BACK: &str = "http://localhost:53682/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Desk {
    simulator: AcumaticaSimulator,
    browser: Browser,
    http: reqwest::Client,
}

/// A token's answer: status and body.
struct Told(u16, Value);

impl Told {
    fn text(&self, name: &str) -> &str {
        self.1[name].as_str().unwrap_or_default()
    }
}

impl Desk {
    async fn new() -> Self {
        Self { simulator: small_company().await, browser: Browser::new(), http: http::client().build().unwrap() }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.simulator.base_url)
    }

    async fn page(&self, changed: &[(&str, &str)]) -> Visit {
        let id = self.simulator.credentials().client_id;
        let mut query = vec![
            ("response_type", "code"),
            ("client_id", id.as_str()),
            ("redirect_uri", BACK),
            ("scope", "api offline_access"),
            ("state", "one&two"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changed {
            query.retain(|(known, _)| known != name);
            query.push((name, value));
        }
        self.browser.open(&self.url("/identity/connect/authorize"), &query).await
    }

    async fn press(&self, button: &str) -> Visit {
        let page = self.page(&[]).await;
        self.browser.press(&self.url("/identity/connect/authorize"), &page, button).await
    }

    async fn token(&self, grant: &[(&str, &str)]) -> Told {
        let known = self.simulator.credentials();
        self.token_as(&known.client_id, &known.client_secret, grant).await
    }

    async fn token_as(&self, id: &str, secret: &str, grant: &[(&str, &str)]) -> Told {
        let mut form = vec![("client_id", id), ("client_secret", secret)];
        form.extend(grant);
        let answer = self.http.post(self.url("/identity/connect/token")).form(&form).send().await.unwrap();
        Told(answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    async fn redeem(&self, code: &str) -> Told {
        let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", BACK)];
        self.token(&[&fields[..], &[("code_verifier", VERIFIER)]].concat()).await
    }

    async fn by_password(&self, password: &str, scope: &str) -> Told {
        let user = self.simulator.credentials().user;
        self.token(&[("grant_type", "password"), ("username", &user), ("password", password), ("scope", scope)]).await
    }

    async fn refresh(&self, token: &str) -> Told {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    async fn projects(&self, token: &str) -> u16 {
        let request = self.http.get(self.url("/entity/Default/24.200.001/Project")).bearer_auth(token);
        request.send().await.unwrap().status().as_u16()
    }

    async fn sign_out(&self, token: &str) -> u16 {
        let request = self.http.request(Method::POST, self.url("/entity/auth/logout")).header("content-length", "0");
        request.bearer_auth(token).send().await.unwrap().status().as_u16()
    }
}

#[tokio::test]
async fn the_endpoints_are_found_in_the_discovery_document() {
    let desk = Desk::new().await;
    let found = desk.http.get(desk.url("/Site/identity/.well-known/openid-configuration")).send().await.unwrap();
    let found: Value = serde_json::from_str(&found.text().await.unwrap()).unwrap();
    assert_eq!(found["token_endpoint"], desk.url("/Site/identity/connect/token"));
    assert_eq!(found["authorization_endpoint"], desk.url("/Site/identity/connect/authorize"));
    assert_eq!(found["code_challenge_methods_supported"], serde_json::json!(["S256"]));
}

#[tokio::test]
async fn an_allowed_consent_leads_to_tokens_that_open_the_entities() {
    let desk = Desk::new().await;
    assert!(desk.simulator.credentials().client_id.ends_with(&format!("@{}", desk.simulator.credentials().tenant)));
    let back = desk.press("allow").await;
    assert_eq!((back.status, back.says("@"), back.says("state")), (302, BACK, "one&two"));
    assert_eq!(back.says("scope"), "api offline_access");
    let told = desk.redeem(back.says("code")).await;
    assert_eq!((told.0, told.text("token_type"), told.1["expires_in"].as_i64()), (200, "Bearer", Some(3_600)));
    assert_eq!(desk.projects(told.text("access_token")).await, 200);
    let again = desk.redeem(back.says("code")).await;
    assert_eq!((again.0, again.text("error")), (400, "invalid_grant"));

    desk.simulator.bench.clock.advance(SignedDuration::from_secs(3_600));
    assert_eq!(desk.projects(told.text("access_token")).await, 401);
}

#[tokio::test]
async fn a_denied_consent_is_told_to_the_client_and_to_nobody_else() {
    let desk = Desk::new().await;
    let back = desk.press("deny").await;
    assert_eq!((back.says("error"), back.says("state"), back.says("code")), ("access_denied", "one&two", ""));
    desk.simulator.oauth.set_consent(Consent::Deny);
    assert_eq!(desk.page(&[]).await.says("error"), "access_denied");
    desk.simulator.oauth.set_consent(Consent::Allow);
    assert!(!desk.page(&[]).await.says("code").is_empty());
}

#[tokio::test]
async fn an_address_must_match_exactly_and_what_does_not_stays_on_the_page() {
    let desk = Desk::new().await;
    for (name, value) in [
        ("redirect_uri", "http://localhost:53683/callback"),
        ("redirect_uri", "http://localhost:53682/callback/"),
        ("redirect_uri", "http://localhost:53682/callback?x=1"),
        ("client_id", "nobody@Ridgeline"),
    ] {
        let page = desk.page(&[(name, value)]).await;
        assert_eq!((page.status, page.says("@")), (400, ""), "{value}");
    }
    desk.simulator.oauth.add_redirect_uri("http://localhost:53683/callback");
    assert_eq!(desk.page(&[("redirect_uri", "http://localhost:53683/callback")]).await.status, 200);
}

#[tokio::test]
async fn what_else_is_wrong_is_told_by_redirect() {
    let desk = Desk::new().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("scope", "api everything", "invalid_scope"),
    ] {
        assert_eq!(desk.page(&[(name, value)]).await.says("error"), error, "{name}={value}");
    }
    desk.simulator.oauth.set_refresh_tokens(false);
    assert_eq!(desk.page(&[]).await.says("error"), "invalid_scope");
}

#[tokio::test]
async fn a_code_needs_its_verifier_its_address_its_client_and_its_time() {
    let desk = Desk::new().await;
    let known = desk.simulator.credentials();
    let code = async || desk.press("allow").await.says("code").to_owned();
    let grant = |code: &str, verifier: &str, back: &str| {
        [("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier), ("redirect_uri", back)]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let error = async |id: &str, secret: &str, fields: [(&str, String); 4]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let told = desk.token_as(id, secret, &fields).await;
        (told.0, told.text("error").to_owned())
    };
    let (id, secret) = (known.client_id.as_str(), known.client_secret.as_str());
    let invalid = (400, "invalid_grant".to_owned());
    assert_eq!(error(id, secret, grant(&code().await, &"x".repeat(43), BACK)).await, invalid);
    assert_eq!(error(id, secret, grant(&code().await, VERIFIER, "http://127.0.0.1:53682/callback")).await, invalid);
    assert_eq!(error(id, "guess", grant(&code().await, VERIFIER, BACK)).await, (400, "invalid_client".into()));
    let other = Application { id: format!("OTHER@{}", known.tenant), secret: "s".into(), redirect_uris: vec![] };
    desk.simulator.oauth.register(other.clone());
    assert_eq!(error(&other.id, "s", grant(&code().await, VERIFIER, BACK)).await, invalid);
    let late = code().await;
    desk.simulator.bench.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(error(id, secret, grant(&late, VERIFIER, BACK)).await, invalid);
    let expired = code().await;
    desk.simulator.oauth.expire_codes();
    assert_eq!(error(id, secret, grant(&expired, VERIFIER, BACK)).await, invalid);
    assert_eq!(desk.redeem(&code().await).await.0, 200);
}

#[tokio::test]
async fn a_password_is_enough_and_a_wrong_one_is_not() {
    let desk = Desk::new().await;
    let password = desk.simulator.credentials().password;
    let told = desk.by_password(&password, "api").await;
    assert_eq!((told.0, told.text("scope"), told.1.get("refresh_token")), (200, "api", None));
    assert_eq!(desk.projects(told.text("access_token")).await, 200);
    assert_eq!(desk.by_password("canary-guess", "api").await.text("error"), "invalid_grant");
    assert_eq!(desk.by_password(&password, "").await.text("error"), "invalid_scope");
    assert_eq!(desk.token(&[("grant_type", "client_credentials")]).await.text("error"), "unsupported_grant_type");
    let log = format!("{:?}", desk.simulator.bench.log.all());
    assert!(!log.contains(&password) && !log.contains("canary-guess"));
    assert!(desk.simulator.oauth.secrets().iter().all(|secret| !log.contains(secret)));
    assert_eq!(desk.simulator.bench.log.writes(), [], "signing in is no write");
}

#[tokio::test]
async fn refresh_tokens_rotate_until_their_thirty_days_are_over() {
    let desk = Desk::new().await;
    let password = desk.simulator.credentials().password;
    let first = desk.by_password(&password, "api offline_access").await;
    let second = desk.refresh(first.text("refresh_token")).await;
    assert_eq!(second.0, 200);
    assert_ne!(first.text("refresh_token"), second.text("refresh_token"));
    assert_eq!(desk.refresh(first.text("refresh_token")).await.text("error"), "invalid_grant");
    desk.simulator.oauth.expire_access_tokens();
    assert_eq!(desk.projects(second.text("access_token")).await, 401);
    desk.simulator.bench.clock.advance(SignedDuration::from_hours(29 * 24));
    let third = desk.refresh(second.text("refresh_token")).await;
    assert_eq!(desk.projects(third.text("access_token")).await, 200);
    desk.simulator.bench.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(desk.refresh(third.text("refresh_token")).await.text("error"), "invalid_grant");

    let revoked = desk.by_password(&password, "api offline_access").await;
    desk.simulator.oauth.revoke_refresh_tokens();
    assert_eq!(desk.refresh(revoked.text("refresh_token")).await.text("error"), "invalid_grant");
    assert_eq!(desk.projects(revoked.text("access_token")).await, 200, "the access token lives out its hour");
}

#[tokio::test]
async fn bearer_sessions_take_seats_like_others() {
    let desk = Desk::new().await;
    let password = desk.simulator.credentials().password;
    let first = desk.by_password(&password, "api offline_access").await;
    assert_eq!(desk.simulator.sessions(), 0, "a token alone takes no seat");
    desk.projects(first.text("access_token")).await;
    let next = desk.refresh(first.text("refresh_token")).await;
    desk.projects(next.text("access_token")).await;
    assert_eq!(desk.simulator.sessions(), 1, "one consent, one session");
    let cookies = Client::signed_in(&desk.simulator).await;
    let third = desk.by_password(&password, "api").await;
    assert_eq!(desk.projects(third.text("access_token")).await, 429);
    cookies.sign_out().await;
    assert_eq!(desk.projects(third.text("access_token")).await, 200);
    assert_eq!(desk.sign_out(third.text("access_token")).await, 204);
    assert_eq!(desk.simulator.sessions(), 1);
}

#[tokio::test]
async fn a_test_in_another_process_reaches_all_of_it() {
    let desk = Desk::new().await;
    let control = async |what: &str, body: &'static str| {
        let url = desk.url(&format!("/__simulator/oauth/{what}"));
        let request = desk.http.post(url).header("content-type", "application/json").body(body);
        let request = request.header(CONTROL_HEADER, desk.simulator.bench.door.token().to_string());
        request.send().await.unwrap().status().as_u16()
    };
    let password = desk.simulator.credentials().password;
    let told = desk.by_password(&password, "api offline_access").await;
    assert_eq!(control("expire_access_tokens", "").await, 204);
    assert_eq!(desk.projects(told.text("access_token")).await, 401);
    assert_eq!(control("revoke_refresh_tokens", "").await, 204);
    assert_eq!(desk.refresh(told.text("refresh_token")).await.0, 400);
    assert_eq!(control("consent", r#"{"answer":"deny"}"#).await, 204);
    assert_eq!(desk.page(&[]).await.says("error"), "access_denied");
    assert_eq!(control("consent", r#"{"answer":"allow"}"#).await, 204);
    let back = desk.page(&[]).await;
    assert_eq!(control("expire_codes", "").await, 204);
    assert_eq!(desk.redeem(back.says("code")).await.0, 400);
    assert_eq!(control("redirect_uris", r#"{"redirect_uri":"http://localhost:9/back"}"#).await, 204);
    assert_eq!(desk.page(&[("redirect_uri", "http://localhost:9/back")]).await.says("@"), "http://localhost:9/back");
    let client = r#"{"client_id":"A@B","client_secret":"s","redirect_uris":["http://localhost:8/x"]}"#;
    assert_eq!(control("clients", client).await, 204);
    let page = desk.page(&[("client_id", "A@B"), ("redirect_uri", "http://localhost:8/x")]).await;
    assert!(!page.says("code").is_empty());
}
