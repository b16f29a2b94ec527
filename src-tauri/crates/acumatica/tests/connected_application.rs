//! Signing in through a connected application, against the simulated instance: consent, codes, tokens that rotate and end, seats.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use acumatica::{AcumaticaAccount, AcumaticaClient, AcumaticaSignIn, Application, SCOPES, flows};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use reimport::SideErrorKind;
use rest::oauth::{CallbackError, KeeperError, Loopback, LoopbackError, OAuth, RefreshLease, TokenKeeper, Tokens};
use rest::{Clock, RestErrorKind, StillClock, SystemClock, Timeouts};
use secrecy::SecretString;
use simulators::oauth::Consent;
use simulators::ridgeline::{Company, job};
use simulators::{Settings, Simulation};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(5),
    answer: Duration::from_secs(20),
    first_pause: Duration::from_millis(5),
};
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Keychain(Mutex<Option<SecretString>>);

#[async_trait]
impl TokenKeeper for Keychain {
    async fn hold(&self) -> Result<RefreshLease, KeeperError> {
        Ok(RefreshLease { refresh: self.0.lock().unwrap().clone(), guard: Box::new(()) })
    }

    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError> {
        *self.0.lock().unwrap() = Some(refresh.clone());
        Ok(())
    }
}

async fn simulation(consent: Consent) -> Simulation {
    let job = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "2.00");
    let simulation = simulators::start(Company::with_jobs([job]), Settings::default()).await.unwrap();
    simulation.acumatica.oauth.set_consent(consent);
    simulation
}

fn instance(simulation: &Simulation) -> Url {
    acumatica::clean_instance_url(&simulation.acumatica.base_url).unwrap()
}

fn application(simulation: &Simulation) -> Application {
    let credentials = simulation.acumatica.credentials();
    Application { client_id: credentials.client_id, client_secret: SecretString::from(credentials.client_secret) }
}

fn client(simulation: &Simulation, sign_in: AcumaticaSignIn) -> AcumaticaClient {
    client_by(simulation, sign_in, Arc::new(SystemClock))
}

fn client_by(simulation: &Simulation, sign_in: AcumaticaSignIn, clock: Arc<dyn Clock>) -> AcumaticaClient {
    let account = AcumaticaAccount { instance_url: instance(simulation), tenant: String::new(), sign_in };
    AcumaticaClient::with_clock(account, TIMEOUTS, clock).unwrap()
}

/// The whole way through the browser, up to the code.
async fn code(simulation: &Simulation) -> Result<(OAuth, rest::oauth::Authorization, SecretString), LoopbackError> {
    let flows = flows(&instance(simulation), &application(simulation), TIMEOUTS).await.unwrap();
    let loopback = Loopback::listen(0).await.unwrap();
    let redirect = Loopback::redirect_uri(loopback.port()).unwrap();
    simulation.acumatica.oauth.add_redirect_uri(redirect.as_str());
    let authorization = flows.begin(redirect, &SCOPES, true);
    rest::provide_cryptography();
    let browser = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    let browser = tokio::spawn(browser.get(authorization.url.clone()).send());
    let code = loopback.code(&authorization, PATIENCE).await?;
    assert!(browser.await.unwrap().unwrap().status().is_success());
    Ok((flows, authorization, code))
}

async fn tokens(simulation: &Simulation) -> Tokens {
    let (flows, authorization, code) = code(simulation).await.unwrap();
    flows.exchange(authorization, code).await.unwrap()
}

fn person(simulation: &Simulation, tokens: &Tokens) -> AcumaticaSignIn {
    let keeper = Arc::new(Keychain(Mutex::new(tokens.refresh.clone())));
    AcumaticaSignIn::Person { application: application(simulation), keeper }
}

fn user(simulation: &Simulation, password: &str) -> AcumaticaSignIn {
    let credentials = simulation.acumatica.credentials();
    AcumaticaSignIn::Password {
        application: application(simulation),
        user: credentials.user,
        password: SecretString::from(password),
    }
}

