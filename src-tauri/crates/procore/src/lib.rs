//! The budget's side: Procore through its REST API.
//!
//! Facts are from the vendor's developer documentation; each file names its page.

mod account;
mod client;
mod codes;
mod identifier;
mod line_items;
mod line_writes;
mod memory;
mod permissions;
mod preflight;
mod projects;
mod rows;
mod send;
mod token;
mod trouble;
mod views;

pub use account::{ProcoreAccount, ProcoreOptions};
pub use client::ProcoreClient;
pub use preflight::Introduction;
