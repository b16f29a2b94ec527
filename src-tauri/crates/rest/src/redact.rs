//! Keeps secrets out of everything that can be printed: the secrets are known, so they are looked for.

use secrecy::{ExposeSecret, SecretString};
use std::sync::{Arc, Mutex, PoisonError};

/// How many secrets are remembered; tokens come and go.
const REMEMBERED: usize = 64;
/// Shorter secrets would black out half of every text.
const SHORTEST: usize = 4;

/// Knows the secrets of a connection and blacks them out.
#[derive(Clone, Default)]
pub struct Redactor {
    secrets: Arc<Mutex<Vec<SecretString>>>,
}

impl Redactor {
    /// Remembers a secret.
    pub fn know(&self, secret: &SecretString) {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        if secrets.iter().any(|known| known.expose_secret() == secret.expose_secret()) {
            return;
        }
        if secrets.len() == REMEMBERED {
            // The first two are the password or the client secret, which stay; the oldest token goes.
            secrets.remove(2);
        }
        secrets.push(secret.clone());
    }

    /// The text without any known secret.
    pub fn redact(&self, text: &str) -> String {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().map(ExposeSecret::expose_secret).filter(|secret| secret.len() >= SHORTEST).fold(
            text.to_owned(),
            |text, secret| {
                if text.contains(secret) { text.replace(secret, "[redacted]") } else { text }
            },
        )
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redactor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_secrets_are_blacked_out() {
        let redactor = Redactor::default();
        redactor.know(&SecretString::from("canary-1"));
        assert_eq!(redactor.redact("echo canary-1!"), "echo [redacted]!");
        for number in 0..200 {
            redactor.know(&SecretString::from(format!("token-{number:04}")));
        }
        assert_eq!(redactor.redact("canary-1 token-0199"), "[redacted] [redacted]");
    }
}
