//! The vault in memory keeps the contract, also with the limit of another system's store.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contract;

use secrecy::{ExposeSecret, SecretString};
use vault::{MemoryVault, Vault, VaultError};

#[tokio::test]
async fn every_store_keeps_4_kib_and_more() {
    for vault in [MemoryVault::default(), MemoryVault::with_limit(1_280), MemoryVault::with_limit(2_560)] {
        contract::keeps_secrets_of_any_length(&vault, "a/token").await;
        assert!(vault.accounts().is_empty());
    }
}

#[tokio::test]
async fn a_secret_in_parts_is_one_account_and_fails_as_one() {
    let vault = MemoryVault::with_limit(1_280);
    let long = SecretString::from("x".repeat(4_096));
    vault.set("a/token", &long).await.unwrap();
    assert_eq!(vault.accounts(), ["a/token"]);
    vault.fail_next(VaultError::Locked);
    assert_eq!(vault.set("a/token", &"short".into()).await, Err(VaultError::Locked));
    assert_eq!(vault.get("a/token").await.unwrap().unwrap().expose_secret(), long.expose_secret());
}

#[tokio::test]
async fn what_is_too_long_for_any_keychain_is_said_and_the_one_before_stays() {
    let vault = MemoryVault::with_limit(1_280);
    vault.set("a/token", &"the one before".into()).await.unwrap();
    let error = vault.set("a/token", &SecretString::from("x".repeat(100_000))).await.unwrap_err();
    assert_eq!(error, VaultError::TooLong);
    assert!(error.sentence().contains("not kept") && !error.remedy().is_empty());
    assert_eq!(vault.get("a/token").await.unwrap().unwrap().expose_secret(), "the one before");
}
