//! A session that a token names. It takes a seat as well, and is signed out like the other (API users and tokens).

use crate::cookie_session::sign_out_call;
use crate::door::Door;
use crate::error::side_error;
use crate::patience::Patience;
use crate::request_error::RequestError;
use crate::token::Tokens;
use reimport::SideError;
use rest::{Answer, Call, RestClient, RestErrorKind};
use secrecy::SecretString;
use tokio::sync::Mutex;

pub(crate) struct TokenSession {
    tokens: Tokens,
    /// Signing out does not end a token: its next use would open another session.
    door: Door,
    /// The token that was used last: while there is one, a seat is taken.
    used: Mutex<Option<SecretString>>,
}

impl TokenSession {
    pub(crate) fn new(tokens: Tokens) -> Self {
        Self { tokens, door: Door::default(), used: Mutex::default() }
    }

    /// 401 was certainly not carried out, so with a new token it is sent once more.
    pub(crate) async fn send(&self, rest: &RestClient, call: Call, patience: Patience) -> Result<Answer, RequestError> {
        let token = self.next(None).await.map_err(RequestError::SignIn)?;
        match patience.send(rest, call.clone().bearer(token.clone())).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                let renewed = self.next(Some(&token)).await.map_err(RequestError::SignIn)?;
                patience
                    .send(rest, call.bearer(renewed))
                    .await
                    .map_err(|error| RequestError::Request(side_error(&error)))
            }
            result => result.map_err(|error| RequestError::Request(side_error(&error))),
        }
    }

    pub(crate) async fn sign_in(&self) -> Result<(), SideError> {
        self.door.check()?;
        self.tokens.token(None).await.map(|_| ())
    }

    /// The end of this client, as with a cookie.
    pub(crate) async fn sign_out(&self, rest: &RestClient) -> Result<(), SideError> {
        self.door.close();
        let Some(token) = self.used.lock().await.take() else { return Ok(()) };
        match rest.send(sign_out_call().bearer(token)).await {
            // The token ended by itself, and its session with it.
            Err(error) if error.kind == RestErrorKind::Unauthorized => Ok(()),
            result => result.map(|_| ()).map_err(|error| side_error(&error)),
        }
    }

    async fn next(&self, ended: Option<&SecretString>) -> Result<SecretString, SideError> {
        self.door.check()?;
        let token = self.tokens.token(ended).await?;
        let mut used = self.used.lock().await;
        self.door.check()?;
        *used = Some(token.clone());
        Ok(token)
    }
}
