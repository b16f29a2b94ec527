//! One holder of the tokens, whoever asks for them.

use crate::client::client;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use rest::oauth::{App, Holder, HolderError, KeeperError, OAuth, RefreshLease, TokenKeeper};
use rest::{RestClient, RestErrorKind, StillClock};
use secrecy::{ExposeSecret, SecretString};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use url::Url;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// A keychain with a lock before it.
struct Keychain {
    lock: Arc<tokio::sync::Mutex<()>>,
    refresh: Mutex<Option<SecretString>>,
    gone: AtomicBool,
}

impl Keychain {
    fn with(refresh: Option<&str>) -> Arc<Self> {
        let refresh = Mutex::new(refresh.map(SecretString::from));
        Arc::new(Self { lock: Arc::default(), refresh, gone: AtomicBool::new(false) })
    }

    fn holds(&self) -> Option<String> {
        self.refresh.lock().unwrap().as_ref().map(|refresh| refresh.expose_secret().to_owned())
    }
}

#[async_trait]
impl TokenKeeper for Keychain {
    async fn hold(&self) -> Result<RefreshLease, KeeperError> {
        let guard = Box::new(self.lock.clone().lock_owned().await);
        Ok(RefreshLease { refresh: self.refresh.lock().unwrap().clone(), guard })
    }

    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError> {
        if self.gone.load(Ordering::Relaxed) {
            return Err(KeeperError {
                sentence: "This computer offers no keychain.".into(),
                remedy: "Start one.".into(),
            });
        }
        *self.refresh.lock().unwrap() = Some(refresh.clone());
        Ok(())
    }
}

/// A server that takes each refresh token once, and gives the next.
#[derive(Default)]
struct Rotating {
    turn: AtomicU32,
}

impl Respond for Rotating {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let form: std::collections::HashMap<String, String> =
            url::form_urlencoded::parse(&request.body).into_owned().collect();
        let turn = self.turn.load(Ordering::Relaxed);
        if form["refresh_token"] != format!("refresh-{turn}") {
            return ResponseTemplate::new(400).set_body_raw(r#"{"error":"invalid_grant"}"#, "application/json");
        }
        let next = turn + 1;
        self.turn.store(next, Ordering::Relaxed);
        let body = format!(
            r#"{{"access_token":"access-{next}","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-{next}"}}"#
        );
        ResponseTemplate::new(200).set_body_raw(body, "application/json")
    }
}

async fn server(respond: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

fn holder(server: &MockServer, keychain: &Arc<Keychain>) -> Holder {
    holder_of(client(&server.uri()), server, keychain)
}

fn holder_of(client: RestClient, server: &MockServer, keychain: &Arc<Keychain>) -> Holder {
    let url = Url::parse(&server.uri()).unwrap();
    let app = App {
        client_id: "client".into(),
        client_secret: SecretString::from("secret"),
        authorize_url: url.clone(),
        token_url: url.join("token").unwrap(),
    };
    Holder::new(OAuth::new(client, app), keychain.clone())
}

async fn requests(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn many_who_ask_at_once_refresh_once_and_the_next_token_is_kept() {
    let (server, keychain) = (server(Rotating::default()).await, Keychain::with(Some("refresh-0")));
    let holder = Arc::new(holder(&server, &keychain));
    let askers: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn({
                let holder = holder.clone();
                async move { holder.access(None).await.unwrap() }
            })
        })
        .collect();
    for asker in askers {
        assert_eq!(asker.await.unwrap().expose_secret(), "access-1");
    }
    assert_eq!((requests(&server).await, keychain.holds().as_deref()), (1, Some("refresh-1")));
    let ended = SecretString::from("access-1");
    assert_eq!(holder.access(Some(&ended)).await.unwrap().expose_secret(), "access-2");
    assert_eq!(holder.access(Some(&ended)).await.unwrap().expose_secret(), "access-2", "that one ended long ago");
    assert_eq!(requests(&server).await, 2);
}

