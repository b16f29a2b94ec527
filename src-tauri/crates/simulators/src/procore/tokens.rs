//! Bearer tokens and how long they live (Procore: OAuth client credentials guide).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The tokens that were given out.
#[derive(Debug)]
pub(super) struct Tokens {
    lifetime: SignedDuration,
    expiry: BTreeMap<String, Timestamp>,
}

impl Tokens {
    pub(super) fn new(lifetime_seconds: u32) -> Self {
        Self { lifetime: SignedDuration::from_secs(lifetime_seconds.into()), expiry: BTreeMap::new() }
    }

    pub(super) fn issue(&mut self, now: Timestamp) -> String {
        let token = format!("eyJ0eXAi.{}.{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        self.expiry.insert(token.clone(), now + self.lifetime);
        token
    }

    pub(super) fn lifetime_seconds(&self) -> i64 {
        self.lifetime.as_secs()
    }

    pub(super) fn set_lifetime(&mut self, seconds: u32) {
        self.lifetime = SignedDuration::from_secs(seconds.into());
    }

    pub(super) fn is_valid(&self, token: &str, now: Timestamp) -> bool {
        self.expiry.get(token).is_some_and(|expiry| now < *expiry)
    }

    pub(super) fn issued(&self) -> Vec<String> {
        self.expiry.keys().cloned().collect()
    }

    pub(super) fn expire_all(&mut self) {
        self.expiry.clear();
    }
}
