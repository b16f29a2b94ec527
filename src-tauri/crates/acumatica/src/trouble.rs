//! Acumatica's refusals. Those of a sign-in are told apart by their text, for their status is not documented or differs between builds;
//! a text that is not known, or that comes in another language, is told by its status.

use jobcost::Side;
use reimport::{SideTrouble, TroubleKind};
use rest::oauth::{HolderError, KeeperTrouble};
use rest::{RestError, RestErrorKind};

const SYSTEM: &str = "Acumatica";
/// An answer that does not come is most often one that waits its turn (license restrictions for API users).
const QUEUED: &str = "Acumatica lets requests wait when its licence's limit is reached. Try again in a few minutes; if it stays so, look at its licence monitoring and at its status page.";

/// What the texts of a refused sign-in mean (cookie sign-in; the official client matches the first two).
const SIGN_IN_TEXTS: [(&str, TroubleKind, &str, &str); 11] = [
    ("invalid credentials", TroubleKind::WrongCredentials, WRONG, MEND),
    // The two words of OAuth, where the instance describes them no further.
    ("invalid_grant", TroubleKind::WrongCredentials, WRONG, MEND),
    (
        "invalid_client",
        TroubleKind::WrongCredentials,
        "Acumatica does not accept this client id and secret.",
        "Copy them again from the form Connected Applications (SM303010); the client id ends with @ and the tenant.",
    ),
    ("api login limit", TroubleKind::NoSeat, SEATS, FREE),
    ("concurrent api login", TroubleKind::NoSeat, SEATS, FREE),
    ("concurrentapilogins", TroubleKind::NoSeat, SEATS, FREE),
    ("checkapiuserslimits", TroubleKind::NoSeat, SEATS, FREE),
    ("apiloginlimitreached", TroubleKind::NoSeat, SEATS, FREE),
    (
        "proper company id cannot be determined",
        TroubleKind::WrongCredentials,
        "Acumatica does not know this tenant.",
        "Enter the tenant's login name as it stands on the sign-in page (form SM203520).",
    ),
    (
        "need to change your password",
        TroubleKind::WrongCredentials,
        "Acumatica asks this user for a new password.",
        "Sign in to Acumatica in a browser once, then enter the new password under Connections.",
    ),
    // So answers a right password as well, once there were too many wrong ones.
    (
        "locked out",
        TroubleKind::Forbidden,
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
pub(crate) fn sign_in_trouble(error: &RestError) -> SideTrouble {
    if let Some((_, kind, sentence, hint)) = SIGN_IN_TEXTS.iter().find(|(text, ..)| error.says(text)) {
        return plain(*kind, sentence, hint, error);
    }
    match error.kind {
        RestErrorKind::Unauthorized => plain(TroubleKind::WrongCredentials, WRONG, MEND, error),
        // The server in front may replace the body, but 429 at sign-in is the limit of API users.
        RestErrorKind::RateLimited => plain(TroubleKind::NoSeat, SEATS, FREE, error),
        // Nothing says that the password is wrong, so it is not said.
        RestErrorKind::ServerFailed | RestErrorKind::Refused | RestErrorKind::Forbidden => {
            SideTrouble { hint: NOT_NOW.to_owned(), ..trouble(error) }
        }
        _ => trouble(error),
    }
}

/// Words for a person's sign-in that gives no token.
pub(crate) fn holder_trouble(error: HolderError) -> SideTrouble {
    let signed_out = |sentence: String, hint: String| SideTrouble {
        side: Side::Acumatica,
        kind: TroubleKind::SignedOut,
        sentence,
        hint,
        reference: None,
    };
    match error {
        HolderError::Rest(error) => trouble(&error),
        HolderError::Keeper(KeeperTrouble { sentence, hint }) => signed_out(sentence, hint),
        // The chain of refresh tokens has an end of its own, thirty days unless the application says otherwise.
        HolderError::SignedOut => signed_out(
            "The sign-in to Acumatica has ended.".to_owned(),
            "Sign in again under Connections; nothing else is lost.".to_owned(),
        ),
    }
}

/// Words for any other failure.
pub(crate) fn trouble(error: &RestError) -> SideTrouble {
    let kind = match error.kind {
        RestErrorKind::Unreachable => TroubleKind::Unreachable,
        RestErrorKind::Tls(_) => TroubleKind::NotSafe,
        RestErrorKind::TooSlow => TroubleKind::TooSlow,
        RestErrorKind::Unauthorized => TroubleKind::SignedOut,
        RestErrorKind::Forbidden => TroubleKind::Forbidden,
        RestErrorKind::NotFound => TroubleKind::NotFound,
        RestErrorKind::RateLimited => TroubleKind::RateLimited,
        RestErrorKind::TooLarge | RestErrorKind::Refused => TroubleKind::RefusedByServer,
        RestErrorKind::NotUnderstood => TroubleKind::NotUnderstood,
        // An unknown record is a 500 here, not a 404.
        RestErrorKind::ServerFailed if error.words.contains("No entity satisfies the condition") => {
            TroubleKind::NotFound
        }
        RestErrorKind::ServerFailed => TroubleKind::ServerFailed,
    };
    let hint = match kind {
        TroubleKind::TooSlow => QUEUED.to_owned(),
        _ => error.hint(SYSTEM),
    };
    plain(kind, &error.sentence(SYSTEM), &hint, error)
}

/// The list of an instance that has no endpoint Tieout knows.
pub(crate) fn no_endpoint(offered: &[String]) -> SideTrouble {
    let offered = if offered.is_empty() { "none".to_owned() } else { offered.join(", ") };
    SideTrouble {
        side: Side::Acumatica,
        kind: TroubleKind::NotUnderstood,
        sentence: format!("Acumatica offers no Default endpoint that Tieout knows (offered: {offered})."),
        hint: "Ask your Acumatica administrator for the Default endpoint 24.200.001.".to_owned(),
        reference: None,
    }
}

/// A request after the sign-out.
pub(crate) fn closed() -> SideTrouble {
    SideTrouble {
        side: Side::Acumatica,
        kind: TroubleKind::SignedOut,
        sentence: "The connection to Acumatica was closed.".to_owned(),
        hint: "Open the connection again to go on; nothing was changed in Acumatica.".to_owned(),
        reference: None,
    }
}

/// An answer that lacks what it must hold.
pub(crate) fn incomplete(what: &str) -> SideTrouble {
    SideTrouble {
        side: Side::Acumatica,
        kind: TroubleKind::NotUnderstood,
        sentence: format!("Acumatica gave an answer without {what}."),
        hint: "Check that the account may see it in Acumatica.".to_owned(),
        reference: None,
    }
}

fn plain(kind: TroubleKind, sentence: &str, hint: &str, error: &RestError) -> SideTrouble {
    SideTrouble {
        side: Side::Acumatica,
        kind,
        sentence: sentence.to_owned(),
        hint: hint.to_owned(),
        reference: error.reference.clone(),
    }
}
