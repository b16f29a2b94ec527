//! Words for Acumatica's refusals. A text that is not known, or that comes in another language, is told by its status.

use crate::phrases::{Phrase, phrase_in};
use jobcost::Side;
use reimport::{SideError, SideErrorKind};
use rest::oauth::HolderError;
use rest::{RestError, RestErrorKind};

/// An answer that does not come is most often one that waits its turn (license restrictions for API users).
const QUEUED: &str = "Acumatica lets requests wait when its licence's limit is reached. Try again in a few minutes; if it stays so, look at its licence monitoring and at its status page.";

const LOCKED: &str = "Acumatica has locked this user out.";
const UNLOCK: &str = "Wait, or ask your administrator to unlock the user on the form Users (SM201010).";
const WRONG_APPLICATION: &str = "Acumatica does not accept this client id and secret.";
const MEND_APPLICATION: &str =
    "Copy them again from the form Connected Applications (SM303010); the client id ends with @ and the tenant.";
const UNKNOWN_TENANT: &str = "Acumatica does not know this tenant.";
const MEND_TENANT: &str = "Enter the tenant's login name as it stands on the sign-in page (form SM203520).";
const PASSWORD_EXPIRED: &str = "Acumatica asks this user for a new password.";
const MEND_PASSWORD: &str = "Sign in to Acumatica in a browser once, then enter the new password under Connections.";
const WRONG: &str = "Acumatica does not accept this user and password.";
const MEND: &str = "Check user, password and tenant under Connections. Until they are saved anew Tieout does not try again, for that could lock the user out.";
const SEATS: &str = "Every API session of Acumatica's licence is taken.";
const NOT_NOW: &str = "Try again later: Acumatica may be closed for maintenance, when only administrators may sign in (form SM203510). If it stays so, sign in with this user in a browser once.";
const FREE: &str = "Close another integration, or wait until Acumatica frees an abandoned session, which takes from ten minutes to an hour.";

/// Words for a failed sign-in.
pub(crate) fn sign_in_error(error: &RestError) -> SideError {
    let said = |kind, sentence, remedy| plain(kind, sentence, remedy, error);
    let (wrong, no_seat) = (SideErrorKind::WrongCredentials, SideErrorKind::NoSeat);
    match (phrase_in(error), error.kind) {
        (Some(Phrase::WrongUser), _) | (None | Some(Phrase::NoSuchRecord), RestErrorKind::Unauthorized) => {
            said(wrong, WRONG, MEND)
        }
        (Some(Phrase::WrongApplication), _) => said(wrong, WRONG_APPLICATION, MEND_APPLICATION),
        // The server in front may replace the body, but 429 at sign-in is the limit of API users.
        (Some(Phrase::NoSeat), _) | (None | Some(Phrase::NoSuchRecord), RestErrorKind::RateLimited) => {
            said(no_seat, SEATS, FREE)
        }
        (Some(Phrase::UnknownTenant), _) => said(wrong, UNKNOWN_TENANT, MEND_TENANT),
        (Some(Phrase::PasswordExpired), _) => said(wrong, PASSWORD_EXPIRED, MEND_PASSWORD),
        (Some(Phrase::LockedOut), _) => said(SideErrorKind::Forbidden, LOCKED, UNLOCK),
        // Nothing says that the password is wrong, so it is not said.
        (_, RestErrorKind::ServerFailed | RestErrorKind::Refused | RestErrorKind::Forbidden) => {
            SideError { remedy: NOT_NOW.to_owned(), ..side_error(error) }
        }
        _ => side_error(error),
    }
}

/// Words for a person's sign-in that gives no token.
pub(crate) fn holder_error(error: HolderError) -> SideError {
    vendor::holder_error(Side::Acumatica, error, side_error)
}

/// Words for any other failure.
pub(crate) fn side_error(error: &RestError) -> SideError {
    let plain = vendor::side_error(Side::Acumatica, error);
    match plain.kind {
        SideErrorKind::TooSlow => SideError { remedy: QUEUED.to_owned(), ..plain },
        SideErrorKind::ServerFailed if phrase_in(error) == Some(Phrase::NoSuchRecord) => {
            SideError { kind: SideErrorKind::NotFound, ..plain }
        }
        _ => plain,
    }
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
