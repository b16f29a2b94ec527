//! A session that a cookie names (cookie sign-in).

use crate::session_keeper::SessionKeeper;
use crate::trouble::{sign_in_trouble, trouble};
use reimport::SideTrouble;
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
    /// Which sign-in is the current one; `None` while signed out. The lock makes signing in happen once, not once per request.
    current: Mutex<Option<u64>>,
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
        Self { tenant, user, password, keeper, current: Mutex::default() }
    }

    pub(crate) async fn send(&self, rest: &RestClient, call: Call) -> Result<Answer, SideTrouble> {
        let session = self.signed_in(rest, None).await?;
        match rest.send(call.clone()).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                self.signed_in(rest, Some(session)).await?;
                rest.send(call).await.map_err(|error| trouble(&error))
            }
            result => result.map_err(|error| trouble(&error)),
        }
    }

    /// Signs in where that is not done yet, or where `ended` is still the current session.
    pub(crate) async fn signed_in(&self, rest: &RestClient, ended: Option<u64>) -> Result<u64, SideTrouble> {
        let mut current = self.current.lock().await;
        match *current {
            Some(session) if Some(session) != ended => Ok(session),
            before => {
                self.sign_in(rest).await?;
                let session = before.unwrap_or_default() + 1;
                *current = Some(session);
                Ok(session)
            }
        }
    }

    async fn sign_in(&self, rest: &RestClient) -> Result<(), SideTrouble> {
        self.end_left_behind(rest).await;
        let sign_in = SignIn { name: &self.user, password: self.password.expose_secret(), tenant: &self.tenant };
        let body = serde_json::to_string(&sign_in).map_err(|_| crate::trouble::incomplete("an account"))?;
        // Once: an account that fails too often is locked out, and a taken seat is not freed by asking again.
        let call = Call::post_repeatable("entity/auth/login", Body::SecretJson(SecretString::from(body))).once();
        let answer = rest.send(call).await.map_err(|error| sign_in_trouble(&error))?;
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

    pub(crate) async fn sign_out(&self, rest: &RestClient) -> Result<(), SideTrouble> {
        let mut current = self.current.lock().await;
        if current.take().is_none() {
            return Ok(());
        }
        let signed_out = rest.send(sign_out_call()).await;
        if let Some(keeper) = &self.keeper {
            keeper.forget().await;
        }
        match signed_out {
            // The session ended by itself, which frees the seat as well.
            Err(error) if error.kind == RestErrorKind::Unauthorized => Ok(()),
            result => result.map(|_| ()).map_err(|error| trouble(&error)),
        }
    }
}

/// Signing out, once and past every queue.
pub(crate) fn sign_out_call() -> Call {
    Call::post_repeatable("entity/auth/logout", Body::Empty).once().unpaced()
}