#[tokio::test]
async fn a_person_consents_and_his_token_reads_until_he_signs_out() {
    let simulation = simulation(Consent::Allow).await;
    let tokens = tokens(&simulation).await;
    let client = client(&simulation, person(&simulation, &tokens));
    client.check().await.unwrap();
    simulation.acumatica.oauth.expire_access_tokens();
    client.check().await.unwrap();
    assert_eq!(simulation.acumatica.sessions(), 1, "one seat across the tokens");
    reimport::ports::SourceSession::sign_out(&client).await.unwrap();
    assert_eq!(simulation.acumatica.sessions(), 0);
}

#[tokio::test]
async fn a_denied_consent_is_told_apart() {
    let simulation = simulation(Consent::Deny).await;
    let denied = code(&simulation).await.err();
    assert!(matches!(denied, Some(LoopbackError::Callback(CallbackError::Denied))), "{denied:?}");
}

#[tokio::test]
async fn a_code_is_good_for_a_short_while() {
    let simulation = simulation(Consent::Allow).await;
    let (flows, authorization, code) = code(&simulation).await.unwrap();
    simulation.acumatica.oauth.expire_codes();
    let error = flows.exchange(authorization, code).await.unwrap_err();
    assert_eq!(error.kind, RestErrorKind::Refused);
}

#[tokio::test]
async fn a_revoked_sign_in_leads_back_to_the_browser() {
    let simulation = simulation(Consent::Allow).await;
    let tokens = tokens(&simulation).await;
    let client = client(&simulation, person(&simulation, &tokens));
    simulation.acumatica.oauth.revoke_refresh_tokens();
    let error = client.check().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::SignedOut);
    assert!(error.remedy.contains("Sign in again"), "{error}");
}

#[tokio::test]
async fn a_password_goes_through_the_application_and_again_when_its_token_ends() {
    let simulation = simulation(Consent::Ask).await;
    let client = client(&simulation, user(&simulation, &simulation.acumatica.credentials().password));
    client.check().await.unwrap();
    simulation.acumatica.oauth.expire_access_tokens();
    client.check().await.unwrap();
    reimport::ports::SourceSession::sign_out(&client).await.unwrap();
}

#[tokio::test]
async fn a_token_is_renewed_shortly_before_its_end_by_the_clock() {
    let simulation = simulation(Consent::Allow).await;
    let tokens = tokens(&simulation).await;
    let password = simulation.acumatica.credentials().password;
    for sign_in in [user(&simulation, &password), person(&simulation, &tokens)] {
        let clock = StillClock::at(Timestamp::UNIX_EPOCH);
        let client = client_by(&simulation, sign_in, clock.clone());
        let before = tokens_asked(&simulation);
        // An hour is how long a token lives. Another token of a user takes another seat, and the licence has two.
        for (minutes, tokens) in [(0, 1), (58, 1), (1, 2), (50, 2)] {
            clock.advance(SignedDuration::from_mins(minutes));
            client.check().await.unwrap();
            assert_eq!(tokens_asked(&simulation) - before, tokens, "{minutes} minutes later");
        }
        simulation.acumatica.expire_sessions();
    }
}

fn tokens_asked(simulation: &Simulation) -> usize {
    simulation.acumatica.bench.log.count(|request| request.path.ends_with("connect/token"))
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_application_are_two_sentences() {
    let simulation = simulation(Consent::Ask).await;
    let error = client(&simulation, user(&simulation, "not the password")).check().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::WrongCredentials);
    assert!(error.sentence.contains("user and password"), "{error}");
    let credentials = simulation.acumatica.credentials();
    let application = Application { client_secret: SecretString::from("not the secret"), ..application(&simulation) };
    let password = SecretString::from(credentials.password);
    let wrong = AcumaticaSignIn::Password { application, user: credentials.user, password };
    let error = client(&simulation, wrong).check().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::WrongCredentials);
    assert!(error.sentence.contains("client id"), "{error}");
}
