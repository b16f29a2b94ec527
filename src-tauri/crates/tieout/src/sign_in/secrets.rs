//! A connection's secrets in the keychain: which ones its ways need, stored and forgotten together.

use crate::connections::connection::{AcumaticaWay, Connection, ProcoreWay, Secrets};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::sign_in::session_keeper;
use jobcost::Side;
use secrecy::SecretString;
use std::sync::Arc;
use vault::{Vault, VaultError};

/// The secrets of all connections.
#[derive(Clone)]
pub(crate) struct Keychain {
    pub(crate) vault: Arc<dyn Vault>,
}

/// Which secrets the ways of a connection need, with their account names.
struct NeededSecret {
    password: Option<String>,
    application_secret: Option<String>,
    client_secret: String,
}

fn needed(connection: &Connection) -> NeededSecret {
    let way = &connection.acumatica.way;
    NeededSecret {
        password: (!matches!(way, AcumaticaWay::Browser { .. })).then(|| connection.password_account()),
        application_secret: (*way != AcumaticaWay::Cookie).then(|| connection.application_secret_account()),
        client_secret: connection.client_secret_account(),
    }
}

/// Every account of a connection, those of its refresh tokens too.
fn accounts(connection: &Connection) -> Vec<String> {
    let needed = needed(connection);
    let of_acumatica = matches!(connection.acumatica.way, AcumaticaWay::Browser { .. });
    let of_procore = connection.procore.way != ProcoreWay::ServiceAccount;
    let tokens = [(of_acumatica, Side::Acumatica), (of_procore, Side::Procore)];
    let tokens = tokens.into_iter().filter(|(kept, _)| *kept).map(|(_, side)| connection.refresh_account(side));
    let secrets = [needed.password, needed.application_secret, Some(needed.client_secret)].into_iter().flatten();
    secrets.chain(tokens).collect()
}

impl Keychain {
    pub(crate) async fn store(&self, connection: &Connection, secrets: &Secrets) -> Result<(), VaultError> {
        let needed = needed(connection);
        if let Some(account) = needed.password {
            self.vault.set(&account, &secrets.password).await?;
        }
        if let Some(account) = needed.application_secret {
            self.vault.set(&account, &secrets.application_secret).await?;
        }
        self.vault.set(&needed.client_secret, &secrets.client_secret).await
    }

    pub(crate) async fn read(&self, connection: &Connection) -> Result<Secrets, ApplicationError> {
        let needed = needed(connection);
        Ok(Secrets {
            password: self.one(connection, needed.password).await?,
            application_secret: self.one(connection, needed.application_secret).await?,
            client_secret: self.one(connection, Some(needed.client_secret)).await?,
        })
    }

    /// The refresh tokens of these sides, with their accounts. Only of sides that are signed in to anew: another side's token is spent as
    /// soon as it is tried, and the one that followed it is in its place.
    pub(crate) async fn tokens(
        &self,
        connection: &Connection,
        of: &[Side],
    ) -> Result<Vec<(String, SecretString)>, VaultError> {
        let mut tokens = Vec::new();
        for side in of {
            let account = connection.refresh_account(*side);
            if let Some(token) = self.vault.get(&account).await? {
                tokens.push((account, token));
            }
        }
        Ok(tokens)
    }

    /// Makes it as it was before a change that did not succeed.
    pub(crate) async fn put_back(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        tokens: Vec<(String, SecretString)>,
    ) -> Result<(), VaultError> {
        self.store(connection, secrets).await?;
        for (account, token) in tokens {
            self.vault.set(&account, &token).await?;
        }
        Ok(())
    }

    pub(crate) async fn forget(&self, connection: &Connection) -> Result<(), VaultError> {
        for account in accounts(connection).into_iter().chain(session_keeper::accounts(connection)) {
            self.vault.delete(&account).await?;
        }
        Ok(())
    }

    /// Forgets what one form of a connection needed and the other does not.
    pub(crate) async fn forget_unneeded(&self, before: &Connection, now: &Connection) -> Result<(), VaultError> {
        let needed = accounts(now);
        for account in accounts(before).iter().filter(|account| !needed.contains(account)) {
            self.vault.delete(account).await?;
        }
        Ok(())
    }

    /// A secret that is not needed is empty.
    async fn one(&self, connection: &Connection, account: Option<String>) -> Result<SecretString, ApplicationError> {
        let Some(account) = account else { return Ok(SecretString::from("")) };
        self.vault.get(&account).await?.ok_or_else(|| {
            ApplicationError::new(
                ApplicationErrorKind::KeychainMissing,
                format!("The keychain holds no password for {}.", connection.name),
                "Unlock the keychain and try again, or connect the accounts anew.",
            )
        })
    }
}
