//! An access token, and until when it is used.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// A token is renewed this long before its end, so that it does not end on the way.
const EARLY: Duration = Duration::from_mins(1);

/// An access token with the moment from which it is not used any more.
#[derive(Clone)]
pub struct AccessToken {
    secret: SecretString,
    good_until: Timestamp,
}

impl AccessToken {
    /// A token that was given just now. One shorter than the margin is used for half its life.
    pub fn new(secret: SecretString, good_for: Duration, now: Timestamp) -> Self {
        let good_for = good_for.checked_sub(EARLY).unwrap_or(good_for / 2);
        Self { secret, good_until: now.checked_add(good_for).unwrap_or(Timestamp::MAX) }
    }

    /// The token, while it is good and not the one that the server no longer takes.
    pub fn good(&self, ended: Option<&SecretString>, now: Timestamp) -> Option<SecretString> {
        let refused = ended.is_some_and(|ended| ended.expose_secret() == self.secret.expose_secret());
        (!refused && now < self.good_until).then(|| self.secret.clone())
    }

    /// The token, just after it was given.
    pub fn secret(&self) -> SecretString {
        self.secret.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn a_token_is_good_until_shortly_before_its_end() {
        for (good_for, second, good) in
            [(3_600, 0, true), (3_600, 3_539, true), (3_600, 3_540, false), (30, 14, true), (30, 15, false)]
        {
            let token = AccessToken::new("a".into(), Duration::from_secs(good_for), Timestamp::UNIX_EPOCH);
            let now = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second);
            assert_eq!(token.good(None, now).is_some(), good, "good for {good_for} s, after {second} s");
            assert!(token.good(Some(&"a".into()), now).is_none(), "the server no longer takes it");
            assert_eq!(token.good(Some(&"b".into()), now).is_some(), good, "the server refused another one");
        }
    }
}
