//! Sends what needs the token and the company, and renews the token once.

use crate::account::NOT_CHOSEN;
use crate::error::side_error;
use crate::token::Tokens;
use reimport::SideError;
use rest::{Answer, Call, RestClient, RestError, RestErrorKind};
use serde::de::DeserializeOwned;

/// The API host with its token.
pub(crate) struct Api {
    pub(crate) rest: RestClient,
    tokens: Tokens,
    company_id: i64,
}

/// A call that could not be made at all, or that ended badly.
pub(crate) enum RequestError {
    /// There is no token; nothing was sent.
    SignIn(SideError),
    /// It was sent.
    Rest(RestError),
}

impl RequestError {
    pub(crate) fn into_error(self) -> SideError {
        match self {
            Self::SignIn(side_error) => side_error,
            Self::Rest(error) => side_error(&error),
        }
    }
}

impl Api {
    pub(crate) fn new(rest: RestClient, tokens: Tokens, company_id: i64) -> Self {
        Self { rest, tokens, company_id }
    }

    pub(crate) const fn company_id(&self) -> i64 {
        self.company_id
    }

    /// Sends a call. 401 was certainly not carried out, so with a new token it is sent once more, whatever it is.
    pub(crate) async fn send(&self, call: Call) -> Result<Answer, RequestError> {
        // Every call names the company, `me` and `companies` too: a service account must. A person who has not chosen one yet need
        // not where they ask which ones they have (multiple zones guide).
        let call = match self.company_id {
            NOT_CHOSEN => call,
            company_id => call.header("procore-company-id", &company_id),
        };
        let token = self.tokens.token(None).await.map_err(RequestError::SignIn)?;
        match self.rest.send(call.clone().bearer(token.clone())).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                let renewed = self.tokens.token(Some(&token)).await.map_err(RequestError::SignIn)?;
                self.rest.send(call.bearer(renewed)).await.map_err(RequestError::Rest)
            }
            result => result.map_err(RequestError::Rest),
        }
    }

    /// Reads one value.
    pub(crate) async fn get<T: DeserializeOwned>(&self, call: Call) -> Result<T, SideError> {
        let answer = self.send(call).await.map_err(RequestError::into_error)?;
        answer.json().map_err(|error| side_error(&error))
    }
}
