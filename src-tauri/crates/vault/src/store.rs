//! The platform's store behind `keyring-core`, and its errors as ours.

use crate::SERVICE;
use crate::error::VaultError;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use std::sync::Arc;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(target_os = "windows")]
use windows_native_keyring_store::Store;
#[cfg(target_os = "linux")]
use zbus_secret_service_keyring_store::Store;

/// The longest entry the store takes, in bytes: 2,560 in the Credential Manager (`CRED_MAX_CREDENTIAL_BLOB_SIZE`).
pub(crate) const LONGEST: Option<usize> = if cfg!(target_os = "windows") { Some(2_560) } else { None };

/// The entry of an account, through a store made for it. See the crate's documentation for why the store is not kept.
pub(crate) fn entry(account: &str) -> Result<Entry, VaultError> {
    let store: Arc<Store> = Store::new().map_err(|error| {
        // Nobody to talk to: no bus, no service on it, no session with it. The log keeps which.
        tracing::warn!(%error, "no keychain answers");
        VaultError::NoSecretService
    })?;
    // The label is what a person reads in the system's password manager.
    let label = format!("Tieout ({account})");
    let modifiers = if cfg!(target_os = "linux") {
        Some([("label", label.as_str())].into())
    } else if cfg!(target_os = "windows") {
        // Not the store's own choice, *enterprise*, with which a domain's roaming profile carries passwords to other computers.
        Some([("persistence", "local")].into())
    } else {
        None
    };
    store.build(SERVICE, account, modifiers.as_ref()).map_err(|error| error_of(&error))
}

/// Only the error's `Display` is ever used: a `Debug` of some variants prints the secret's bytes.
pub(crate) fn error_of(error: &Error) -> VaultError {
    match error {
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => match of_the_platform(cause.as_ref()) {
            Some(error) => error,
            None if matches!(error, Error::NoStorageAccess(_)) => VaultError::Refused,
            None => VaultError::Other(error.to_string()),
        },
        Error::Ambiguous(entries) => {
            VaultError::Other(format!("{} entries answer to the same name; remove all but one", entries.len()))
        }
        Error::TooLong(..) => VaultError::TooLong,
        other => VaultError::Other(other.to_string()),
    }
}

#[cfg(target_os = "linux")]
fn of_the_platform(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<VaultError> {
    match cause.downcast_ref::<secret_service::Error>()? {
        // `NoResult`: the service runs, but has no default collection, because nobody ever unlocked it.
        secret_service::Error::Locked | secret_service::Error::NoResult => Some(VaultError::Locked),
        secret_service::Error::Prompt | secret_service::Error::PromptDisconnected => Some(VaultError::Refused),
        secret_service::Error::Unavailable => Some(VaultError::NoSecretService),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn of_the_platform(_cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<VaultError> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use secret_service::Error as Cause;

    #[test]
    fn each_trouble_is_told_apart_by_its_type() {
        let no_access = |cause: Cause| error_of(&Error::NoStorageAccess(Box::new(cause)));
        let failure = |cause: Cause| error_of(&Error::PlatformFailure(Box::new(cause)));
        assert_eq!(no_access(Cause::NoResult), VaultError::Locked);
        assert_eq!(no_access(Cause::Locked), VaultError::Locked);
        assert_eq!(no_access(Cause::Prompt), VaultError::Refused);
        // The store wraps a dismissed question as a failure when it makes an entry.
        assert_eq!(failure(Cause::Prompt), VaultError::Refused);
        assert_eq!(failure(Cause::Unavailable), VaultError::NoSecretService);
        assert!(matches!(failure(Cause::Crypto("padding")), VaultError::Other(words) if words.contains("padding")));
        assert_eq!(error_of(&Error::NoStorageAccess("errSecAuthFailed".into())), VaultError::Refused);
    }

    #[test]
    fn what_is_too_long_is_said_to_be() {
        let error = error_of(&Error::TooLong("secret".to_owned(), 2_560));
        assert_eq!(error, VaultError::TooLong);
        assert!(error.sentence().contains("longer than") && !error.remedy().contains("look at the keychain"));
    }

    #[test]
    fn a_secret_that_is_no_text_is_not_printed() {
        let error = error_of(&Error::BadEncoding(b"canary".to_vec()));
        assert!(!format!("{error:?} {error}").contains("99, 97, 110"), "{error:?}");
    }
}
