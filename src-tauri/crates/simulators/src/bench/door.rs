//! Who may use the control routes: whoever was handed the token.
//!
//! The demo's servers listen on loopback inside the program, where every web page and every local account can send to them. A page
//! cannot set a header of its own without the server's leave, and nobody can guess the token.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use uuid::Uuid;

use super::control::PREFIX;

/// The header in which a request to a control route carries the token.
pub const CONTROL_HEADER: &str = "x-simulator-token";

/// What opens the control routes of one simulator: 122 random bits, printed as a UUID.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ControlToken(Uuid);

impl ControlToken {
    /// A token that nobody has seen.
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

/// Prints no token: it opens the routes.
impl fmt::Debug for ControlToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ControlToken(..)")
    }
}

/// The text that the header carries.
impl fmt::Display for ControlToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// The text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a control token is a UUID")]
pub struct NoControlToken;

impl FromStr for ControlToken {
    type Err = NoControlToken;

    fn from_str(text: &str) -> Result<Self, NoControlToken> {
        text.parse().map(Self).map_err(|_| NoControlToken)
    }
}

/// The door in front of one simulator's control routes. Clones are the same door.
#[derive(Clone, Debug)]
pub struct Door(Arc<Mutex<ControlToken>>);

impl Door {
    /// A door that a new random token opens.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(ControlToken::random())))
    }

    /// What opens it.
    pub fn token(&self) -> ControlToken {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets another token open it instead: one that somebody in another process knows already.
    pub fn set_token(&self, token: ControlToken) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// Puts routes under the control prefix and behind the door: 403 without the token, and 403 with the `Origin` of another site,
    /// whatever token comes with it.
    pub(crate) fn guard(&self, routes: Router) -> Router {
        Router::new().nest(PREFIX, routes.route_layer(from_fn_with_state(self.clone(), admit)))
    }

    fn opens_to(&self, headers: &HeaderMap) -> bool {
        let token = text(headers, CONTROL_HEADER).and_then(|token| token.parse().ok());
        token == Some(self.token()) && !has_foreign_origin(headers)
    }
}

impl Default for Door {
    fn default() -> Self {
        Self::new()
    }
}

async fn admit(State(door): State<Door>, request: Request, next: Next) -> Response<Body> {
    if door.opens_to(request.headers()) {
        return next.run(request).await;
    }
    let mut refused = Response::new(Body::from("The control routes want the token this simulator was started with."));
    *refused.status_mut() = StatusCode::FORBIDDEN;
    refused
}

/// An origin is the simulator's own only if it is the loopback address that was asked: a name that was made to point here is not.
fn has_foreign_origin(headers: &HeaderMap) -> bool {
    if !headers.contains_key(header::ORIGIN) {
        return false;
    }
    let own = text(headers, "host").filter(|host| host.starts_with("127.0.0.1:")).map(|host| format!("http://{host}"));
    own.is_none() || text(headers, "origin") != own.as_deref()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_opens_it_and_no_page_of_another_site() {
        let door = Door::new();
        let token = door.token().to_string();
        let other = ControlToken::random().to_string();
        let opens = |sent: &[(&'static str, &str)]| {
            let pairs = sent
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().expect("a header")));
            door.opens_to(&pairs.collect())
        };
        let (own, host) = ("http://127.0.0.1:8080", "127.0.0.1:8080");
        assert!(opens(&[(CONTROL_HEADER, &token)]));
        assert!(opens(&[(CONTROL_HEADER, &token), ("host", host), ("origin", own)]));
        assert!(!opens(&[]));
        assert!(!opens(&[(CONTROL_HEADER, &other)]));
        assert!(!opens(&[(CONTROL_HEADER, "")]));
        for foreign in ["http://127.0.0.1:9090", "https://127.0.0.1:8080", "https://example.com", "null"] {
            assert!(!opens(&[(CONTROL_HEADER, &token), ("host", host), ("origin", foreign)]), "{foreign}");
        }
        let rebound =
            [(CONTROL_HEADER, token.as_str()), ("host", "evil.example:80"), ("origin", "http://evil.example:80")];
        assert!(!opens(&rebound), "a name that points to this computer is no origin of ours");
        assert!(!format!("{door:?}").contains(&token), "a log shows no token");
        door.set_token(other.parse().expect("a token"));
        assert!(!opens(&[(CONTROL_HEADER, &token)]) && opens(&[(CONTROL_HEADER, &other)]));
        assert_eq!("secret".parse::<ControlToken>(), Err(NoControlToken));
    }
}
