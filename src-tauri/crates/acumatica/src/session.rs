//! The one cookie session: signed in to on demand, renewed once when it ended, given back at the end.
//!
//! A session holds one of the licence's few API seats until it is signed out or ten minutes have passed (sign-out guide).

use crate::account::AcumaticaAccount;
use crate::endpoint::{Offer, choose};
use crate::trouble::{sign_in_trouble, trouble};
use reimport::SideTrouble;
use rest::{Answer, Body, Call, RestClient, RestErrorKind};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::sync::atomic::AtomicBool;
use tokio::sync::Mutex;

/// Signs in and out and sends what needs a session.
pub(crate) struct Session {
    pub(crate) rest: RestClient,
    account: AcumaticaAccount,
    /// Which sign-in is the current one; `None` while signed out. The lock makes signing in happen once, not once per request.
    current: Mutex<Option<u64>>,
    version: tokio::sync::OnceCell<&'static str>,
    /// The instance does not give a line's currency with the line; found out once.
    pub(crate) lines_tell_no_currency: AtomicBool,
}

#[derive(Serialize)]
struct SignIn<'a> {
    name: &'a str,
    password: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    tenant: &'a str,
}

impl Session {
    pub(crate) fn new(rest: RestClient, account: AcumaticaAccount) -> Self {
        rest.redactor().know(&account.password);
        let version = tokio::sync::OnceCell::new();
        Self { rest, account, current: Mutex::default(), version, lines_tell_no_currency: AtomicBool::new(false) }
    }

    /// Reads an entity of the Default endpoint, signing in first where needed and once more when the session ended meanwhile.
    pub(crate) async fn get(&self, entity: &str, parameters: &[(&str, String)]) -> Result<Answer, SideTrouble> {
        let version = self.version().await?;
        let call =
            parameters.iter().fold(Call::get(format!("entity/Default/{version}/{entity}")), |call, (name, value)| {
                call.query(name, value)
            });
        let session = self.signed_in(None).await?;
        match self.rest.send(call.clone()).await {
            Err(error) if error.kind == RestErrorKind::Unauthorized => {
                self.signed_in(Some(session)).await?;
                self.rest.send(call).await.map_err(|error| trouble(&error))
            }
            result => result.map_err(|error| trouble(&error)),
        }
    }

    /// Signs in where that is not done yet, or where `ended` is still the current session.
    pub(crate) async fn signed_in(&self, ended: Option<u64>) -> Result<u64, SideTrouble> {
        let mut current = self.current.lock().await;
        match *current {
            Some(session) if Some(session) != ended => Ok(session),
            before => {
                self.sign_in().await?;
                let session = before.unwrap_or_default() + 1;
                *current = Some(session);
                Ok(session)
            }
        }
    }

    async fn sign_in(&self) -> Result<(), SideTrouble> {
        let sign_in = SignIn {
            name: &self.account.user,
            password: self.account.password.expose_secret(),
            tenant: &self.account.tenant,
        };
        let body = serde_json::to_string(&sign_in).map_err(|_| crate::trouble::incomplete("an account"))?;
        // Once: an account that fails too often is locked out, and a taken seat is not freed by asking again.
        let call = Call::post_repeatable("entity/auth/login", Body::SecretJson(SecretString::from(body))).once();
        self.rest.send(call).await.map_err(|error| sign_in_trouble(&error))?;
        Ok(())
    }

    /// Gives the session back. Processed at once, never queued (license restrictions for API users).
    pub(crate) async fn sign_out(&self) -> Result<(), SideTrouble> {
        let mut current = self.current.lock().await;
        if current.take().is_none() {
            return Ok(());
        }
        let call = Call::post_repeatable("entity/auth/logout", Body::Empty).once().unpaced();
        match self.rest.send(call).await {
            // The session ended by itself, which frees the seat as well.
            Err(error) if error.kind == RestErrorKind::Unauthorized => Ok(()),
            result => result.map(|_| ()).map_err(|error| trouble(&error)),
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