#[tokio::test]
async fn two_programs_do_not_log_each_other_out() {
    let (server, keychain) = (server(Rotating::default()).await, Keychain::with(Some("refresh-0")));
    let (window, terminal) = (holder(&server, &keychain), holder(&server, &keychain));
    for round in 0..3 {
        let (one, other) = tokio::join!(window.access(None), terminal.access(None));
        let (one, other) = (one.unwrap(), other.unwrap());
        let renewed = tokio::join!(window.access(Some(&one)), terminal.access(Some(&other)));
        assert!(renewed.0.is_ok() && renewed.1.is_ok(), "round {round}");
    }
}

#[tokio::test]
async fn a_keychain_that_vanishes_midway_is_told_before_the_token_is_used() {
    let (server, keychain) = (server(Rotating::default()).await, Keychain::with(Some("refresh-0")));
    keychain.gone.store(true, Ordering::Relaxed);
    let holder = holder(&server, &keychain);
    for _ in 0..2 {
        let error = holder.access(None).await.unwrap_err();
        assert!(matches!(error, HolderError::Keeper(error) if error.sentence.contains("no keychain")));
    }
    // The one before is spent: the next one must not be lost with the keychain.
    keychain.gone.store(false, Ordering::Relaxed);
    assert_eq!(holder.access(None).await.unwrap().expose_secret(), "access-1");
    assert_eq!((requests(&server).await, keychain.holds().as_deref()), (1, Some("refresh-1")));
}

#[tokio::test]
async fn who_is_signed_out_is_told_so_and_a_failing_server_is_not_taken_for_it() {
    let rotating = server(Rotating::default()).await;
    for refresh in [None, Some("refresh-revoked")] {
        let error = holder(&rotating, &Keychain::with(refresh)).access(None).await.unwrap_err();
        assert!(matches!(error, HolderError::SignedOut), "{error:?}");
    }
    let failing = server(ResponseTemplate::new(500)).await;
    let keychain = Keychain::with(Some("refresh-0"));
    let error = holder(&failing, &keychain).access(None).await.unwrap_err();
    assert!(matches!(error, HolderError::Rest(error) if error.kind == RestErrorKind::ServerFailed));
    assert_eq!(keychain.holds().as_deref(), Some("refresh-0"), "nothing is forgotten for a server's bad day");
}

#[tokio::test]
async fn a_neighbour_that_fails_does_not_lose_the_next_token() {
    // The server has spent the old token; its answer is under way when the other side fails and this one is no longer waited for.
    let slow = server(Slow(Rotating::default())).await;
    let keychain = Keychain::with(Some("refresh-0"));
    let holder = Arc::new(holder(&slow, &keychain));
    let asked = holder.access(None);
    let neighbour = async {
        while requests(&slow).await == 0 {
            tokio::task::yield_now().await;
        }
        Err::<(), _>("every seat is taken")
    };
    tokio::select! {
        biased;
        failed = neighbour => assert!(failed.is_err()),
        _ = asked => panic!("the answer was to come later"),
    }
    // A program that ends now waits for it.
    assert!(rest::oauth::renewals_settled(std::time::Duration::from_secs(20)).await);
    assert_eq!(keychain.holds().as_deref(), Some("refresh-1"));
    assert_eq!(holder.access(None).await.unwrap().expose_secret(), "access-1");
    assert_eq!(requests(&slow).await, 1, "and nobody refreshed again");
}

/// Answers when the one who asked is gone.
struct Slow(Rotating);

impl Respond for Slow {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        self.0.respond(request).set_delay(std::time::Duration::from_millis(150))
    }
}

#[tokio::test]
async fn a_token_is_renewed_shortly_before_its_end_by_the_clock() {
    let (server, keychain) = (server(Rotating::default()).await, Keychain::with(Some("refresh-0")));
    let clock = StillClock::at(Timestamp::UNIX_EPOCH);
    let holder = holder_of(client(&server.uri()).with_clock(clock.clone()), &server, &keychain);
    for (seconds, token) in [(0, "access-1"), (3_539, "access-1"), (1, "access-2"), (7_200, "access-3")] {
        clock.advance(SignedDuration::from_secs(seconds));
        assert_eq!(holder.access(None).await.unwrap().expose_secret(), token, "{seconds} s later");
    }
    assert_eq!(requests(&server).await, 3, "a computer that slept for two hours asks once");
}
