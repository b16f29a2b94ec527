use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::pkce;

/// What somebody allowed an application to do. All tokens that come from one consent share its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) id: Uuid,
    pub(crate) client_id: String,
    /// A person signed in; false for a service account.
    pub(crate) by_person: bool,
    pub(crate) scopes: Vec<String>,
}

/// How long each kind of credential lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lifetimes {
    pub(crate) code: SignedDuration,
    pub(crate) access: SignedDuration,
    /// Of the whole chain of refresh tokens, from the consent on; `None` where a refresh token lives until it is used.
    pub(crate) refresh_chain: Option<SignedDuration>,
}

/// Codes and tokens that are out there.
#[derive(Debug)]
pub(super) struct Grants {
    pub(super) lifetimes: Lifetimes,
    codes: BTreeMap<String, Code>,
    access: BTreeMap<String, Live>,
    refresh: BTreeMap<String, (Grant, Option<Timestamp>)>,
}

/// An access token that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Live {
    pub(crate) grant: Grant,
    pub(crate) issued: Timestamp,
    pub(crate) expires: Timestamp,
}

/// A code that was not redeemed yet.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) grant: Grant,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
    expires: Timestamp,
}

impl Grant {
    pub(crate) fn new(client_id: &str, by_person: bool, scopes: Vec<String>) -> Self {
        Self { id: Uuid::new_v4(), client_id: client_id.to_owned(), by_person, scopes }
    }

    pub(crate) fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|one| one == scope)
    }
}

impl Grants {
    pub(super) fn new(lifetimes: Lifetimes) -> Self {
        Self { lifetimes, codes: BTreeMap::new(), access: BTreeMap::new(), refresh: BTreeMap::new() }
    }

    pub(super) fn issue_code(
        &mut self,
        now: Timestamp,
        grant: Grant,
        redirect_uri: &str,
        challenge: Option<String>,
    ) -> String {
        let code = secret();
        let expires = now + self.lifetimes.code;
        self.codes.insert(code.clone(), Code { grant, redirect_uri: redirect_uri.to_owned(), challenge, expires });
        code
    }

    /// A code is good once, for the client and the address it was made for. A wrong attempt uses it up, too.
    pub(super) fn redeem_code(
        &mut self,
        now: Timestamp,
        code: &str,
        client_id: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
    ) -> Option<Grant> {
        let code = self.codes.remove(code)?;
        let proven = match (&code.challenge, verifier) {
            (Some(challenge), Some(verifier)) => pkce::proves(verifier, challenge),
            (None, None) => true,
            _ => false,
        };
        let good =
            now < code.expires && code.grant.client_id == client_id && code.redirect_uri == redirect_uri && proven;
        good.then_some(code.grant)
    }

    pub(super) fn issue_access(&mut self, now: Timestamp, grant: &Grant, token: String) -> String {
        let live = Live { grant: grant.clone(), issued: now, expires: now + self.lifetimes.access };
        self.access.insert(token.clone(), live);
        token
    }

    /// The first refresh token of a consent.
    pub(super) fn issue_refresh(&mut self, now: Timestamp, grant: &Grant) -> String {
        let expires = self.lifetimes.refresh_chain.map(|lifetime| now + lifetime);
        self.keep_refresh(grant.clone(), expires)
    }

    /// Takes a refresh token for a new one. The old one is dead afterwards; the chain does not live longer for it.
    pub(super) fn rotate(&mut self, now: Timestamp, token: &str, client_id: &str) -> Option<(Grant, String)> {
        let own = self.refresh.get(token).is_some_and(|(grant, _)| grant.client_id == client_id);
        let (grant, expires) = own.then(|| self.refresh.remove(token)).flatten()?;
        if expires.is_some_and(|expires| now >= expires) {
            return None;
        }
        let next = self.keep_refresh(grant.clone(), expires);
        Some((grant, next))
    }

    fn keep_refresh(&mut self, grant: Grant, expires: Option<Timestamp>) -> String {
        let token = secret();
        self.refresh.insert(token.clone(), (grant, expires));
        token
    }

    /// An access token, if it is alive.
    pub(super) fn of_access(&self, token: &str, now: Timestamp) -> Option<&Live> {
        self.access.get(token).filter(|live| now < live.expires)
    }

