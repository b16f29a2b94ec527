//! The simulated Procore, seen by a bare HTTP client.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod access;
mod bench;
mod reads;
mod simulate;
mod writes;
