//! Procore's refusals in words.

use crate::phrases::{Phrase, phrase_in};
use jobcost::{Side, counted};
use reimport::{SideError, SideErrorKind};
use rest::oauth::HolderError;
use rest::{RestError, RestErrorKind};

/// What a company says in which the app was never installed, and the way out of it.
const NOT_CONNECTED: (&str, &str) = (
    "The app is not connected to this Procore company: it is not installed there.",
    "Ask a company administrator to install it: Procore's Admin tool, App Management, Install App. The app needs a published version with \
     a data connection. Then test the connection again.",
);
/// The way out where nobody can tell which of the two it is.
pub(crate) const OFF_OR_NO_RIGHT: &str = "Either the tool is switched off in this project, it is gone, or the account lacks the right to \
     it. Ask your Procore administrator to look at all three.";

/// Words for a failed token request.
pub(crate) fn sign_in_error(error: &RestError) -> SideError {
    let refused = matches!(error.kind, RestErrorKind::Unauthorized | RestErrorKind::Refused);
    if refused {
        return SideError {
            side: Side::Procore,
            kind: SideErrorKind::WrongCredentials,
            sentence: "Procore does not accept this client id and secret.".to_owned(),
            remedy: "Check both, and that they belong to this environment: sandbox and production have their own."
                .to_owned(),
            reference: error.reference.clone(),
        };
    }
    side_error(error)
}

/// Words for a person's sign-in that gives no token.
pub(crate) fn holder_error(error: HolderError) -> SideError {
    vendor::holder_error(Side::Procore, error, side_error)
}

/// Words for any other failure.
pub(crate) fn side_error(error: &RestError) -> SideError {
    let plain = vendor::side_error(Side::Procore, error);
    match plain.kind {
        _ if is_not_connected(error) => {
            SideError { sentence: NOT_CONNECTED.0.to_owned(), remedy: NOT_CONNECTED.1.to_owned(), ..plain }
        }
        // Procore answers 403 or 404 for a right that is missing, and for a tool that is switched off.
        SideErrorKind::Forbidden | SideErrorKind::NotFound => SideError { remedy: OFF_OR_NO_RIGHT.to_owned(), ..plain },
        _ => plain,
    }
}

/// The company never installed the app.
pub(crate) fn is_not_connected(error: &RestError) -> bool {
    error.kind == RestErrorKind::Forbidden && phrase_in(error) == Some(Phrase::NotConnected)
}

/// A budget whose rows are not as many as Procore says, or not each one once.
pub(crate) fn rows_keep_moving() -> SideError {
    SideError {
        side: Side::Procore,
        kind: SideErrorKind::TotalsDiffer,
        sentence: "Procore's budget did not have as many lines as Procore said, three times in a row.".to_owned(),
        remedy: "Somebody may be working on this budget; check again in a few minutes.".to_owned(),
        reference: None,
    }
}

/// An answer that lacks what it must hold.
pub(crate) fn incomplete(what: &str) -> SideError {
    SideError {
        side: Side::Procore,
        kind: SideErrorKind::NotUnderstood,
        sentence: format!("Procore gave an answer without {what}."),
        remedy: "Check in Procore that the project's Budget tool is set up.".to_owned(),
        reference: None,
    }
}

/// The account cannot see the company it is to work for.
pub(crate) fn not_this_company(company_id: i64) -> SideError {
    SideError {
        side: Side::Procore,
        kind: SideErrorKind::NotFound,
        sentence: format!("This service account does not see the Procore company {company_id}."),
        remedy: "Check the company id, and that the app is installed in that company.".to_owned(),
        reference: None,
    }
}

fn not_understood(sentence: String, remedy: &str) -> SideError {
    let (side, kind) = (Side::Procore, SideErrorKind::NotUnderstood);
    SideError { side, kind, sentence, remedy: remedy.to_owned(), reference: None }
}

/// A list that was another one each time.
pub(crate) fn list_keeps_moving() -> SideError {
    SideError {
        side: Side::Procore,
        kind: SideErrorKind::TotalsDiffer,
        sentence: "A list in Procore was another one each time it was read, three times in a row.".to_owned(),
        remedy: "Somebody may be working on it; check again in a few minutes.".to_owned(),
        reference: None,
    }
}

/// A list that brings something new on page after page.
pub(crate) fn endless(pages: usize) -> SideError {
    not_understood(
        format!("A list in Procore has no end: {} were read, and each brought something new.", counted(pages, "page")),
        "Try again later; if it stays so, send the log to support.",
    )
}

/// Words where a list was to be.
pub(crate) fn not_a_list(words: &str, error: &RestError) -> SideError {
    let sentence = format!("Procore gave no list, but says: {}.", words.trim_end_matches('.'));
    SideError { reference: error.reference.clone(), ..not_understood(sentence, OFF_OR_NO_RIGHT) }
}

/// Rows of one budget that name two currencies.
pub(crate) fn two_currencies(one: &str, other: &str) -> SideError {
    not_understood(
        format!("Procore names two currencies in one budget, {one} and {other}. Tieout does not add them up."),
        "Look at the currency of the project in Procore's Admin tool.",
    )
}

/// A line of the budget that hangs on a code nobody can read.
pub(crate) fn unknown_code(words: &str) -> SideError {
    let line =
        if words.is_empty() { "a budget line".to_owned() } else { format!("the budget line \u{201c}{words}\u{201d}") };
    not_understood(
        format!(
            "Procore does not tell the budget code of {line} by its parts, so nobody can say which amount belongs on it."
        ),
        "Look at the line in Procore's Budget tool: its budget code must have a cost code and a cost type.",
    )
}

/// A tool whose level is written in no known way.
pub(crate) fn level_unknown(tool: &str) -> SideError {
    not_understood(
        format!("Procore does not say which level the account has on the {tool} tool."),
        "Look at the account's permissions in Procore: the level must be None, Read Only, Standard or Admin.",
    )
}
