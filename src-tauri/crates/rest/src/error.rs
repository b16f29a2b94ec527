//! What can become of a request other than a good answer.

use crate::tls::TlsReason;
use jiff::Timestamp;

/// The kinds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RestErrorKind {
    /// No connection, or it broke.
    Unreachable,
    /// There was a connection, but none that is secret; nothing was sent. Asking again does not help.
    Tls(TlsReason),
    /// No answer in time, or a gateway gave up waiting (408, 504).
    TooSlow,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404 or 405.
    NotFound,
    /// 413.
    TooLarge,
    /// 400, 406, 409, 412, 422 and other refusals.
    Refused,
    /// 429, or a limit that lasts longer than it is sensible to wait.
    RateLimited,
    /// 5xx.
    ServerFailed,
    /// Not what was documented: HTML, a body cut short, another shape, a redirection.
    NotUnderstood,
}

impl RestErrorKind {
    /// The server may have carried the request out. Where it is known that nothing was sent, the error says otherwise.
    pub(crate) const fn maybe_applied(self) -> bool {
        match self {
            Self::Unreachable | Self::TooSlow | Self::NotUnderstood | Self::ServerFailed | Self::Refused => true,
            Self::Tls(_)
            | Self::Unauthorized
            | Self::Forbidden
            | Self::NotFound
            | Self::TooLarge
            | Self::RateLimited => false,
        }
    }
}

/// A request that did not end well. Printable: it holds no secret.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{kind:?} {status:?} at {path}: {words}")]
pub struct RestError {
    /// Its kind.
    pub kind: RestErrorKind,
    /// The status, where there was an answer.
    pub status: Option<u16>,
    /// The server's words in one line of plain text, shortened and redacted; or ours, where it had none. Of the answer to a sign-in
    /// they are no more than the error's name in OAuth, because it may repeat what was sent in a way that nobody recognises.
    pub words: String,
    /// Words that are looked at and never shown.
    pub(crate) unshown: HiddenWords,
    /// The server's name for the request (`x-request-id`).
    pub reference: Option<String>,
    /// The path, without its query.
    pub path: String,
    /// The server may have carried the request out.
    pub maybe_applied: bool,
    /// When the rate limit ends.
    pub resumes_at: Option<Timestamp>,
}

/// Words of an answer that must not be shown.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct HiddenWords(pub(crate) Option<Box<str>>);

impl std::fmt::Debug for HiddenWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "some" } else { "none" })
    }
}

impl RestError {
    /// An error of a kind, of which nothing else is known.
    pub(crate) const fn of(kind: RestErrorKind) -> Self {
        Self {
            kind,
            status: None,
            words: String::new(),
            unshown: HiddenWords(None),
            reference: None,
            path: String::new(),
            maybe_applied: kind.maybe_applied(),
            resumes_at: None,
        }
    }

    /// Whether the server's words hold this phrase, in whatever case; also words that are not shown. To tell refusals apart, where
    /// their text is all that does.
    pub fn says(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        [Some(self.words.as_str()), self.unshown.0.as_deref()]
            .into_iter()
            .flatten()
            .any(|words| words.to_lowercase().contains(&phrase))
    }

    /// One sentence for a person about the system of this name.
    pub fn sentence(&self, system: &str) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(": {}", self.words) };
        match self.kind {
            RestErrorKind::Unreachable => format!("{system} could not be reached{words}."),
            RestErrorKind::Tls(_) => format!("{system} could not be reached safely{words}."),
            RestErrorKind::TooSlow => format!("{system} did not answer in time."),
            RestErrorKind::Unauthorized => format!("{system} no longer accepts the sign-in{words}."),
            RestErrorKind::Forbidden => format!("{system} does not let this account do that{words}."),
            RestErrorKind::NotFound => {
                format!("{system} does not know {}, or does not show it to this account.", self.path)
            }
            RestErrorKind::TooLarge => format!("{system} found the request too large."),
            RestErrorKind::Refused => format!("{system} refused{words}."),
            RestErrorKind::RateLimited => match self.resumes_at {
                Some(at) => format!("{system}'s request limit is used up until {}.", at.strftime("%H:%M UTC")),
                None => format!("{system}'s request limit is used up."),
            },
            RestErrorKind::ServerFailed => format!("{system} failed{words}."),
            RestErrorKind::NotUnderstood => format!(
                "{system} gave {}.",
                if self.words.is_empty() { "an answer Tieout does not understand" } else { &self.words }
            ),
        }
        .replace("..", ".")
    }

    /// What a person can do about it.
    pub fn remedy(&self, system: &str) -> String {
        match self.kind {
            RestErrorKind::Unreachable => {
                format!("Check the network and the address of {system}, then try again.")
            }
            RestErrorKind::Tls(reason) => reason.remedy().to_owned(),
            RestErrorKind::TooSlow | RestErrorKind::ServerFailed => {
                format!("Try again in a few minutes; if it stays so, look at {system}'s status page.")
            }
            RestErrorKind::Unauthorized => "Connect the accounts again under Connections.".to_owned(),
            RestErrorKind::Forbidden => format!("Ask your {system} administrator for the right."),
            RestErrorKind::NotFound => {
                format!("Check that it still exists in {system} and that the account may see it.")
            }
            RestErrorKind::TooLarge | RestErrorKind::Refused => {
                format!("Mend it in {system}, then try again.")
            }
            RestErrorKind::RateLimited => "Wait until then; nothing is lost.".to_owned(),
            RestErrorKind::NotUnderstood => {
                format!("Open {system} in a browser: it may be under maintenance, or a proxy may stand in between.")
            }
        }
    }
}
