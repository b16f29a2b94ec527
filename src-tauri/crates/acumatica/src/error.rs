//! Acumatica's refusals. Those of a sign-in are told apart by their text, for their status is not documented or differs between builds;
//! a text that is not known, or that comes in another language, is told by its status.

use jobcost::Side;
use reimport::{SideError, SideErrorKind};
use rest::oauth::{HolderError, KeeperError};
use rest::{RestError, RestErrorKind};

const SYSTEM: &str = "Acumatica";
/// An answer that does not come is most often one that waits its turn (license restrictions for API users).
const QUEUED: &str = "Acumatica lets requests wait when its licence's limit is reached. Try again in a few minutes; if it stays so, look at its licence monitoring and at its status page.";

/// What the texts of a refused sign-in mean (cookie sign-in; the official client matches the first two).
const SIGN_IN_TEXTS: [(&str, SideErrorKind, &str, &str); 11] = [
    ("invalid credentials", SideErrorKind::WrongCredentials, WRONG, MEND),
    // The two words of OAuth, where the instance describes them no further.
    ("invalid_grant", SideErrorKind::WrongCredentials, WRONG, MEND),
    (
        "invalid_client",
        SideErrorKind::WrongCredentials,
        "Acumatica does not accept this client id and secret.",
        "Copy them again from the form Connected Applications (SM303010); the client id ends with @ and the tenant.",
    ),
    ("api login limit", SideErrorKind::NoSeat, SEATS, FREE),
    ("concurrent api login", SideErrorKind::NoSeat, SEATS, FREE),
    ("concurrentapilogins", SideErrorKind::NoSeat, SEATS, FREE),
    ("checkapiuserslimits", SideErrorKind::NoSeat, SEATS, FREE),
    ("apiloginlimitreached", SideErrorKind::NoSeat, SEATS, FREE),
    (
        "proper company id cannot be determined",
        SideErrorKind::WrongCredentials,
        "Acumatica does not know this tenant.",
        "Enter the tenant's login name as it stands on the sign-in page (form SM203520).",
    ),
    (
        "need to change your password",
        SideErrorKind::WrongCredentials,
        "Acumatica asks this user for a new password.",
        "Sign in to Acumatica in a browser once, then enter the new password under Connections.",
    ),
    // So answers a right password as well, once there were too many wrong ones.
    (
        "locked out",
        SideErrorKind::Forbidden,
        LOCKED,
        "Wait, or ask your administrator to unlock the user on the form Users (SM201010).",
    ),
];
/// The sentence of an account that locked itself.
pub(crate) const LOCKED: &str = "Acumatica has locked this user out.";
const WRONG: &str = "Acumatica does not accept this user and password.";
const MEND: &str = "Check user, password and tenant under Connections. Until they are saved anew Tieout does not try again, for that could lock the user out.";
const SEATS: &str = "Every API session of Acumatica's licence is taken.";
const NOT_NOW: &str = "Try again later: Acumatica may be closed for maintenance, when only administrators may sign in (form SM203510). If it stays so, sign in with this user in a browser once.";
const FREE: &str = "Close another integration, or wait until Acumatica frees an abandoned session, which takes from ten minutes to an hour.";

/// Words for a failed sign-in.
pub(crate) fn sign_in_error(error: &RestError) -> SideError {
    if let Some((_, kind, sentence, remedy)) = SIGN_IN_TEXTS.iter().find(|(text, ..)| error.says(text)) {
        return plain(*kind, sentence, remedy, error);
    }
    match error.kind {
        RestErrorKind::Unauthorized => plain(SideErrorKind::WrongCredentials, WRONG, MEND, error),
        // The server in front may replace the body, but 429 at sign-in is the limit of API users.
        RestErrorKind::RateLimited => plain(SideErrorKind::NoSeat, SEATS, FREE, error),
        // Nothing says that the password is wrong, so it is not said.
        RestErrorKind::ServerFailed | RestErrorKind::Refused | RestErrorKind::Forbidden => {
            SideError { remedy: NOT_NOW.to_owned(), ..side_error(error) }
        }
        _ => side_error(error),
    }
}

