//! What the clients of both vendors share: how a request that failed becomes an error of its side. `rest` knows no sides and `reimport` no
//! requests, so it stands above both.

use jobcost::Side;
use reimport::{SideError, SideErrorKind};
use rest::oauth::{HolderError, KeeperError};
use rest::{RestError, RestErrorKind};

/// What a failed request is to the re-import.
pub const fn side_error_kind(kind: RestErrorKind) -> SideErrorKind {
    match kind {
        RestErrorKind::Unreachable => SideErrorKind::Unreachable,
        RestErrorKind::Tls(_) => SideErrorKind::NotSafe,
        RestErrorKind::TooSlow => SideErrorKind::TooSlow,
        RestErrorKind::Unauthorized => SideErrorKind::SignedOut,
        RestErrorKind::Forbidden => SideErrorKind::Forbidden,
        RestErrorKind::NotFound => SideErrorKind::NotFound,
        RestErrorKind::RateLimited => SideErrorKind::RateLimited,
        RestErrorKind::TooLarge | RestErrorKind::Refused => SideErrorKind::RefusedByServer,
        RestErrorKind::ServerFailed => SideErrorKind::ServerFailed,
        RestErrorKind::NotUnderstood => SideErrorKind::NotUnderstood,
    }
}

/// A failed request in plain words, with the server's own where it had any. The vendor's client knows more of some and says so.
pub fn side_error(side: Side, error: &RestError) -> SideError {
    let system = side.to_string();
    SideError {
        side,
        kind: side_error_kind(error.kind),
        sentence: error.sentence(&system),
        remedy: error.remedy(&system),
        reference: error.reference.clone(),
    }
}

/// Words for a person's sign-in that gives no token; `request` has those for a request that failed.
pub fn holder_error(side: Side, error: HolderError, request: impl FnOnce(&RestError) -> SideError) -> SideError {
    let (sentence, remedy) = match error {
        HolderError::Rest(error) => return request(&error),
        HolderError::Keeper(KeeperError { sentence, remedy }) => (sentence, remedy),
        // The chain of refresh tokens has an end of its own, or the answer with the next one was lost, or somebody revoked the application.
        HolderError::SignedOut => (
            format!("The sign-in to {side} has ended."),
            "Sign in again under Connections; nothing else is lost.".to_owned(),
        ),
    };
    SideError { side, kind: SideErrorKind::SignedOut, sentence, remedy, reference: None }
}
