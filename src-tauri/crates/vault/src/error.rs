//! What a keychain can refuse, each with a sentence and a way out.

/// Why the keychain did not do it. Holds no secret.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum VaultError {
    /// Nothing on this computer offers a keychain: no session bus, or no Secret Service on it.
    NoSecretService,
    /// It is locked, or was never unlocked in this session.
    Locked,
    /// The question to unlock was dismissed, or the system does not let Tieout in.
    Refused,
    /// No answer in time. Most likely it waits for somebody to unlock it.
    TimedOut,
    /// The secret has more letters than the keychain takes, also in parts.
    TooLong,
    /// Something else, in the store's own words.
    Other(String),
}

impl VaultError {
    /// What happened.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoSecretService => "This computer offers no keychain.".to_owned(),
            Self::Locked => "The keychain is locked.".to_owned(),
            Self::Refused => "The keychain refused access.".to_owned(),
            Self::TimedOut => "Still waiting for the keychain to be unlocked.".to_owned(),
            Self::TooLong => "The secret is longer than this computer's keychain takes; it was not kept.".to_owned(),
            Self::Other(words) => format!("The keychain failed: {words}."),
        }
    }

    /// What to do next.
    pub fn remedy(&self) -> String {
        let remedy = match self {
            Self::NoSecretService => {
                "Install and start one (GNOME Keyring, KWallet or KeePassXC with its Secret Service), then try again."
            }
            Self::Locked => {
                "Unlock it in your system's password manager, or sign out of the desktop and in again, then try again."
            }
            Self::Refused => "Try again and allow Tieout to use it when your system asks.",
            Self::TimedOut => {
                "Look for a window of your system that asks for the keychain's password, unlock it, then try again."
            }
            Self::TooLong => {
                "Check that it is the whole secret and nothing besides; if a server gave it, choose another way to sign in under Connections."
            }
            Self::Other(_) => "Try again; if it stays, look at the keychain in your system's password manager.",
        };
        remedy.to_owned()
    }
}
