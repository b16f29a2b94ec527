//! What is looked for of one secret.

use super::base64::{Runs, cores};
use super::spelling::end_of;
use secrecy::{ExposeSecret, SecretString};

/// Shorter secrets are blacked out only where they stand by themselves: inside words they would black out half of every text.
const STANDS_ANYWHERE: usize = 4;

/// One text that gives a secret away.
pub(crate) struct Needle {
    pub(crate) text: SecretString,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The secret, wherever it stands.
    Anywhere,
    /// The secret, where no letter or digit touches it.
    ByItself,
    /// A part of Base64 that is the secret's alone.
    Base64,
}

/// The needles of a secret: itself, for [`end_of`] reads through what encoders make of a letter; what JSON and HTML make of it, which
/// may be encoded again as a whole; and its Base64, at each of the three places it can have among the bytes around it.
pub(crate) fn needles(secret: &str) -> Vec<Needle> {
    let kind = if secret.chars().count() < STANDS_ANYWHERE { Kind::ByItself } else { Kind::Anywhere };
    let mut texts = vec![secret.to_owned(), json(secret), html(secret)];
    texts.sort();
    texts.dedup();
    let needle = |kind| move |text: String| Needle { text: SecretString::from(text), kind };
    let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let inside_base64 = [secret.to_owned(), json(secret), form];
    let mut cores: Vec<String> = inside_base64.iter().flat_map(|text| cores(text.as_bytes())).collect();
    cores.sort();
    cores.dedup();
    texts.into_iter().map(needle(kind)).chain(cores.into_iter().map(needle(Kind::Base64))).collect()
}

impl Needle {
    /// The range to black out, where this needle begins here.
    pub(crate) fn found(&self, text: &[u8], at: usize, runs: &Runs) -> Option<(usize, usize)> {
        let end = end_of(self.text.expose_secret().as_bytes(), text, at)?;
        match self.kind {
            Kind::Anywhere => Some((at, end)),
            Kind::ByItself => (!touched(text, at, end)).then_some((at, end)),
            // The bytes beside the secret share letters with it, so all of the run goes.
            Kind::Base64 => Some(runs.around(at, end)),
        }
    }
}

/// Whether a letter or a digit stands right before or after.
fn touched(text: &[u8], from: usize, to: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    is_word(from.checked_sub(1).and_then(|before| text.get(before))) || is_word(text.get(to))
}

fn json(secret: &str) -> String {
    let quoted = serde_json::Value::from(secret).to_string();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

fn html(secret: &str) -> String {
    secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
