//! HTTP with manners: pacing by the server's own headers, a retry decision without a clock, problem bodies of every shape, exact
//! decimals, and secrets that reach no error and no log. Knows no domain.

mod address;
mod answer;
mod body;
mod call;
mod client;
pub mod decimal;
mod error;
pub mod oauth;
mod pacer;
mod problem;
mod redact;
mod retry;
mod segment;

pub use answer::Answer;
pub use call::{Body, Call};
pub use client::{Manners, RestClient};
pub use error::{RestError, RestErrorKind};
pub use pacer::{LimitState, Window};
pub use problem::problem_text;
pub use redact::Redactor;
pub use retry::{Attempt, Decision, decide};
pub use segment::segment;
