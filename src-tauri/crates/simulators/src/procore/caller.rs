//! Who calls: the service account, or a person who signed in.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::history::Hand;
use super::office::Office;

/// The owner of the token that a call carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    ServiceAccount,
    Person,
}

impl Caller {
    pub(super) fn id(self) -> u64 {
        match self {
            Self::ServiceAccount => 562_949_953_900_001,
            Self::Person => 562_949_953_900_003,
        }
    }

    pub(super) fn login(self) -> &'static str {
        match self {
            Self::ServiceAccount => "service-account@ridgeline.example",
            Self::Person => PERSON_LOGIN,
        }
    }

    /// The name under which the caller appears in the history.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ServiceAccount => "Tieout Service Account",
            Self::Person => "Dana Whitfield",
        }
    }
}

/// Who is signed in in the browser.
pub(super) const PERSON_LOGIN: &str = "d.whitfield@ridgeline.example";

/// As the gate found it; without the gate nobody signed in, which only the service account could.
impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().copied().unwrap_or(Self::ServiceAccount))
    }
}

/// The caller, writing now.
impl FromRequestParts<Office> for Hand {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Self::Rejection> {
        let caller = Caller::from_request_parts(parts, office).await?;
        Ok(Self { by: caller.name().into(), now: office.now() })
    }
}
