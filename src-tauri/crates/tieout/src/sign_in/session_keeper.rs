//! The cookies of Acumatica's session in the keychain, for the next start after a crash.

use crate::connections::connection::Connection;
use crate::sign_in::lock_file::{LockFile, locked_now};
use acumatica::SessionKeeper;
use async_trait::async_trait;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;
use vault::Vault;

/// How many programs of one person keep a session of one connection at the same time; licences have no more seats than that.
const PLACES: usize = 8;

/// Every account in the vault that may hold a session of a connection.
pub(crate) fn accounts(connection: &Connection) -> impl Iterator<Item = String> {
    (0..PLACES).map(|number| account(&connection.session_account(), number))
}

fn account(beginning: &str, number: usize) -> String {
    format!("{beginning}-{number}")
}

/// Keeps this program's session in a place of its own. Whoever has a place holds a lock on its file, which the system takes away when
/// the program ends, however it ends: cookies in a place that nobody holds are a crashed program's.
pub(crate) struct VaultSessionKeeper {
    pub(crate) vault: Arc<dyn Vault>,
    /// The connection's account in the vault; the place's number follows.
    pub(crate) account: String,
    /// The connection's folder.
    pub(crate) folder: PathBuf,
    pub(crate) place: Mutex<Option<Place>>,
}

/// A place this program has.
pub(crate) struct Place {
    account: String,
    _locked: LockFile,
}

impl VaultSessionKeeper {
    fn take(&self, number: usize) -> Option<Place> {
        match locked_now(&file(&self.folder, number)) {
            Ok(lock) => lock.map(|lock| Place { account: account(&self.account, number), _locked: lock }),
            Err(error) => {
                tracing::warn!(%error, "a place for the session's cookies could not be locked");
                None
            }
        }
    }
}

#[async_trait]
impl SessionKeeper for VaultSessionKeeper {
    async fn left_behind(&self) -> Vec<SecretString> {
        let mut own = self.place.lock().await;
        let mut found = Vec::new();
        for number in 0..PLACES {
            // Beyond the first place that nobody ever had there are none.
            if own.is_some() && !file(&self.folder, number).exists() {
                break;
            }
            let Some(place) = self.take(number) else { continue };
            match self.vault.get(&place.account).await {
                Ok(Some(cookies)) => {
                    found.push(cookies);
                    warn_of(self.vault.delete(&place.account).await);
                }
                Ok(None) => {}
                Err(error) => {
                    warn_of(Err(error));
                    break;
                }
            }
            own.get_or_insert(place);
        }
        found
    }

    async fn keep(&self, cookies: &SecretString) {
        if let Some(place) = self.place.lock().await.as_ref() {
            warn_of(self.vault.set(&place.account, cookies).await);
        }
    }

    async fn forget(&self) {
        if let Some(place) = self.place.lock().await.take() {
            warn_of(self.vault.delete(&place.account).await);
        }
    }
}

fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("acumatica-session-{number}.lock"))
}

fn warn_of(result: Result<(), vault::VaultError>) {
    if let Err(error) = result {
        tracing::warn!(
            error = error.sentence(),
            "the session's cookies are not kept; a crash would leave the session open"
        );
    }
}
