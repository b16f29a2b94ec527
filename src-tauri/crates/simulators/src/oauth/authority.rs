use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::client::Client;
use super::grants::{Grant, Grants, Lifetimes, Live};

/// What happens when an application sends somebody to the sign-in page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The page is shown, with its two buttons.
    #[default]
    Ask,
    /// Allowed at once, without a page.
    Allow,
    /// Denied at once, without a page.
    Deny,
}

/// A vendor's sign-in server: who may sign in and what is out there. Clones share it.
#[derive(Clone, Debug)]
pub struct Authority(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    clients: Vec<Client>,
    consent: Consent,
    grants: Grants,
    refresh_tokens: bool,
}

impl Authority {
    pub(crate) fn new(client: Client, lifetimes: Lifetimes) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            clients: vec![client],
            consent: Consent::default(),
            grants: Grants::new(lifetimes),
            refresh_tokens: true,
        })))
    }

    /// The demo's own client.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: a client is never removed")]
    pub fn client(&self) -> Client {
        self.inner().clients.first().cloned().expect("there is one from the start, and none is removed")
    }

    /// Registers a client, or registers it again.
    pub fn register(&self, client: Client) {
        let mut inner = self.inner();
        match inner.clients.iter_mut().find(|known| known.id == client.id) {
            Some(known) => *known = client,
            None => inner.clients.push(client),
        }
    }

    /// Registers one more redirect address of the demo's own client.
    pub fn add_redirect_uri(&self, uri: &str) {
        if let Some(client) = self.inner().clients.first_mut() {
            client.redirect_uris.push(uri.to_owned());
        }
    }

    /// What happens on the sign-in page from now on.
    pub fn set_consent(&self, consent: Consent) {
        self.inner().consent = consent;
    }

    /// Whether clients are given refresh tokens at all.
    pub fn set_refresh_tokens(&self, given: bool) {
        self.inner().refresh_tokens = given;
    }

    /// How long access tokens live that are given out from now on, in seconds.
    pub fn set_access_lifetime(&self, seconds: u32) {
        self.inner().grants.lifetimes.access = SignedDuration::from_secs(seconds.into());
    }

    /// Every code that was not redeemed yet expires now.
    pub fn expire_codes(&self) {
        self.inner().grants.forget_codes();
    }

    /// Every access token expires now; refresh tokens stay.
    pub fn expire_access_tokens(&self) {
        self.inner().grants.forget_access();
    }

    /// Every refresh token is revoked; access tokens stay until they expire.
    pub fn revoke_refresh_tokens(&self) {
        self.inner().grants.forget_refresh();
    }

    /// Every code and token that is out there, for a test that searches for them where they should not be.
    pub fn secrets(&self) -> Vec<String> {
        self.inner().grants.secrets()
    }

    pub(crate) fn access_tokens(&self) -> Vec<String> {
        self.inner().grants.access_tokens()
    }

    pub(crate) fn consent(&self) -> Consent {
        self.inner().consent
    }

    pub(crate) fn gives_refresh_tokens(&self) -> bool {
        self.inner().refresh_tokens
    }

    pub(crate) fn client_of(&self, id: &str) -> Option<Client> {
        self.inner().clients.iter().find(|client| client.id == id).cloned()
    }

    pub(crate) fn issue_code(&self, now: Timestamp, grant: Grant, redirect: &str, challenge: Option<String>) -> String {
        self.inner().grants.issue_code(now, grant, redirect, challenge)
    }

    pub(crate) fn redeem_code(
        &self,
        now: Timestamp,
        code: &str,
        client_id: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
    ) -> Option<Grant> {
        self.inner().grants.redeem_code(now, code, client_id, redirect_uri, verifier)
    }

    /// Gives out an access token; its text is the vendor's own to choose.
    pub(crate) fn issue_access(&self, now: Timestamp, grant: &Grant, token: String) -> String {
        self.inner().grants.issue_access(now, grant, token)
    }

    pub(crate) fn issue_refresh(&self, now: Timestamp, grant: &Grant) -> String {
        self.inner().grants.issue_refresh(now, grant)
    }

    pub(crate) fn rotate(&self, now: Timestamp, token: &str, client_id: &str) -> Option<(Grant, String)> {
        self.inner().grants.rotate(now, token, client_id)
    }

    pub(crate) fn revoke(&self, token: &str) {
        self.inner().grants.revoke(token);
    }

    /// What an access token is good for, if it is alive.
    pub(crate) fn live(&self, token: &str, now: Timestamp) -> Option<Live> {
        self.inner().grants.of_access(token, now).cloned()
    }

    pub(crate) fn access_lifetime_seconds(&self) -> i64 {
        self.inner().grants.lifetimes.access.as_secs()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
