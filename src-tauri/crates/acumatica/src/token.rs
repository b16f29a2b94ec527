//! The access token of a connected application, whoever signed in.

use crate::account::{AcumaticaOptions, Application};
use crate::error::{holder_error, sign_in_error};
use crate::refused::Refused;
use crate::sign_in::{API_ONLY, flows_of};
use jiff::Timestamp;
use reimport::SideError;
use rest::Redactor;
use rest::oauth::{Holder, OAuth, TokenKeeper};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OnceCell};
use url::Url;

/// A token is renewed this long before its end, so that it does not end on the way.
const EARLY: Duration = Duration::from_mins(1);

/// Where tokens come from. The flows are known once the discovery document was read, with the first token.
pub(crate) struct Tokens {
    instance_url: Url,
    options: AcumaticaOptions,
    redactor: Redactor,
    application: Application,
    who: Who,
}

/// Who signed in.
pub(crate) enum Who {
    /// A person, in the browser.
    Person { keeper: Arc<dyn TokenKeeper>, holder: Box<OnceCell<Holder>> },
    /// A user, with his password.
    User { user: String, password: SecretString, flows: Box<OnceCell<OAuth>>, current: Mutex<Current> },
}

/// What the last sign-in of a user came to.
#[derive(Default)]
pub(crate) struct Current {
    token: Option<(SecretString, Timestamp)>,
    refused: Refused,
}

pub(crate) fn person(keeper: Arc<dyn TokenKeeper>) -> Who {
    Who::Person { keeper, holder: Box::default() }
}

pub(crate) fn user(user: String, password: SecretString) -> Who {
    Who::User { user, password, flows: Box::default(), current: Mutex::default() }
}

impl Tokens {
    pub(crate) fn new(
        instance_url: Url,
        options: AcumaticaOptions,
        redactor: Redactor,
        application: Application,
        who: Who,
    ) -> Self {
        Self { instance_url, options, redactor, application, who }
    }

    /// A good token. `ended` is one that the server no longer takes.
    pub(crate) async fn token(&self, ended: Option<&SecretString>) -> Result<SecretString, SideError> {
        match &self.who {
            Who::Person { keeper, holder } => {
                let holder =
                    holder.get_or_try_init(async || Ok(Holder::new(self.flows().await?, keeper.clone()))).await?;
                holder.access(ended).await.map_err(holder_error)
            }
            Who::User { user, password, flows, current } => {
                let mut current = current.lock().await;
                if let Some((token, good_until)) = current.token.as_ref() {
                    let refused = ended.is_some_and(|ended| ended.expose_secret() == token.expose_secret());
                    if !refused && Timestamp::now() < *good_until {
                        return Ok(token.clone());
                    }
                }
                current.refused.check()?;
                let flows = flows.get_or_try_init(async || self.flows().await).await?;
                let tokens = match flows.password(user, password, &API_ONLY).await {
                    Ok(tokens) => tokens,
                    Err(error) => return Err(current.refused.keep(sign_in_error(&error))),
                };
                let good_for = tokens.good_for.checked_sub(EARLY).unwrap_or(tokens.good_for / 2);
                let good_until = Timestamp::now().checked_add(good_for).unwrap_or(Timestamp::MAX);
                current.token = Some((tokens.access.clone(), good_until));
                Ok(tokens.access)
            }
        }
    }

    async fn flows(&self) -> Result<OAuth, SideError> {
        flows_of(&self.instance_url, &self.application, self.options, self.redactor.clone()).await
    }
}
