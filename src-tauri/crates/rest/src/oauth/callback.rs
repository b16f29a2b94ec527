//! What the browser brings back. Pure.

use secrecy::SecretString;
use subtle::ConstantTimeEq;

/// Why a browser came back without a code.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CallbackError {
    /// The person, or the server on their behalf, said no.
    #[error("access was denied")]
    Denied,
    /// It answers another question than the one that was asked: an old tab, or somebody else's.
    #[error("the answer belongs to another sign-in")]
    WrongState,
    /// The server refused, in the word OAuth has for it.
    #[error("the sign-in was refused: {0}")]
    Refused(String),
    /// Neither a code nor an error.
    #[error("the answer holds no code")]
    NoCode,
}

/// Reads the query of the redirection. The state is compared first, for until then it is not known whose words these are.
pub(crate) fn code(query: &str, state: &str) -> Result<SecretString, CallbackError> {
    let find =
        |name: &str| url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value);
    let same = find("state").is_some_and(|told| bool::from(told.as_bytes().ct_eq(state.as_bytes())));
    if !same {
        return Err(CallbackError::WrongState);
    }
    match find("error").as_deref() {
        Some("access_denied") => return Err(CallbackError::Denied),
        Some(word) => return Err(CallbackError::Refused(plain(word))),
        None => {}
    }
    let code = find("code").filter(|code| !code.is_empty()).ok_or(CallbackError::NoCode)?;
    Ok(SecretString::from(code.into_owned()))
}

/// The server's word is shown to people, so it is held to what such a word may be (RFC 6749, 4.1.2.1).
fn plain(word: &str) -> String {
    word.chars().filter(|letter| letter.is_ascii_alphanumeric() || "_-. ".contains(*letter)).take(60).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn a_code_is_taken_from_its_own_answer_only() {
        assert_eq!(code("code=a%2Bb&state=s1&scope=api", "s1").unwrap().expose_secret(), "a+b");
        for (query, expected) in [
            ("code=ab&state=s2", CallbackError::WrongState),
            ("code=ab", CallbackError::WrongState),
            ("error=access_denied&state=s2", CallbackError::WrongState),
            ("error=access_denied&state=s1", CallbackError::Denied),
            ("error=server_error%3Cb%3E&state=s1", CallbackError::Refused("server_errorb".to_owned())),
            ("state=s1", CallbackError::NoCode),
            ("code=&state=s1", CallbackError::NoCode),
        ] {
            assert_eq!(code(query, "s1").unwrap_err(), expected, "{query}");
        }
    }
}