/// Words for a person's sign-in that gives no token.
pub(crate) fn holder_error(error: HolderError) -> SideError {
    let signed_out = |sentence: String, remedy: String| SideError {
        side: Side::Acumatica,
        kind: SideErrorKind::SignedOut,
        sentence,
        remedy,
        reference: None,
    };
    match error {
        HolderError::Rest(error) => side_error(&error),
        HolderError::Keeper(KeeperError { sentence, remedy }) => signed_out(sentence, remedy),
        // The chain of refresh tokens has an end of its own, thirty days unless the application says otherwise.
        HolderError::SignedOut => signed_out(
            "The sign-in to Acumatica has ended.".to_owned(),
            "Sign in again under Connections; nothing else is lost.".to_owned(),
        ),
    }
}

/// Words for any other failure.
pub(crate) fn side_error(error: &RestError) -> SideError {
    let kind = match error.kind {
        RestErrorKind::Unreachable => SideErrorKind::Unreachable,
        RestErrorKind::Tls(_) => SideErrorKind::NotSafe,
        RestErrorKind::TooSlow => SideErrorKind::TooSlow,
        RestErrorKind::Unauthorized => SideErrorKind::SignedOut,
        RestErrorKind::Forbidden => SideErrorKind::Forbidden,
        RestErrorKind::NotFound => SideErrorKind::NotFound,
        RestErrorKind::RateLimited => SideErrorKind::RateLimited,
        RestErrorKind::TooLarge | RestErrorKind::Refused => SideErrorKind::RefusedByServer,
        RestErrorKind::NotUnderstood => SideErrorKind::NotUnderstood,
        // An unknown record is a 500 here, not a 404.
        RestErrorKind::ServerFailed if error.words.contains("No entity satisfies the condition") => {
            SideErrorKind::NotFound
        }
        RestErrorKind::ServerFailed => SideErrorKind::ServerFailed,
    };
    let remedy = match kind {
        SideErrorKind::TooSlow => QUEUED.to_owned(),
        _ => error.remedy(SYSTEM),
    };
    plain(kind, &error.sentence(SYSTEM), &remedy, error)
}

/// The list of an instance that has no endpoint Tieout knows.
pub(crate) fn no_endpoint(offered: &[String]) -> SideError {
    let offered = if offered.is_empty() { "none".to_owned() } else { offered.join(", ") };
    SideError {
        side: Side::Acumatica,
        kind: SideErrorKind::NotUnderstood,
        sentence: format!("Acumatica offers no Default endpoint that Tieout knows (offered: {offered})."),
        remedy: "Ask your Acumatica administrator for the Default endpoint 24.200.001.".to_owned(),
        reference: None,
    }
}

/// A request after the sign-out.
pub(crate) fn closed() -> SideError {
    SideError {
        side: Side::Acumatica,
        kind: SideErrorKind::SignedOut,
        sentence: "The connection to Acumatica was closed.".to_owned(),
        remedy: "Open the connection again to go on; nothing was changed in Acumatica.".to_owned(),
        reference: None,
    }
}

/// An answer that lacks what it must hold.
pub(crate) fn incomplete(what: &str) -> SideError {
    SideError {
        side: Side::Acumatica,
        kind: SideErrorKind::NotUnderstood,
        sentence: format!("Acumatica gave an answer without {what}."),
        remedy: "Check that the account may see it in Acumatica.".to_owned(),
        reference: None,
    }
}

fn plain(kind: SideErrorKind, sentence: &str, remedy: &str, error: &RestError) -> SideError {
    SideError {
        side: Side::Acumatica,
        kind,
        sentence: sentence.to_owned(),
        remedy: remedy.to_owned(),
        reference: error.reference.clone(),
    }
}
