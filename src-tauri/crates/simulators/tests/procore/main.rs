//! The simulated Procore, seen by a bare HTTP client.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod access;
mod bench;
#[path = "../shared/browser.rs"]
mod browser;
mod oauth;
mod reads;
mod simulate;
mod structure;
mod writes;
