//! Procore's refusals in words.

use jobcost::Side;
use reimport::{SideTrouble, TroubleKind};
use rest::oauth::{HolderError, KeeperTrouble};
use rest::{RestError, RestErrorKind};

const SYSTEM: &str = "Procore";

/// Words for a failed token request.
pub(crate) fn sign_in_trouble(error: &RestError) -> SideTrouble {
    let refused = matches!(error.kind, RestErrorKind::Unauthorized | RestErrorKind::Refused);
    if refused {
        return SideTrouble {
            side: Side::Procore,
            kind: TroubleKind::WrongCredentials,
            sentence: "Procore does not accept this client id and secret.".to_owned(),
            hint: "Check both, and that they belong to this environment: sandbox and production have their own."
                .to_owned(),
            reference: error.reference.clone(),
        };
    }
    trouble(error)
}

/// Words for a person's sign-in that gives no token.
pub(crate) fn holder_trouble(error: HolderError) -> SideTrouble {
    let signed_out = |sentence: String, hint: String| SideTrouble {
        side: Side::Procore,
        kind: TroubleKind::SignedOut,
        sentence,
        hint,
        reference: None,
    };
    match error {
        HolderError::Rest(error) => trouble(&error),
        HolderError::Keeper(KeeperTrouble { sentence, hint }) => signed_out(sentence, hint),
        // The answer with the next token may have been lost, or somebody revoked the app.
        HolderError::SignedOut => signed_out(
            "The sign-in to Procore has ended.".to_owned(),
            "Sign in again under Connections; nothing else is lost.".to_owned(),
        ),
    }
}

/// Words for any other failure.
pub(crate) fn trouble(error: &RestError) -> SideTrouble {
    let kind = match error.kind {
        RestErrorKind::Unreachable | RestErrorKind::Tls(_) => TroubleKind::Unreachable,
        RestErrorKind::TooSlow => TroubleKind::TooSlow,
        RestErrorKind::Unauthorized => TroubleKind::SignedOut,
        RestErrorKind::Forbidden => TroubleKind::Forbidden,
        RestErrorKind::NotFound => TroubleKind::NotFound,
        RestErrorKind::RateLimited => TroubleKind::RateLimited,
        RestErrorKind::TooLarge | RestErrorKind::Refused => TroubleKind::RefusedByServer,
        RestErrorKind::ServerFailed => TroubleKind::ServerFailed,
        RestErrorKind::NotUnderstood => TroubleKind::NotUnderstood,
    };
    let sentence = error.sentence(SYSTEM);
    let hint = if error.words.to_lowercase().contains("not connected to this company") {
        "Install the app in this company: Procore's Admin tool, App Management.".to_owned()
    } else {
        error.hint(SYSTEM)
    };
    SideTrouble { side: Side::Procore, kind, sentence, hint, reference: error.reference.clone() }
}

/// A budget whose rows are not as many as Procore says, or not each one once.
pub(crate) fn rows_keep_moving() -> SideTrouble {
    SideTrouble {
        side: Side::Procore,
        kind: TroubleKind::TotalsDiffer,
        sentence: "Procore's budget did not have as many lines as Procore said, three times in a row.".to_owned(),
        hint: "Somebody may be working on this budget; check again in a few minutes.".to_owned(),
        reference: None,
    }
}

/// An answer that lacks what it must hold.
pub(crate) fn incomplete(what: &str) -> SideTrouble {
    SideTrouble {
        side: Side::Procore,
        kind: TroubleKind::NotUnderstood,
        sentence: format!("Procore gave an answer without {what}."),
        hint: "Check in Procore that the project's Budget tool is set up.".to_owned(),
        reference: None,
    }
}

/// The account cannot see the company it is to work for.
pub(crate) fn not_this_company(company_id: i64) -> SideTrouble {
    SideTrouble {
        side: Side::Procore,
        kind: TroubleKind::NotFound,
        sentence: format!("This service account does not see the Procore company {company_id}."),
        hint: "Check the company id, and that the app is installed in that company.".to_owned(),
        reference: None,
    }
}
