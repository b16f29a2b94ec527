//! The access token, of a service account or of a person.

use crate::account::{ProcoreAccount, ProcoreSignIn};
use crate::error::holder_error;
use crate::service_account::ServiceAccount;
use crate::sign_in::flows_of;
use reimport::SideError;
use rest::RestClient;
use rest::oauth::Holder;
use secrecy::SecretString;

/// Where tokens come from.
pub(crate) enum Tokens {
    ServiceAccount(Box<ServiceAccount>),
    Person(Box<Holder>),
}

impl Tokens {
    pub(crate) fn new(login: RestClient, account: &ProcoreAccount) -> Result<Self, SideError> {
        Ok(match &account.sign_in {
            ProcoreSignIn::ServiceAccount => Self::ServiceAccount(Box::new(ServiceAccount::new(login, account))),
            ProcoreSignIn::Person(keeper) => {
                let flows = flows_of(login, &account.client_id, &account.client_secret)?;
                Self::Person(Box::new(Holder::new(flows, keeper.clone())))
            }
        })
    }

    /// A good token. `ended` is one that the server no longer takes.
    pub(crate) async fn token(&self, ended: Option<&SecretString>) -> Result<SecretString, SideError> {
        match self {
            Self::ServiceAccount(account) => account.token(ended).await,
            Self::Person(holder) => holder.access(ended).await.map_err(holder_error),
        }
    }
}
