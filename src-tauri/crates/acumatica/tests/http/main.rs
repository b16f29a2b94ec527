//! The client against small servers of its own: what it asks, what it understands, and what it says when it does not.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod control_totals;
mod currency;
mod instance;
mod jobs;
mod lines;
mod moving;
mod paging;
mod sign_in;
mod unknown;
mod words;
