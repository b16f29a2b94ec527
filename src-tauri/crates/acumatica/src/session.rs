//! The one session of a client, named by a cookie or by a token: signed in to on demand, renewed once when it ended, given back at the end.
//!
//! A session holds one of the licence's few API seats until it is signed out or has been idle for as long as the site's settings say.

use crate::account::{AcumaticaAccount, AcumaticaSignIn};
use crate::cookie_session::CookieSession;
use crate::cost_codes::CostCodes;
use crate::endpoint::{Offer, choose};
use crate::error::side_error;
use crate::patience::Patience;
use crate::request_error::RequestError;
use crate::token::Tokens;
use crate::token_session::TokenSession;
use crate::ways::Ways;
use reimport::{SideError, SideErrorKind};
use rest::{Answer, Call, RestClient, Timeouts};

/// Signs in and out and sends what needs a session.
pub(crate) struct Session {
    pub(crate) rest: RestClient,
    way: SessionKind,
    version: tokio::sync::OnceCell<&'static str>,
    /// How this instance can be asked for budget lines.
    pub(crate) ways: Ways,
    /// How it can be asked for projects.
    pub(crate) ways_to_projects: Ways,
    /// Whether this tenant has cost codes.
    pub(crate) cost_codes: CostCodes,
}

enum SessionKind {
    Cookie(Box<CookieSession>),
    Token(Box<TokenSession>),
}

impl Session {
    pub(crate) fn new(rest: RestClient, account: AcumaticaAccount, timeouts: Timeouts) -> Self {
        let (redactor, clock) = (rest.redactor().clone(), rest.clock().clone());
        let by_token = |application, who| {
            let tokens =
                Tokens::new(account.instance_url.clone(), timeouts, redactor.clone(), clock.clone(), application, who);
            SessionKind::Token(Box::new(TokenSession::new(tokens)))
        };
        let way = match account.sign_in {
            AcumaticaSignIn::Cookie { user, password, keeper } => {
                rest.redactor().know(&password);
                SessionKind::Cookie(Box::new(CookieSession::new(account.tenant, user, password, keeper)))
            }
            AcumaticaSignIn::Password { application, user, password } => {
                by_token(application, crate::token::user(user, password))
            }
            AcumaticaSignIn::Person { application, keeper } => by_token(application, crate::token::person(keeper)),
        };
        let version = tokio::sync::OnceCell::new();
        let (ways, ways_to_projects) = (Ways::of_lines(), Ways::of_projects());
        Self { rest, way, version, ways, ways_to_projects, cost_codes: CostCodes::default() }
    }

    /// Reads an entity of the Default endpoint, signing in first where needed and once more when the session ended meanwhile.
    pub(crate) async fn get(&self, entity: &str, parameters: &[(&str, String)]) -> Result<Answer, SideError> {
        self.ask(entity, parameters, Patience::Long).await.map_err(RequestError::side_error)
    }

    /// Reads these fields of an entity. An instance may fail where fields are chosen (practice: `$select` is answered 500 for some
    /// entities), and is then asked for all of them.
    pub(crate) async fn get_selected(
        &self,
        entity: &str,
        select: &str,
        parameters: &[(&str, String)],
    ) -> Result<Answer, SideError> {
        let narrow: Vec<_> = parameters.iter().cloned().chain([("$select", select.to_owned())]).collect();
        match self.ask(entity, &narrow, Patience::Short).await {
            Err(RequestError::Request(error))
                if matches!(error.kind, SideErrorKind::ServerFailed | SideErrorKind::RefusedByServer) =>
            {
                tracing::info!(%error, entity, "asking for every field");
                self.get(entity, parameters).await
            }
            answered => answered.map_err(RequestError::side_error),
        }
    }

    /// Reads an entity with so much patience. An answer that does not come in time is not waited for again by the short one: who asks so
    /// can ask for less.
    pub(crate) async fn ask(
        &self,
        entity: &str,
        parameters: &[(&str, String)],
        patience: Patience,
    ) -> Result<Answer, RequestError> {
        let version = self.version().await.map_err(RequestError::SignIn)?;
        let call =
            parameters.iter().fold(Call::get(format!("entity/Default/{version}/{entity}")), |call, (name, value)| {
                call.query(name, value)
            });
        match &self.way {
            SessionKind::Cookie(session) => session.send(&self.rest, call, patience).await,
            SessionKind::Token(session) => session.send(&self.rest, call, patience).await,
        }
    }

    /// The tenant certainly works without cost codes.
    pub(crate) async fn has_no_cost_codes(&self) -> Result<bool, SideError> {
        self.cost_codes
            .are_none(async || self.get_selected("CostCode", "CostCodeID", &[("$top", "1".to_owned())]).await)
            .await
    }

    /// Signs in where that is not done yet.
    pub(crate) async fn sign_in(&self) -> Result<(), SideError> {
        match &self.way {
            SessionKind::Cookie(session) => session.signed_in(&self.rest, None).await.map(|_| ()),
            SessionKind::Token(session) => session.sign_in().await,
        }
    }

    /// Gives the session back. Processed at once, never queued (license restrictions for API users).
    pub(crate) async fn sign_out(&self) -> Result<(), SideError> {
        match &self.way {
            SessionKind::Cookie(session) => session.sign_out(&self.rest).await,
            SessionKind::Token(session) => session.sign_out(&self.rest).await,
        }
    }

    /// The version of the endpoint, asked once.
    pub(crate) async fn version(&self) -> Result<&'static str, SideError> {
        let ask = async || {
            let answer = self.rest.send(Call::get("entity")).await.map_err(|error| side_error(&error))?;
            choose(answer.json::<Offer>().map_err(|error| side_error(&error))?)
        };
        self.version.get_or_try_init(ask).await.copied()
    }
}
