//! The one holder of a person's tokens. A refresh token is good once, and its answer holds the next; so who refreshes keeps everybody
//! else who shares the sign-in waiting, this program's other requests as well as another program's, and the next token is in the keychain
//! before the access token that came with it is used. Otherwise two windows would log each other out, and a crash would log out both.

use crate::error::{RestError, RestErrorKind};
use crate::oauth::access_token::AccessToken;
use crate::oauth::flow::OAuth;
use async_trait::async_trait;
use secrecy::SecretString;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// How many renewals are under way in this program.
static UNDER_WAY: LazyLock<watch::Sender<usize>> = LazyLock::new(watch::Sender::default);

/// Waits until no renewal is under way any more, but no longer than this; whether none is. For a program that is about to end, which
/// would end them too.
pub async fn renewals_settled(patience: Duration) -> bool {
    let mut under_way = UNDER_WAY.subscribe();
    tokio::time::timeout(patience, under_way.wait_for(|count| *count == 0)).await.is_ok_and(|settled| settled.is_ok())
}

/// A renewal that is under way.
struct RenewalGuard;

impl RenewalGuard {
    fn begins() -> Self {
        UNDER_WAY.send_modify(|count| *count += 1);
        Self
    }
}

impl Drop for RenewalGuard {
    fn drop(&mut self) {
        UNDER_WAY.send_modify(|count| *count -= 1);
    }
}

/// Keeps the refresh token, where every program of this person's finds it.
#[async_trait]
pub trait TokenKeeper: Send + Sync {
    /// Waits until nobody else refreshes this sign-in, and gives the newest refresh token.
    async fn hold(&self) -> Result<RefreshLease, KeeperError>;
    /// Keeps the next refresh token in place of the one before.
    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError>;
}

/// The newest refresh token; nobody else gets it until this is dropped.
pub struct RefreshLease {
    /// `None` where nobody signed in, or signed out since.
    pub refresh: Option<SecretString>,
    /// What keeps the others waiting.
    pub guard: Box<dyn Send>,
}

/// The keeper could not do it; its words for the person.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct KeeperError {
    /// What happened.
    pub sentence: String,
    /// What to do next.
    pub remedy: String,
}

/// Why there is no access token.
#[derive(Debug, thiserror::Error)]
pub enum HolderError {
    /// Nobody is signed in, or the server no longer takes the refresh token: the person signs in again.
    #[error("the sign-in has ended")]
    SignedOut,
    /// The keychain.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// The server.
    #[error(transparent)]
    Rest(#[from] RestError),
}

/// Holds the tokens of one person's sign-in.
pub struct Holder {
    renewing: Arc<Renewal>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    current: Option<AccessToken>,
    /// A pair whose refresh token the keychain would not take. The one before is spent, so this is all there is: it is offered to the
    /// keychain again before anything else is tried, and not used until it is kept.
    unkept: Option<(SecretString, AccessToken)>,
}

impl Holder {
    /// A holder; nothing is sent yet.
    pub fn new(flows: OAuth, keeper: Arc<dyn TokenKeeper>) -> Self {
        Self { renewing: Arc::new(Renewal { flows, keeper }), state: Arc::default() }
    }

    /// A good access token. `ended` is one that the server no longer takes.
    ///
    /// The caller may stop waiting at any moment, because a neighbour failed or a window was closed: a renewal that was begun goes
    /// on to its end, because by then the server may have spent the old token, and the next one must reach the keychain.
    pub async fn access(&self, ended: Option<&SecretString>) -> Result<SecretString, HolderError> {
        let mut state = self.state.clone().lock_owned().await;
        let now = self.renewing.flows.clock().now();
        if let Some(access) = state.current.as_ref().and_then(|token| token.good(ended, now)) {
            return Ok(access);
        }
        let (renewing, under_way) = (self.renewing.clone(), RenewalGuard::begins());
        let renewed = tokio::spawn(async move {
            let _under_way = under_way;
            let next = renewing.next(&mut state).await?;
            let access = next.secret();
            state.current = Some(next);
            Ok(access)
        });
        renewed.await.unwrap_or_else(|_| Err(HolderError::Keeper(interrupted())))
    }
}

/// What a renewal needs.
struct Renewal {
    flows: OAuth,
    keeper: Arc<dyn TokenKeeper>,
}

impl Renewal {
    async fn next(&self, state: &mut State) -> Result<AccessToken, HolderError> {
        let held = self.keeper.hold().await?;
        if state.unkept.is_none() {
            let refresh = held.refresh.as_ref().ok_or(HolderError::SignedOut)?;
            let (next_refresh, next) = self.refresh(refresh).await?;
            let Some(next_refresh) = next_refresh else { return Ok(next) };
            state.unkept = Some((next_refresh, next));
        }
        let (refresh, next) = state.unkept.clone().ok_or(HolderError::SignedOut)?;
        self.keeper.keep(&refresh).await?;
        state.unkept = None;
        Ok(next)
    }

    async fn refresh(&self, refresh: &SecretString) -> Result<(Option<SecretString>, AccessToken), HolderError> {
        let tokens = self.flows.refresh(refresh).await.map_err(judged)?;
        Ok((tokens.refresh, AccessToken::new(tokens.access, tokens.good_for, self.flows.clock().now())))
    }
}

/// The program is being ended, or met a defect.
fn interrupted() -> KeeperError {
    KeeperError {
        sentence: "The renewal of the sign-in was interrupted.".to_owned(),
        remedy: "Try again; if it stays so, sign in again under Connections.".to_owned(),
    }
}

/// `invalid_grant` is answered 400 by the document and 401 by some servers. The word itself may be missing beside its description.
fn judged(error: RestError) -> HolderError {
    match error.kind {
        RestErrorKind::Refused | RestErrorKind::Unauthorized => HolderError::SignedOut,
        _ => HolderError::Rest(error),
    }
}
