//! HTTP with manners: pacing by the server's own headers, a retry decision without a clock, problem bodies of every shape, exact
//! decimals, and secrets that reach no error and no log. Knows no domain.

mod address;
mod answer;
mod body;
mod call;
mod client;
mod clock;
mod cryptography;
pub mod decimal;
mod error;
mod memory;
pub mod oauth;
mod pacer;
mod plain;
mod problem;
mod proxy;
mod redact;
mod retry;
mod segment;
mod timeouts;
mod tls;

pub use address::{AddressError, has_foreign_letters, holds_credentials, is_this_computer, server_address, shown_host};
pub use answer::Answer;
pub use call::{Body, Call};
pub use client::{Manners, RestClient};
pub use clock::{Clock, StillClock, SystemClock};
pub use cryptography::provide_cryptography;
pub use error::{RestError, RestErrorKind};
pub use memory::Memory;
pub use pacer::{LimitState, Window};
pub use plain::plain_text;
pub use problem::problem_text;
pub use redact::Redactor;
pub use retry::{Attempt, Decision, decide};
pub use segment::segment;
pub use timeouts::Timeouts;
pub use tls::TlsReason;
