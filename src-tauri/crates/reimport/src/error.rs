//! What can go wrong, as a kind for the program, a sentence for the person and a next step.

use jobcost::{MoneyError, Side};

/// The kinds of trouble a side can make. A closed list: the window and the retry decisions choose by it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SideErrorKind {
    /// The name or the password, or the client id or its secret, is wrong.
    WrongCredentials,
    /// The session ended and signing in again did not help.
    SignedOut,
    /// Every API session of the licence is taken.
    NoSeat,
    /// The account may not do this.
    Forbidden,
    /// There is no such thing, or the account may not see it.
    NotFound,
    /// The rate limit is used up for longer than it is sensible to wait.
    RateLimited,
    /// No connection: no network, a wrong address, a refused or broken connection.
    Unreachable,
    /// There was a connection, but none that is secret, e.g. for a certificate that this computer does not trust. Nothing was sent.
    NotSafe,
    /// The server took too long.
    TooSlow,
    /// The answer is not what the vendor documents: HTML instead of JSON, cut short, a missing field.
    NotUnderstood,
    /// The server failed (5xx).
    ServerFailed,
    /// The server refused the request by a rule of its own (400, 409, 422).
    RefusedByServer,
    /// A total the server gives is not the sum of the lines it gave.
    TotalsDiffer,
}

impl SideErrorKind {
    /// Every other job of the side would meet it too.
    pub const fn meets_every_job(self) -> bool {
        matches!(
            self,
            Self::WrongCredentials
                | Self::SignedOut
                | Self::NoSeat
                | Self::RateLimited
                | Self::Unreachable
                | Self::NotSafe
        )
    }

    /// Asking again a moment later may help, and nobody knows whether it had not been done.
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooSlow | Self::ServerFailed | Self::NotUnderstood)
    }
}

/// Trouble with one of the two systems. Holds no secret: the clients make it from redacted text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct SideError {
    /// Whose.
    pub side: Side,
    /// Of what kind.
    pub kind: SideErrorKind,
    /// One sentence for the person.
    pub sentence: String,
    /// What to do next.
    pub remedy: String,
    /// Finds the request in the log and at the vendor, where there is one (`x-request-id`).
    pub reference: Option<String>,
}

/// The journal could not keep its promise. Without it nothing is sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct JournalError {
    /// One sentence for the person.
    pub sentence: String,
    /// What to do next.
    pub remedy: String,
    /// The disk is full.
    pub disk_full: bool,
}

/// Why a use case could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReimportError {
    /// A side made trouble.
    #[error(transparent)]
    Side(#[from] SideError),
    /// The journal did.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Amounts could not be added.
    #[error("the amounts of this job cannot be added: {0}")]
    Money(#[from] MoneyError),
}
