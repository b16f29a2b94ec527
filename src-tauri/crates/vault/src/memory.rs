//! The twin for tests: a keychain that forgets everything with the process, and fails when it is told to.

use crate::{Vault, VaultTrouble};
use async_trait::async_trait;
use secrecy::SecretString;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A vault in memory. Clones share what they hold.
#[derive(Clone, Default)]
pub struct MemoryVault {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    secrets: HashMap<String, SecretString>,
    failures: VecDeque<VaultTrouble>,
}

impl MemoryVault {
    /// The next call fails so; told several times, the next calls do, in order.
    pub fn fail_next(&self, trouble: VaultTrouble) {
        self.inside().failures.push_back(trouble);
    }

    /// The accounts it holds secrets of, sorted.
    pub fn accounts(&self) -> Vec<String> {
        let mut accounts: Vec<String> = self.inside().secrets.keys().cloned().collect();
        accounts.sort();
        accounts
    }

    fn working(&self) -> Result<MutexGuard<'_, Inside>, VaultTrouble> {
        let mut inside = self.inside();
        match inside.failures.pop_front() {
            Some(trouble) => Err(trouble),
            None => Ok(inside),
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, VaultTrouble> {
        Ok(self.working()?.secrets.get(account).cloned())
    }

    async fn set(&self, account: &str, secret: &SecretString) -> Result<(), VaultTrouble> {
        self.working()?.secrets.insert(account.to_owned(), secret.clone());
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), VaultTrouble> {
        self.working()?.secrets.remove(account);
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[tokio::test]
    async fn it_keeps_forgets_and_fails_as_told() {
        let vault = MemoryVault::default();
        vault.set("a/password", &"one".into()).await.unwrap();
        vault.set("a/password", &"two".into()).await.unwrap();
        assert_eq!(vault.get("a/password").await.unwrap().unwrap().expose_secret(), "two");
        vault.fail_next(VaultTrouble::Locked);
        assert_eq!(vault.delete("a/password").await, Err(VaultTrouble::Locked));
        assert_eq!(vault.accounts(), ["a/password"]);
        vault.delete("a/password").await.unwrap();
        vault.delete("a/password").await.unwrap();
        assert!(vault.get("a/password").await.unwrap().is_none());
    }
}
