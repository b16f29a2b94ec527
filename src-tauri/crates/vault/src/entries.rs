//! What a store can do: one entry at a time, up to some length.

use crate::error::VaultError;
use secrecy::zeroize::Zeroizing;

/// The entries of a store, each under its account. Blocking.
pub(crate) trait Entries {
    /// The longest entry it takes, in bytes; `None` where there is no limit worth naming.
    fn longest(&self) -> Option<usize>;
    /// An entry's bytes; `None` where there is no such entry.
    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;
    /// Makes an entry or puts other bytes into it, as one step.
    fn write(&self, account: &str, bytes: &[u8]) -> Result<(), VaultError>;
    /// Removes an entry; one that is not there is removed already.
    fn remove(&self, account: &str) -> Result<(), VaultError>;
}
