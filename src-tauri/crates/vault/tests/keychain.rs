//! The real Secret Service. It asks for a session made for it, so that nobody's own keychain is ever touched:
//!
//! | `TIEOUT_TEST_KEYCHAIN` | the session |
//! |---|---|
//! | `unlocked` | a Secret Service with an unlocked default collection (`tests/desktop/session/session.sh`) |
//! | `missing` | a session bus without one, or no bus at all |
//! | `empty` | a Secret Service nobody ever unlocked |
//! | `locked` | an existing collection that is locked, a screen for the question, and nobody who answers it |
//! | `late` | a session bus without one, and `gnome-keyring-daemon` installed: it is started in the middle |
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contract;

use secrecy::{ExposeSecret, SecretString};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;
use vault::{KeychainVault, SERVICE, Vault, VaultError};

const ACCOUNT: &str = "test-connection/acumatica-password";
const CANARY: &str = "canary-\u{1f426}-pass word";

/// Whether this is the session a test asks for. Says loudly when it is not.
fn in_session(wanted: &str) -> bool {
    let session = std::env::var("TIEOUT_TEST_KEYCHAIN").unwrap_or_default();
    if session != wanted {
        eprintln!("SKIPPED: needs a session with TIEOUT_TEST_KEYCHAIN={wanted}, this is \"{session}\"");
    }
    session == wanted
}

fn secret() -> SecretString {
    CANARY.into()
}

#[tokio::test]
async fn an_unlocked_keychain_keeps_and_forgets() {
    if !in_session("unlocked") {
        return;
    }
    keeps_and_forgets(&KeychainVault::default()).await;
    contract::keeps_secrets_of_any_length(&KeychainVault::default(), "test-connection/contract").await;
}

async fn keeps_and_forgets(vault: &KeychainVault) {
    vault.delete(ACCOUNT).await.unwrap();
    assert!(vault.get(ACCOUNT).await.unwrap().is_none());
    vault.set(ACCOUNT, &"the one before".into()).await.unwrap();
    vault.set(ACCOUNT, &secret()).await.unwrap();
    assert_eq!(vault.get(ACCOUNT).await.unwrap().unwrap().expose_secret(), CANARY);
    assert_eq!(seen_from_outside(), CANARY);
    vault.delete(ACCOUNT).await.unwrap();
    assert!(vault.get(ACCOUNT).await.unwrap().is_none());
}

/// What another program of the user's finds under the same name.
fn seen_from_outside() -> String {
    let found = Command::new("secret-tool").args(["lookup", "service", SERVICE, "username", ACCOUNT]).output().unwrap();
    String::from_utf8(found.stdout).unwrap()
}

#[tokio::test]
async fn without_a_secret_service_it_says_so() {
    if !in_session("missing") {
        return;
    }
    let vault = KeychainVault::default();
    assert_eq!(vault.set(ACCOUNT, &secret()).await, Err(VaultError::NoSecretService));
    assert_eq!(vault.get(ACCOUNT).await.map(|_| ()), Err(VaultError::NoSecretService));
    assert_eq!(vault.delete(ACCOUNT).await, Err(VaultError::NoSecretService));
}

#[tokio::test]
async fn one_that_nobody_ever_unlocked_takes_nothing() {
    if !in_session("empty") {
        return;
    }
    let vault = KeychainVault::default();
    assert_eq!(vault.set(ACCOUNT, &secret()).await, Err(VaultError::Locked));
    assert!(vault.get(ACCOUNT).await.unwrap().is_none());
}

#[tokio::test]
async fn a_locked_one_is_not_waited_for_for_ever() {
    if !in_session("locked") {
        return;
    }
    let vault = KeychainVault::with_patience(Duration::from_secs(2));
    assert_eq!(vault.set(ACCOUNT, &secret()).await, Err(VaultError::TimedOut));
    assert_eq!(vault.get("another/account").await.map(|_| ()), Ok(()), "a call that hangs does not hold up the next");
}

#[tokio::test]
async fn one_that_starts_late_is_found_without_a_restart() {
    if !in_session("late") {
        return;
    }
    let vault = KeychainVault::default();
    assert_eq!(vault.set(ACCOUNT, &secret()).await, Err(VaultError::NoSecretService));
    let mut daemon = Command::new("gnome-keyring-daemon")
        .args(["--foreground", "--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    daemon.stdin.take().unwrap().write_all(b"test").unwrap();
    let mut started = Err(VaultError::NoSecretService);
    for _ in 0..100 {
        started = vault.set(ACCOUNT, &secret()).await;
        if started.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let kept = started.is_ok() && vault.get(ACCOUNT).await.unwrap().is_some();
    daemon.kill().unwrap();
    daemon.wait().unwrap();
    assert!(kept, "{started:?}");
}
