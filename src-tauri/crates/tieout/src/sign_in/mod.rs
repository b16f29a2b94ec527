//! Signing in on both sides, and where its secrets are kept.

pub(crate) mod browser;
pub(crate) mod client_clock;
pub(crate) mod clients;
pub(crate) mod desk;
pub(crate) mod lock_file;
pub(crate) mod questions;
pub(crate) mod secrets;
pub(crate) mod session_keeper;
pub(crate) mod token_keeper;
