//! The bench and the Acumatica simulator, as a client sees them over HTTP.
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

mod balances;
mod bench;
#[path = "../shared/browser.rs"]
mod browser;
mod client;
mod errors;
mod estimates;
#[path = "../shared/http.rs"]
mod http;
mod instances;
mod licence;
mod lists;
mod oauth;
mod odata;
mod others_at_work;
mod sign_in;
mod swagger;
mod upsert;
mod weather;
