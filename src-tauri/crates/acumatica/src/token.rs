//! The access token of a connected application, for a person or a user with a password.

use crate::account::Application;
use crate::error::holder_error;
use crate::last_refusal::LastRefusal;
use crate::sign_in::{API_ONLY, flows_of};
use reimport::SideError;
use rest::oauth::{AccessToken, Holder, OAuth, TokenKeeper};
use rest::{Clock, Redactor, Timeouts};
use secrecy::SecretString;
use std::sync::Arc;
use tokio::sync::{Mutex, OnceCell};
use url::Url;

/// Where tokens come from. The flows are known once the discovery document was read, with the first token.
pub(crate) struct Tokens {
    instance_url: Url,
    timeouts: Timeouts,
    redactor: Redactor,
    clock: Arc<dyn Clock>,
    application: Application,
    who: TokenOwner,
}

/// Who signed in.
pub(crate) enum TokenOwner {
    /// A person, in the browser.
    Person { keeper: Arc<dyn TokenKeeper>, holder: Box<OnceCell<Holder>> },
    /// A user, with their password.
    User { user: String, password: SecretString, flows: Box<OnceCell<OAuth>>, current: Mutex<Current> },
}

/// What the last sign-in of a user came to.
#[derive(Default)]
pub(crate) struct Current {
    token: Option<AccessToken>,
    refused: LastRefusal,
}

pub(crate) fn person(keeper: Arc<dyn TokenKeeper>) -> TokenOwner {
    TokenOwner::Person { keeper, holder: Box::default() }
}

pub(crate) fn user(user: String, password: SecretString) -> TokenOwner {
    TokenOwner::User { user, password, flows: Box::default(), current: Mutex::default() }
}

impl Tokens {
    pub(crate) fn new(
        instance_url: Url,
        timeouts: Timeouts,
        redactor: Redactor,
        clock: Arc<dyn Clock>,
        application: Application,
        who: TokenOwner,
    ) -> Self {
        Self { instance_url, timeouts, redactor, clock, application, who }
    }

    /// A good token. `ended` is one that the server no longer takes.
    pub(crate) async fn token(&self, ended: Option<&SecretString>) -> Result<SecretString, SideError> {
        match &self.who {
            TokenOwner::Person { keeper, holder } => {
                let holder =
                    holder.get_or_try_init(async || Ok(Holder::new(self.flows().await?, keeper.clone()))).await?;
                holder.access(ended).await.map_err(holder_error)
            }
            TokenOwner::User { user, password, flows, current } => {
                let mut current = current.lock().await;
                let now = self.clock.now();
                if let Some(token) = current.token.as_ref().and_then(|token| token.good(ended, now)) {
                    return Ok(token);
                }
                current.refused.check(now)?;
                let flows = flows.get_or_try_init(async || self.flows().await).await?;
                let tokens = match flows.password(user, password, &API_ONLY).await {
                    Ok(tokens) => tokens,
                    Err(error) => return Err(current.refused.keep(&error, self.clock.now())),
                };
                current.token = Some(AccessToken::new(tokens.access.clone(), tokens.good_for, self.clock.now()));
                Ok(tokens.access)
            }
        }
    }

    async fn flows(&self) -> Result<OAuth, SideError> {
        flows_of(&self.instance_url, &self.application, self.timeouts, self.redactor.clone(), self.clock.clone()).await
    }
}
