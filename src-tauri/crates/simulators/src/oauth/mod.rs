//! What both vendors' sign-in servers have in common: registered clients, codes and tokens that expire and rotate, and a consent
//! page that works without scripts. What they say in which words is each vendor's own.
//!
//! The framework and the flows are RFC 6749, proof keys RFC 7636.

mod authority;
mod authorize;
mod client;
mod control;
mod grants;
mod page;
mod pkce;
mod token_request;

pub use authority::{Authority, Consent};
pub use client::Client;

pub(crate) use authorize::{Vendor, answered, asked, pairs, scopes};
pub(crate) use control::routes as control_routes;
pub(crate) use grants::{Grant, Lifetimes, secret};
pub(crate) use page::escaped;
pub(crate) use token_request::TokenRequest;

/// Where a desktop application on this machine waits for a code: both names of loopback, on one fixed port.
pub(crate) const DEMO_REDIRECTS: [&str; 2] = ["http://localhost:53682/callback", "http://127.0.0.1:53682/callback"];

/// The redirect of installed apps: the code is shown on a page, for the user to paste.
pub(crate) const SHOWN_ON_A_PAGE: &str = "urn:ietf:wg:oauth:2.0:oob";
