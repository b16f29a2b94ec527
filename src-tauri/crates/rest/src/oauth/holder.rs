//! The one holder of a person's tokens. A refresh token is good once, and its answer holds the next; so whoever refreshes keeps everybody
//! else who shares the sign-in waiting, this program's other requests as well as another program's, and the next token is in the keychain
//! before the access token that came with it is used. Otherwise two windows would log each other out, and a crash would log out both.

use crate::oauth::flow::OAuth;
use crate::{RestError, RestErrorKind};
use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// A token is renewed this long before its end, so that it does not end on the way.
const EARLY: Duration = Duration::from_mins(1);

/// How many renewals are under way in this program.
static UNDER_WAY: LazyLock<watch::Sender<usize>> = LazyLock::new(watch::Sender::default);

/// Waits until no renewal is under way any more, but no longer than this; whether none is. For a program that is about to end, which
/// would end them too.
pub async fn renewals_settled(patience: Duration) -> bool {
    let mut under_way = UNDER_WAY.subscribe();
    tokio::time::timeout(patience, under_way.wait_for(|count| *count == 0)).await.is_ok_and(|settled| settled.is_ok())
}

/// A renewal that is under way.
struct UnderWay;

impl UnderWay {
    fn begins() -> Self {
        UNDER_WAY.send_modify(|count| *count += 1);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.send_modify(|count| *count -= 1);
    }
}

/// Keeps the refresh token, where every program of this person's finds it.
#[async_trait]
pub trait TokenKeeper: Send + Sync {
    /// Waits until nobody else refreshes this sign-in, and gives the newest refresh token.
    async fn hold(&self) -> Result<Held, KeeperError>;
    /// Keeps the next refresh token in place of the one before.
    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError>;
}

/// The newest refresh token; nobody else gets it until this is dropped.
pub struct Held {
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
    renewing: Arc<Renewing>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// A pair whose refresh token the keychain would not take. The one before is spent, so this is all there is: it is offered to the
    /// keychain again before anything else is tried, and not used until it is kept.
    unkept: Option<(SecretString, Current)>,
}

#[derive(Clone)]
struct Current {
    access: SecretString,
    good_until: Timestamp,
}

impl State {
    /// The access token, while it is good and not the one that the server no longer takes.
    fn good(&self, ended: Option<&SecretString>) -> Option<SecretString> {
        let known = self.current.as_ref()?;
        let refused = ended.is_some_and(|ended| ended.expose_secret() == known.access.expose_secret());
        (!refused && Timestamp::now() < known.good_until).then(|| known.access.clone())
    }
}

impl Holder {
    /// A holder; nothing is sent yet.
    pub fn new(flows: OAuth, keeper: Arc<dyn TokenKeeper>) -> Self {
        Self { renewing: Arc::new(Renewing { flows, keeper }), state: Arc::default() }
    }

    /// A good access token. `ended` is one that the server no longer takes.
    ///
    /// Whoever asks may stop waiting at any moment, because a neighbour failed or a window was closed: a renewal that was begun goes
    /// on to its end, for by then the server may have spent the old token, and the next one must reach the keychain.
    pub async fn access(&self, ended: Option<&SecretString>) -> Result<SecretString, HolderError> {
        let mut state = self.state.clone().lock_owned().await;
        if let Some(access) = state.good(ended) {
            return Ok(access);
        }
        let (renewing, under_way) = (self.renewing.clone(), UnderWay::begins());
        let renewed = tokio::spawn(async move {
            let _under_way = under_way;
            let next = renewing.next(&mut state).await?;
            let access = next.access.clone();
            state.current = Some(next);
            Ok(access)
        });
        renewed.await.unwrap_or_else(|_| Err(HolderError::Keeper(interrupted())))
    }
}

/// What a renewal needs.
struct Renewing {
    flows: OAuth,
    keeper: Arc<dyn TokenKeeper>,
}

impl Renewing {
    async fn next(&self, state: &mut State) -> Result<Current, HolderError> {
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

    async fn refresh(&self, refresh: &SecretString) -> Result<(Option<SecretString>, Current), HolderError> {
        let tokens = self.flows.refresh(refresh).await.map_err(judged)?;
        // A token shorter than the margin is used for half its life.
        let good_for = tokens.good_for.checked_sub(EARLY).unwrap_or(tokens.good_for / 2);
        let good_until = Timestamp::now().checked_add(good_for).unwrap_or(Timestamp::MAX);
        Ok((tokens.refresh, Current { access: tokens.access, good_until }))
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
