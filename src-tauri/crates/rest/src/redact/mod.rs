//! Keeps secrets out of everything that can be printed: the secrets are known, so they are looked for, however they are written.

mod base64;
mod needles;
mod spelling;

use self::base64::Runs;
use needles::{Needle, needles};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many secrets are remembered; tokens and cookies come and go.
const REMEMBERED: usize = 256;
/// The first ones are passwords and client secrets, which stay; the oldest token goes.
const STAYING: usize = 8;
/// What stands in place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";
/// Cookies that say a language or a branch are shorter; a name of a session is not.
const COOKIE_MIN: usize = 8;

/// Knows the secrets of a connection and blacks them out.
#[derive(Clone, Default)]
pub struct Redactor {
    known: Arc<Mutex<Secrets>>,
}

#[derive(Default)]
struct Secrets {
    secrets: Vec<(SecretString, Vec<Needle>)>,
    /// Which needles can begin with a byte: secret, needle. Made again when a secret comes.
    by_first: HashMap<u8, Vec<(usize, usize)>>,
}

impl Redactor {
    /// Remembers a secret, in every way it may be written.
    pub fn know(&self, secret: &SecretString) {
        if secret.expose_secret().trim().is_empty() {
            return;
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).add(secret);
    }

    /// Remembers the cookies of a line `a=1; b=2`: the line, and each value by itself.
    pub fn know_cookies(&self, line: &SecretString) {
        self.know(line);
        for pair in line.expose_secret().split(';') {
            let value = pair.split_once('=').map_or("", |(_, value)| value).trim().trim_matches('"');
            if value.len() >= COOKIE_MIN {
                self.know(&SecretString::from(value));
            }
        }
    }

    /// The text without any known secret: as it is, percent-encoded, as a form writes it, escaped for JSON or HTML, one of these within
    /// another, or anywhere inside Base64.
    pub fn redact(&self, text: &str) -> String {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.secrets.is_empty() {
            return text.to_owned();
        }
        let runs = Runs::of(text.as_bytes());
        let mut out = Vec::with_capacity(text.len());
        let (mut at, mut redacted_to) = (0, 0);
        while at < text.len() {
            if let Some((from, to)) = known.secret_at(text.as_bytes(), at, &runs) {
                // Inside Base64 the whole run goes, also the part of it that was passed already.
                out.truncate(out.len() - (at - from.max(redacted_to)));
                out.extend_from_slice(REDACTED.as_bytes());
                (at, redacted_to) = (to, to);
            } else {
                out.push(text.as_bytes()[at]);
                at += 1;
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }
}

impl Secrets {
    fn add(&mut self, secret: &SecretString) {
        if self.secrets.iter().any(|(known, _)| known.expose_secret() == secret.expose_secret()) {
            return;
        }
        if self.secrets.len() == REMEMBERED {
            self.secrets.remove(STAYING);
        }
        self.secrets.push((secret.clone(), needles(secret.expose_secret())));
        self.by_first.clear();
        for (number, (_, needles)) in self.secrets.iter().enumerate() {
            for (which, needle) in needles.iter().enumerate() {
                if let Some(first) = needle.text.expose_secret().bytes().next() {
                    self.by_first.entry(first).or_default().push((number, which));
                }
            }
        }
    }

    /// The longest way in which a secret is written here, as the range that is blacked out.
    fn secret_at(&self, text: &[u8], at: usize, runs: &Runs) -> Option<(usize, usize)> {
        if let Some(run) = runs.beginning_at(at)
            && self.secrets.iter().any(|(secret, _)| runs.hold_whole(run, secret.expose_secret()))
        {
            return Some(run);
        }
        let firsts = spelling::readings(text, at).into_iter().map(|(bytes, _)| bytes.first());
        let found = firsts.filter_map(|first| self.by_first.get(&first)).flatten();
        let ends = found.filter_map(|(number, which)| self.secrets[*number].1[*which].found(text, at, runs));
        ends.max_by_key(|(from, to)| to - from)
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redactor")
    }
}

#[cfg(test)]
mod tests;
