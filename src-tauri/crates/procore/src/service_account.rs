//! The access token of a service account (client credentials guide): asked for on demand, kept in memory, renewed once at a time. There
//! is no refresh token, and nothing to keep.

use crate::account::ProcoreAccount;
use crate::error::{side_error, sign_in_error};
use jiff::Timestamp;
use reimport::SideError;
use rest::{Body, Call, RestClient};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::time::Duration;
use tokio::sync::Mutex;

/// A token is renewed this long before its end, so that it does not end on the way.
const EARLY: Duration = Duration::from_mins(1);

/// The token and the login host it comes from.
pub(crate) struct ServiceAccount {
    login: RestClient,
    client_id: String,
    client_secret: SecretString,
    current: Mutex<Option<Token>>,
}

struct Token {
    secret: SecretString,
    good_until: Timestamp,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: SecretString,
    expires_in: u32,
}

impl ServiceAccount {
    pub(crate) fn new(login: RestClient, account: &ProcoreAccount) -> Self {
        login.redactor().know(&account.client_secret);
        let client_secret = account.client_secret.clone();
        Self { login, client_id: account.client_id.clone(), client_secret, current: Mutex::default() }
    }

    /// A good token. `ended` is one that the server no longer takes.
    pub(crate) async fn token(&self, ended: Option<&SecretString>) -> Result<SecretString, SideError> {
        let mut current = self.current.lock().await;
        if let Some(token) = current.as_ref() {
            let refused = ended.is_some_and(|ended| ended.expose_secret() == token.secret.expose_secret());
            if !refused && Timestamp::now() < token.good_until {
                return Ok(token.secret.clone());
            }
        }
        let token = self.ask().await?;
        let secret = token.secret.clone();
        *current = Some(token);
        Ok(secret)
    }

    async fn ask(&self) -> Result<Token, SideError> {
        let form = vec![
            ("grant_type", SecretString::from("client_credentials")),
            ("client_id", SecretString::from(self.client_id.clone())),
            ("client_secret", self.client_secret.clone()),
        ];
        let call = Call::post_repeatable("oauth/token", Body::Form(form)).unpaced();
        let answer = self.login.send(call).await.map_err(|error| sign_in_error(&error))?;
        let answer: TokenAnswer = answer.json().map_err(|error| side_error(&error))?;
        self.login.redactor().know(&answer.access_token);
        let life = Duration::from_secs(answer.expires_in.into());
        // A token shorter than the margin is used for half its life.
        let good_for = life.checked_sub(EARLY).unwrap_or(life / 2);
        let good_until = Timestamp::now().checked_add(good_for).unwrap_or(Timestamp::MAX);
        Ok(Token { secret: answer.access_token, good_until })
    }
}
