//! A session that a cookie names (cookie sign-in).

use crate::door::Door;
use crate::error::{closed, side_error};
use crate::last_refusal::LastRefusal;
use crate::patience::Patience;
use crate::request_error::RequestError;
use crate::session_keeper::SessionKeeper;
use reimport::SideError;
use rest::{Answer, Body, Call, RestClient, RestErrorKind};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::Mutex;

pub(crate) struct CookieSession {
    tenant: String,
    user: String,
    password: SecretString,
    keeper: Option<Arc<dyn SessionKeeper>>,
    door: Door,
    /// The lock makes signing in happen once, not once per request.
    state: Mutex<State>,
}

/// Where a session stands.
#[derive(Default)]
struct State {
    now: Seat,
    /// The number of the last sign-in. It only grows, so that a late 401 of an older session is never taken for the current one's.
    last: u64,
    refused: LastRefusal,
}

#[derive(Default, PartialEq, Eq)]
enum Seat {
    #[default]
    Out,
    /// Asked for, and nobody was there any more to hear the answer: a seat may be taken.
    Begun,
    In(u64),
}

#[derive(Serialize)]
struct SignIn<'a> {
    name: &'a str,
    password: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    tenant: &'a str,
}

impl CookieSession {
    pub(crate) fn new(
        tenant: String,
        user: String,
        password: SecretString,
        keeper: Option<Arc<dyn SessionKeeper>>,
    ) -> Self {
        Self { tenant, user, password, keeper, door: Door::default(), state: Mutex::default() }
    }

    pub(crate) async fn send(&self, rest: &RestClient, call: Call, patience: Patience) -> Result<Answer, RequestError> {
        let session = self.signed_in(rest, None).await.map_err(RequestError::SignIn)?;
        match patience.send(rest, call.clone()).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                self.signed_in(rest, Some(session)).await.map_err(RequestError::SignIn)?;
                patience.send(rest, call).await.map_err(|error| RequestError::Request(side_error(&error)))
            }
            result => result.map_err(|error| RequestError::Request(side_error(&error))),
        }
    }

    /// Signs in where that is not done yet, or where `ended` is still the current session. How long a session lives is a setting of the
    /// site, so nothing is assumed of it: 401 says that it ended.
    pub(crate) async fn signed_in(&self, rest: &RestClient, ended: Option<u64>) -> Result<u64, SideError> {
        let mut state = self.state.lock().await;
        self.door.check()?;
        match state.now {
            Seat::In(session) if Some(session) != ended => return Ok(session),
            _ => state.refused.check(rest.clock().now())?,
        }
        state.now = Seat::Begun;
        if let Err(error) = self.sign_in(rest, &mut state.refused).await {
            state.now = Seat::Out;
            return Err(error);
        }
        state.last += 1;
        state.now = Seat::In(state.last);
        if self.door.check().is_err() {
            self.give_back(rest, &mut state).await?;
            return Err(closed());
        }
        Ok(state.last)
    }

    async fn sign_in(&self, rest: &RestClient, refused: &mut LastRefusal) -> Result<(), SideError> {
        self.end_left_behind(rest).await;
        let sign_in = SignIn { name: &self.user, password: self.password.expose_secret(), tenant: &self.tenant };
        let body = serde_json::to_string(&sign_in).map_err(|_| crate::error::incomplete("an account"))?;
        // Once: an account that fails too often is locked out, and a taken seat is not freed by asking again.
        let call = Call::post_repeatable("entity/auth/login", Body::SecretJson(SecretString::from(body))).once();
        let answer = rest.send(call).await.map_err(|error| refused.keep(&error, rest.clock().now()))?;
        if let (Some(keeper), Some(cookies)) = (&self.keeper, answer.cookies()) {
            rest.redactor().know(&cookies);
            keeper.keep(&cookies).await;
        }
        Ok(())
    }

    /// Frees the seats of programs that crashed, before one is asked for.
    async fn end_left_behind(&self, rest: &RestClient) {
        let Some(keeper) = &self.keeper else { return };
        for cookies in keeper.left_behind().await {
            rest.redactor().know(&cookies);
            match rest.send(sign_out_call().cookies(cookies)).await {
                Ok(_) => tracing::info!("a session that a crash had left behind was signed out"),
                Err(error) => tracing::warn!(%error, "a session that a crash had left behind ends by itself"),
            }
        }
    }

    /// The end of this client: nothing signs in again after it.
    pub(crate) async fn sign_out(&self, rest: &RestClient) -> Result<(), SideError> {
        self.door.close();
        self.give_back(rest, &mut *self.state.lock().await).await
    }

    async fn give_back(&self, rest: &RestClient, state: &mut State) -> Result<(), SideError> {
        if std::mem::take(&mut state.now) == Seat::Out {
            return Ok(());
        }
        let signed_out = rest.send(sign_out_call()).await;
        if let Some(keeper) = &self.keeper {
            keeper.forget().await;
        }
        match signed_out {
            // The session ended by itself, which frees the seat as well.
            Err(error) if error.kind == RestErrorKind::Unauthorized => Ok(()),
            result => result.map(|_| ()).map_err(|error| side_error(&error)),
        }
    }
}

/// Signing out, once and past every queue.
pub(crate) fn sign_out_call() -> Call {
    Call::post_repeatable("entity/auth/logout", Body::Empty).once().unpaced()
}
