//! The client against small servers of its own: what it sends, what it sends again, and how it tells every ending apart.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod again;
mod broken;
mod client;
mod holder;
mod limits;
mod oauth;
mod proxy;
mod secrets;
mod tls;
