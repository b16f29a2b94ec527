//! A good answer, and what can still be wrong with it.

use crate::decimal;
use crate::error::{RestError, RestErrorKind};
use jiff::{SignedDuration, Timestamp};
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use serde::de::DeserializeOwned;

/// A 2xx answer, read to its end. Prints neither its body nor its headers: a token answer's body is the token.
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) reference: Option<String>,
    pub(crate) path: String,
}

impl Answer {
    /// The status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// A header's value, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The cookies it sets, as a client sends them back; `None` where it sets none.
    pub fn cookies(&self) -> Option<SecretString> {
        cookies(&self.headers)
    }

    /// How far the server's clock is ahead of `now`, by its `Date`, which is in whole seconds.
    pub fn clock_ahead(&self, now: Timestamp) -> Option<SignedDuration> {
        let date = jiff::fmt::rfc2822::parse(self.header("date")?.trim()).ok()?;
        Some(date.timestamp().duration_since(now))
    }

    /// The body as it came.
    pub fn text(&self) -> &str {
        &self.body
    }

    /// Reads the body as JSON. A body cut short, or another shape than the documented one is
    /// [`RestErrorKind::NotUnderstood`]; the error names the place in the text, never the text itself.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, RestError> {
        serde_json::from_str(&self.body).map_err(|error| {
            let what = if error.is_eof() {
                format!("an answer that was cut short after {} bytes", self.body.len())
            } else if error.to_string().contains(decimal::NO_AMOUNT) {
                format!("an amount that cannot be read (line {}, column {})", error.line(), error.column())
            } else {
                format!("an answer of another shape (line {}, column {})", error.line(), error.column())
            };
            RestError {
                status: Some(self.status),
                words: what,
                reference: self.reference.clone(),
                path: self.path.clone(),
                ..RestError::of(RestErrorKind::NotUnderstood)
            }
        })
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut answer = f.debug_struct("Answer");
        answer.field("status", &self.status).field("path", &self.path).field("reference", &self.reference);
        answer.field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// The cookies that headers set, as a client sends them back.
pub(crate) fn cookies(headers: &HeaderMap) -> Option<SecretString> {
    let set = headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let pairs: Vec<_> = set.filter_map(|cookie| cookie.split(';').next()).map(str::trim).collect();
    (!pairs.is_empty()).then(|| SecretString::from(pairs.join("; ")))
}

/// A proxy, a maintenance page or a login page answers HTML, sometimes with status 200.
pub(crate) fn looks_like_html(content_type: Option<&str>, body: &str) -> bool {
    content_type.is_some_and(|content_type| content_type.to_ascii_lowercase().contains("text/html"))
        || body.trim_start().starts_with('<')
}
