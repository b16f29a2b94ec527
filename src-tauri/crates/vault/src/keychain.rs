//! The vault that is the operating system's keychain.

use crate::patience::within;
use crate::store::{entry, trouble_of};
use crate::{Vault, VaultTrouble};
use async_trait::async_trait;
use keyring_core::Error;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long an unlock question may stay open before the user is told that Tieout waits for it.
const PATIENCE: Duration = Duration::from_mins(1);

/// The operating system's keychain: the Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
///
/// A locked keyring answers nothing while its unlock question is open, hence a time-out of our own.
#[derive(Clone, Debug)]
pub struct KeychainVault {
    patience: Duration,
}

impl Default for KeychainVault {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl KeychainVault {
    /// A vault that waits this long for each answer.
    #[must_use]
    pub const fn with_patience(patience: Duration) -> Self {
        Self { patience }
    }
}

#[async_trait]
impl Vault for KeychainVault {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, VaultTrouble> {
        let account = account.to_owned();
        within(self.patience, move || match entry(&account)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(trouble_of(&error)),
        })
        .await
    }

    async fn set(&self, account: &str, secret: &SecretString) -> Result<(), VaultTrouble> {
        let (account, secret) = (account.to_owned(), secret.clone());
        within(self.patience, move || {
            entry(&account)?.set_password(secret.expose_secret()).map_err(|error| trouble_of(&error))
        })
        .await
    }

    async fn delete(&self, account: &str) -> Result<(), VaultTrouble> {
        let account = account.to_owned();
        within(self.patience, move || match entry(&account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(trouble_of(&error)),
        })
        .await
    }
}
