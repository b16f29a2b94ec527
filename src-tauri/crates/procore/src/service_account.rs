//! The access token of a service account (client credentials guide): asked for on demand, kept in memory, renewed once at a time. There
//! is no refresh token, and nothing to keep.

use crate::account::ProcoreAccount;
use crate::error::{side_error, sign_in_error};
use reimport::SideError;
use rest::oauth::AccessToken;
use rest::{Body, Call, RestClient};
use secrecy::SecretString;
use serde::Deserialize;
use std::time::Duration;
use tokio::sync::Mutex;

/// The token and the login host it comes from.
pub(crate) struct ServiceAccount {
    login: RestClient,
    client_id: String,
    client_secret: SecretString,
    current: Mutex<Option<AccessToken>>,
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
        let now = self.login.clock().now();
        if let Some(token) = current.as_ref().and_then(|token| token.good(ended, now)) {
            return Ok(token);
        }
        let token = self.ask().await?;
        let secret = token.secret();
        *current = Some(token);
        Ok(secret)
    }

    async fn ask(&self) -> Result<AccessToken, SideError> {
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
        Ok(AccessToken::new(answer.access_token, life, self.login.clock().now()))
    }
}
