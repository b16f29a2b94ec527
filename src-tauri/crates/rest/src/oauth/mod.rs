//! Signing in with OAuth 2.0, for desktop applications as RFC 8252 describes it: the person signs in in their own browser, which hands a
//! code back to a listener on this computer, and the code is exchanged for tokens. The flows are the `oauth2` crate's; its requests are
//! sent by our own client, so that redaction, encryption and the words of errors are the same as everywhere.

mod access_token;
mod callback;
mod flow;
mod holder;
mod loopback;

pub use access_token::AccessToken;
pub use callback::CallbackError;
pub use flow::{App, Authorization, OAuth, Tokens};
pub use holder::{Holder, HolderError, KeeperError, RefreshLease, TokenKeeper, renewals_settled};
pub use loopback::{Loopback, LoopbackError};
