//! The vault that is the operating system's keychain.

use crate::Vault;
use crate::entries::Entries;
use crate::error::VaultError;
use crate::parts;
use crate::patience::within;
use crate::store::{LONGEST, entry, error_of};
use crate::turns::Turn;
use async_trait::async_trait;
use keyring_core::Error;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
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

/// The entries of the platform's store.
struct Platform;

impl Entries for Platform {
    fn longest(&self) -> Option<usize> {
        LONGEST
    }

    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        // Bytes, not text: text is kept as UTF-16 on Windows, in twice the room.
        match entry(account)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error_of(&error)),
        }
    }

    fn write(&self, account: &str, bytes: &[u8]) -> Result<(), VaultError> {
        entry(account)?.set_secret(bytes).map_err(|error| error_of(&error))
    }

    fn remove(&self, account: &str) -> Result<(), VaultError> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error_of(&error)),
        }
    }
}

#[async_trait]
impl Vault for KeychainVault {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, VaultError> {
        let account = account.to_owned();
        within(self.patience, move || parts::get(&Platform, &account)).await
    }

    async fn set(&self, account: &str, secret: &SecretString) -> Result<(), VaultError> {
        let (turn, account, secret) = (Turn::of(account), account.to_owned(), secret.clone());
        within(self.patience, move || {
            turn.wait();
            parts::set(&Platform, &account, &secret)
        })
        .await
    }

    async fn delete(&self, account: &str) -> Result<(), VaultError> {
        let (turn, account) = (Turn::of(account), account.to_owned());
        within(self.patience, move || {
            turn.wait();
            parts::delete(&Platform, &account)
        })
        .await
    }
}
