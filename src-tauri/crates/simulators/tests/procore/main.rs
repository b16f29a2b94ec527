//! The simulated Procore, seen by a bare HTTP client.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod access;
mod bench;
#[path = "../shared/browser.rs"]
mod browser;
mod field;
mod happenings;
#[path = "../shared/http.rs"]
mod http;
mod oauth;
mod reads;
mod settings;
mod simulate;
mod snapshot;
mod structure;
mod writes;
