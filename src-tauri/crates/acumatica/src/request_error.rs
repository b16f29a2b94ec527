//! Why a request has no answer.

use reimport::SideError;

/// Why a request has no answer: whether it was sent at all, which no text tells. Who would ask in another way must not sign in again by it,
/// for a refused sign-in is tried once.
pub(crate) enum RequestError {
    /// Nobody is signed in.
    SignIn(SideError),
    /// What was asked failed.
    Request(SideError),
}

impl RequestError {
    /// The trouble, for whom it is all the same.
    pub(crate) fn side_error(self) -> SideError {
        match self {
            Self::SignIn(error) | Self::Request(error) => error,
        }
    }
}
