//! Phrases by which Acumatica's refusals are told apart. Those of a sign-in have no other mark, because their status is not documented or
//! differs between builds.

use rest::RestError;

/// What a phrase means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phrase {
    /// The user or the password is wrong.
    WrongUser,
    /// The client id or its secret is.
    WrongApplication,
    /// Every API session of the licence is taken.
    NoSeat,
    /// The tenant is not known.
    UnknownTenant,
    /// The user must choose a new password first.
    PasswordExpired,
    /// There were too many wrong passwords; a right one is answered so as well.
    LockedOut,
    /// There is no such record, which is a 500 here and not a 404.
    NoSuchRecord,
}

/// In whatever case, anywhere in the answer (cookie sign-in; the official client matches the first of `WrongUser` and of `NoSeat`).
const PHRASES: [(&str, Phrase); 12] = [
    ("invalid credentials", Phrase::WrongUser),
    // The two words of OAuth, where the instance describes them no further.
    ("invalid_grant", Phrase::WrongUser),
    ("invalid_client", Phrase::WrongApplication),
    ("api login limit", Phrase::NoSeat),
    ("concurrent api login", Phrase::NoSeat),
    ("concurrentapilogins", Phrase::NoSeat),
    ("checkapiuserslimits", Phrase::NoSeat),
    ("apiloginlimitreached", Phrase::NoSeat),
    ("proper company id cannot be determined", Phrase::UnknownTenant),
    ("need to change your password", Phrase::PasswordExpired),
    ("locked out", Phrase::LockedOut),
    ("no entity satisfies the condition", Phrase::NoSuchRecord),
];

/// The first phrase that the server's words hold.
pub(crate) fn phrase_in(error: &RestError) -> Option<Phrase> {
    PHRASES.iter().find(|(text, _)| error.says(text)).map(|(_, phrase)| *phrase)
}
