//! The operating system's keychain, and an in-memory twin for tests. Credentials live here and nowhere else: where there is no
//! keychain, or it does not answer, that is said; there is no fallback to a file.
//!
//! # Why `keyring-core` with its stores and not `keyring`
//!
//! The facade `keyring` 4.2 was tried first. It looks for the platform's store once per process and keeps the failure: started
//! before the Secret Service, it answered `NoDefaultStore` to the first call and, with the service running in the meantime, to
//! every later one. On a desktop that starts programs and keyring at the same time this would ask for a restart of Tieout. The
//! stores behind it have no such memory: in the same process, on the same bus, a new `Store` worked as soon as the service was
//! there. So this crate makes a store for every call. That costs a handshake of some milliseconds, a few times a day, and also
//! outlives a keyring daemon that is restarted.

mod entries;
mod error;
mod keychain;
mod memory;
mod parts;
mod patience;
mod store;
mod turns;

use async_trait::async_trait;
use secrecy::SecretString;

pub use error::VaultError;
pub use keychain::KeychainVault;
pub use memory::MemoryVault;

/// The name under which every secret of Tieout is kept. With the account it names an entry: on Linux the attributes `service`
/// and `username` of the Secret Service.
pub const SERVICE: &str = "app.tieout";

/// Where credentials live, of any length a vendor gives them: what a store does not take in one entry is kept in several. An account is `<connection id>/<what>`, e.g. `1f0c…/acumatica-password`.
#[async_trait]
pub trait Vault: Send + Sync {
    /// The secret of an account; `None` when there is none. A keychain of the Secret Service that was never unlocked in this
    /// session may say so too (its daemon has not loaded the entries yet).
    async fn get(&self, account: &str) -> Result<Option<SecretString>, VaultError>;
    /// Keeps a secret in place of the one before.
    async fn set(&self, account: &str, secret: &SecretString) -> Result<(), VaultError>;
    /// Forgets a secret. One that is not there is forgotten already.
    async fn delete(&self, account: &str) -> Result<(), VaultError>;
}
