//! A refresh token in the keychain, shared by every Tieout of this person on this computer.

use crate::sign_in::lock_file::locked;
use async_trait::async_trait;
use rest::oauth::{KeeperError, RefreshLease, TokenKeeper};
use secrecy::SecretString;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use vault::{Vault, VaultError};

/// Keeps one refresh token.
pub(crate) struct VaultTokenKeeper {
    pub(crate) vault: Arc<dyn Vault>,
    /// Its account in the vault.
    pub(crate) account: String,
    /// Whoever refreshes holds a lock on this file; the system takes the lock away when its holder ends, however that happens.
    pub(crate) lock: PathBuf,
}

#[async_trait]
impl TokenKeeper for VaultTokenKeeper {
    async fn hold(&self) -> Result<RefreshLease, KeeperError> {
        let lock = self.lock.clone();
        // Another program may take its time with a refresh.
        let locked = tokio::task::spawn_blocking(move || locked(&lock)).await.map_err(io::Error::other);
        let guard = Box::new(locked.flatten().map_err(|error| not_locked(&error))?);
        let refresh = self.vault.get(&self.account).await.map_err(|side_error| words(&side_error))?;
        Ok(RefreshLease { refresh, guard })
    }

    async fn keep(&self, refresh: &SecretString) -> Result<(), KeeperError> {
        self.vault.set(&self.account, refresh).await.map_err(|error| words(&error))
    }
}

fn words(error: &VaultError) -> KeeperError {
    KeeperError { sentence: error.sentence(), remedy: error.remedy() }
}

fn not_locked(error: &io::Error) -> KeeperError {
    KeeperError {
        sentence: format!("The sign-in could not be renewed: {error}."),
        remedy: "Check that you may write to Tieout's data folder and that the disk is not full.".to_owned(),
    }
}
