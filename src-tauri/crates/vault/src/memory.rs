//! The twin for tests: a keychain that forgets everything with the process, and fails when it is told to.

use crate::Vault;
use crate::entries::Entries;
use crate::error::VaultError;
use crate::parts::{self, is_part};
use async_trait::async_trait;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A vault in memory. Clones share what they hold.
#[derive(Clone, Default)]
pub struct MemoryVault {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    entries: HashMap<String, Zeroizing<Vec<u8>>>,
    longest: Option<usize>,
    failures: VecDeque<VaultError>,
}

impl MemoryVault {
    /// A vault whose entries take so many bytes: the Credential Manager of Windows took 1,280 characters, and takes 2,560 bytes.
    #[must_use]
    pub fn with_limit(longest: usize) -> Self {
        let vault = Self::default();
        vault.inside().longest = Some(longest);
        vault
    }

    /// The next call fails so; told several times, the next calls do, in order.
    pub fn fail_next(&self, error: VaultError) {
        self.inside().failures.push_back(error);
    }

    /// The accounts it holds secrets of, sorted.
    pub fn accounts(&self) -> Vec<String> {
        let mut accounts: Vec<String> = self.inside().entries.keys().filter(|name| !is_part(name)).cloned().collect();
        accounts.sort();
        accounts
    }

    fn working(&self) -> Result<MutexGuard<'_, Inside>, VaultError> {
        let mut inside = self.inside();
        match inside.failures.pop_front() {
            Some(error) => Err(error),
            None => Ok(inside),
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries for RefCell<&mut Inside> {
    fn longest(&self) -> Option<usize> {
        self.borrow().longest
    }

    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.borrow().entries.get(account).cloned())
    }

    fn write(&self, account: &str, bytes: &[u8]) -> Result<(), VaultError> {
        if self.longest().is_some_and(|longest| bytes.len() > longest) {
            return Err(VaultError::TooLong);
        }
        self.borrow_mut().entries.insert(account.to_owned(), Zeroizing::new(bytes.to_vec()));
        Ok(())
    }

    fn remove(&self, account: &str) -> Result<(), VaultError> {
        self.borrow_mut().entries.remove(account);
        Ok(())
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, VaultError> {
        parts::get(&RefCell::new(&mut *self.working()?), account)
    }

    async fn set(&self, account: &str, secret: &SecretString) -> Result<(), VaultError> {
        parts::set(&RefCell::new(&mut *self.working()?), account, secret)
    }

    async fn delete(&self, account: &str) -> Result<(), VaultError> {
        parts::delete(&RefCell::new(&mut *self.working()?), account)
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
        vault.fail_next(VaultError::Locked);
        assert_eq!(vault.delete("a/password").await, Err(VaultError::Locked));
        assert_eq!(vault.accounts(), ["a/password"]);
        vault.delete("a/password").await.unwrap();
        vault.delete("a/password").await.unwrap();
        assert!(vault.get("a/password").await.unwrap().is_none());
    }
}
