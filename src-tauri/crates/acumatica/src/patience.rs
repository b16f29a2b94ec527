//! How long one request is worth waiting for.

use rest::{Answer, Call, RestClient, RestError, RestErrorKind};

/// What happens when an answer does not come in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Patience {
    /// The request is sent again, as often as the client's manners say.
    Long,
    /// It is not: the caller can ask for less. Whatever else passes by itself is still waited for.
    Short,
}

impl Patience {
    pub(crate) async fn send(self, rest: &RestClient, call: Call) -> Result<Answer, RestError> {
        match self {
            Self::Long => rest.send(call).await,
            Self::Short => match rest.send(call.clone().once()).await {
                Err(error) if passes_by_itself(&error) => rest.send(call).await,
                result => result,
            },
        }
    }
}

/// 500 is an answer to this very request; 502 and 503 are the weather.
fn passes_by_itself(error: &RestError) -> bool {
    match error.kind {
        RestErrorKind::RateLimited | RestErrorKind::Unreachable => true,
        RestErrorKind::ServerFailed => error.status != Some(500),
        _ => false,
    }
}
