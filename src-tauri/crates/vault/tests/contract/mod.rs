//! What every vault does, whatever its store takes.

use secrecy::{ExposeSecret, SecretString};
use vault::Vault;

/// Keeps 4 KiB and more, replaces it with something short, and leaves nothing behind.
pub(crate) async fn keeps_secrets_of_any_length(vault: &dyn Vault, account: &str) {
    for length in [1, 1_280, 1_281, 2_560, 2_561, 4_096, 16_384, 7] {
        let secret: String = ('!'..='~').chain(['é', '\u{1f426}']).cycle().take(length).collect();
        vault.set(account, &SecretString::from(secret.as_str())).await.unwrap();
        let kept = vault.get(account).await.unwrap().unwrap();
        assert!(
            kept.expose_secret() == secret,
            "{length} letters came back as {}",
            kept.expose_secret().chars().count()
        );
    }
    vault.set(account, &SecretString::from("x".repeat(4_096))).await.unwrap();
    vault.delete(account).await.unwrap();
    vault.delete(account).await.unwrap();
    assert!(vault.get(account).await.unwrap().is_none());
}
