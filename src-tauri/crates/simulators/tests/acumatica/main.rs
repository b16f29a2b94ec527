//! The bench and the Acumatica simulator, as a client sees them over HTTP.
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

mod bench;
mod client;
mod errors;
mod estimates;
mod lists;
mod sign_in;
mod upsert;
