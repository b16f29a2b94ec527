//! A session that a token names. It takes a seat as well, and is signed out like the other (API users and tokens).

use crate::cookie_session::sign_out_call;
use crate::token::Tokens;
use crate::trouble::trouble;
use reimport::SideTrouble;
use rest::{Answer, Call, RestClient, RestErrorKind};
use secrecy::SecretString;
use tokio::sync::Mutex;

pub(crate) struct TokenSession {
    tokens: Tokens,
    /// The token that was used last: while there is one, a seat is taken.
    used: Mutex<Option<SecretString>>,
}

impl TokenSession {
    pub(crate) fn new(tokens: Tokens) -> Self {
        Self { tokens, used: Mutex::default() }
    }

    /// 401 was certainly not carried out, so with a new token it is sent once more.
    pub(crate) async fn send(&self, rest: &RestClient, call: Call) -> Result<Answer, SideTrouble> {
        let token = self.next(None).await?;
        match rest.send(call.clone().bearer(token.clone())).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                let renewed = self.next(Some(&token)).await?;
                rest.send(call.bearer(renewed)).await.map_err(|error| trouble(&error))
            }
            result => result.map_err(|error| trouble(&error)),
        }
    }

    pub(crate) async fn sign_in(&self) -> Result<(), SideTrouble> {
        self.tokens.token(None).await.map(|_| ())
    }

    pub(crate) async fn sign_out(&self, rest: &RestClient) -> Result<(), SideTrouble> {
        let Some(token) = self.used.lock().await.take() else { return Ok(()) };
        match rest.send(sign_out_call().bearer(token)).await {
            // The token ended by itself, and its session with it.
            Err(error) if error.kind == RestErrorKind::Unauthorized => Ok(()),
            result => result.map(|_| ()).map_err(|error| trouble(&error)),
        }
    }

    async fn next(&self, ended: Option<&SecretString>) -> Result<SecretString, SideTrouble> {
        let token = self.tokens.token(ended).await?;
        *self.used.lock().await = Some(token.clone());
        Ok(token)
    }
}
