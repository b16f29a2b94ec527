//! The one session of a client, named by a cookie or by a token: signed in to on demand, renewed once when it ended, given back at the end.
//!
//! A session holds one of the licence's few API seats until it is signed out or ten minutes have passed (sign-out guide).

use crate::account::{AcumaticaAccount, AcumaticaOptions, AcumaticaSignIn};
use crate::cookie_session::CookieSession;
use crate::endpoint::{Offer, choose};
use crate::token::Tokens;
use crate::token_session::TokenSession;
use crate::trouble::trouble;
use reimport::SideTrouble;
use rest::{Answer, Call, RestClient};
use std::sync::atomic::AtomicBool;

/// Signs in and out and sends what needs a session.
pub(crate) struct Session {
    pub(crate) rest: RestClient,
    way: Way,
    version: tokio::sync::OnceCell<&'static str>,
    /// The instance does not give a line's currency with the line; found out once.
    pub(crate) lines_tell_no_currency: AtomicBool,
}

enum Way {
    Cookie(CookieSession),
    Token(Box<TokenSession>),
}

impl Session {
    pub(crate) fn new(rest: RestClient, account: AcumaticaAccount, options: AcumaticaOptions) -> Self {
        let redactor = rest.redactor().clone();
        let by_token = |application, who| {
            let tokens = Tokens::new(account.instance_url.clone(), options, redactor.clone(), application, who);
            Way::Token(Box::new(TokenSession::new(tokens)))
        };
        let way = match account.sign_in {
            AcumaticaSignIn::Cookie { user, password, keeper } => {
                rest.redactor().know(&password);
                Way::Cookie(CookieSession::new(account.tenant, user, password, keeper))
            }
            AcumaticaSignIn::Password { application, user, password } => {
                by_token(application, crate::token::user(user, password))
            }
            AcumaticaSignIn::Person { application, keeper } => by_token(application, crate::token::person(keeper)),
        };
        let version = tokio::sync::OnceCell::new();
        Self { rest, way, version, lines_tell_no_currency: AtomicBool::new(false) }
    }

    /// Reads an entity of the Default endpoint, signing in first where needed and once more when the session ended meanwhile.
    pub(crate) async fn get(&self, entity: &str, parameters: &[(&str, String)]) -> Result<Answer, SideTrouble> {
        let version = self.version().await?;
        let call =
            parameters.iter().fold(Call::get(format!("entity/Default/{version}/{entity}")), |call, (name, value)| {
                call.query(name, value)
            });
        match &self.way {
            Way::Cookie(session) => session.send(&self.rest, call).await,
            Way::Token(session) => session.send(&self.rest, call).await,
        }
    }

    /// Signs in where that is not done yet.
    pub(crate) async fn sign_in(&self) -> Result<(), SideTrouble> {
        match &self.way {
            Way::Cookie(session) => session.signed_in(&self.rest, None).await.map(|_| ()),
            Way::Token(session) => session.sign_in().await,
        }
    }

    /// Gives the session back. Processed at once, never queued (license restrictions for API users).
    pub(crate) async fn sign_out(&self) -> Result<(), SideTrouble> {
        match &self.way {
            Way::Cookie(session) => session.sign_out(&self.rest).await,
            Way::Token(session) => session.sign_out(&self.rest).await,
        }
    }

    /// The version of the endpoint, asked once.
    pub(crate) async fn version(&self) -> Result<&'static str, SideTrouble> {
        let ask = async || {
            let answer = self.rest.send(Call::get("entity")).await.map_err(|error| trouble(&error))?;
            choose(answer.json::<Offer>().map_err(|error| trouble(&error))?)
        };
        self.version.get_or_try_init(ask).await.copied()
    }
}