    /// Ends everything that came from the consent of this token, access and refresh together.
    pub(super) fn revoke(&mut self, token: &str) {
        let of_access = self.access.get(token).map(|live| live.grant.id);
        if let Some(id) = of_access.or_else(|| self.refresh.get(token).map(|(grant, _)| grant.id)) {
            self.access.retain(|_, live| live.grant.id != id);
            self.refresh.retain(|_, (grant, _)| grant.id != id);
        }
    }

    pub(super) fn forget_codes(&mut self) {
        self.codes.clear();
    }

    pub(super) fn forget_access(&mut self) {
        self.access.clear();
    }

    pub(super) fn forget_refresh(&mut self) {
        self.refresh.clear();
    }

    /// Every secret that is out there, for a test that looks for them where they should not be.
    pub(super) fn secrets(&self) -> Vec<String> {
        self.codes.keys().chain(self.access.keys()).chain(self.refresh.keys()).cloned().collect()
    }

    pub(super) fn access_tokens(&self) -> Vec<String> {
        self.access.keys().cloned().collect()
    }
}

/// 64 hexadecimal digits that nobody guesses.
pub(crate) fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    const BACK: &str = "http://localhost:1/callback";

    fn grants() -> (Grants, Grant) {
        let lifetimes = Lifetimes {
            code: SignedDuration::from_mins(10),
            access: SignedDuration::from_hours(1),
            refresh_chain: Some(SignedDuration::from_hours(30 * 24)),
        };
        (Grants::new(lifetimes), Grant::new("app", true, vec!["api".into()]))
    }

    fn minute(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn a_code_is_good_once_in_time_and_for_whom_it_was_made() {
        let (_, grant) = grants();
        let fresh = |challenge: Option<&str>| {
            let (mut grants, _) = grants();
            let code = grants.issue_code(minute(0), grant.clone(), BACK, challenge.map(str::to_owned));
            (grants, code)
        };
        let (mut first, code) = fresh(None);
        assert_eq!(first.redeem_code(minute(9), &code, "app", BACK, None).unwrap(), grant);
        assert!(first.redeem_code(minute(9), &code, "app", BACK, None).is_none(), "a second time");
        let (mut late, code) = fresh(None);
        assert!(late.redeem_code(minute(10), &code, "app", BACK, None).is_none());
        let (mut other, code) = fresh(None);
        assert!(other.redeem_code(minute(1), &code, "another", BACK, None).is_none());
        let (mut elsewhere, code) = fresh(None);
        assert!(elsewhere.redeem_code(minute(1), &code, "app", "http://localhost:2/callback", None).is_none());
        let (mut unproven, code) = fresh(Some("challenge"));
        assert!(unproven.redeem_code(minute(1), &code, "app", BACK, None).is_none());
        let (mut overproven, code) = fresh(None);
        assert!(overproven.redeem_code(minute(1), &code, "app", BACK, Some(&"v".repeat(43))).is_none());
    }

    #[test]
    fn a_refresh_token_is_dead_after_its_use_and_the_chain_ends_with_its_time() {
        let (mut grants, grant) = grants();
        let first = grants.issue_refresh(minute(0), &grant);
        assert!(grants.rotate(minute(1), &first, "another").is_none());
        let (_, second) = grants.rotate(minute(1), &first, "app").unwrap();
        assert!(grants.rotate(minute(2), &first, "app").is_none());
        assert!(grants.rotate(minute(30 * 24 * 60), &second, "app").is_none());
    }

    #[test]
    fn revoking_any_token_of_a_consent_ends_all_of_them() {
        let (mut grants, grant) = grants();
        let access = grants.issue_access(minute(0), &grant, secret());
        let refresh = grants.issue_refresh(minute(0), &grant);
        let other = Grant::new("app", true, Vec::new());
        let others = grants.issue_access(minute(0), &other, secret());
        grants.revoke("unknown");
        assert!(grants.of_access(&access, minute(59)).is_some());
        assert!(grants.of_access(&access, minute(60)).is_none());
        grants.revoke(&refresh);
        assert!(grants.of_access(&access, minute(1)).is_none() && grants.rotate(minute(1), &refresh, "app").is_none());
        assert!(grants.of_access(&others, minute(1)).is_some());
    }
}
