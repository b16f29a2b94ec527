//! Sessions that a crash left behind.

use async_trait::async_trait;
use secrecy::SecretString;

/// Keeps the cookies of a session while it lives, so that after a crash the next start can give its seat back: the licence has few, and
/// Acumatica frees one only after the idle time that the site has set. Nothing depends on it, so it has no errors: what it cannot do, it logs.
#[async_trait]
pub trait SessionKeeper: Send + Sync {
    /// The cookies of programs that are gone and did not sign out. They are given once.
    async fn left_behind(&self) -> Vec<SecretString>;
    /// Keeps this program's.
    async fn keep(&self, cookies: &SecretString);
    /// This program signed out.
    async fn forget(&self);
}
