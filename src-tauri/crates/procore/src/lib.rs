//! The budget's side: Procore through its REST API.
//!
//! Facts are from the vendor's developer documentation; each file names its page.

mod account;
mod budget_changes;
mod client;
mod codes;
mod error;
mod history;
mod identifier;
mod line_items;
mod line_writes;
mod lists;
mod lock;
mod origins;
mod permissions;
mod phrases;
mod preflight;
mod projects;
mod rights;
mod rows;
mod segment_items;
mod segments;
mod send;
mod service_account;
mod sign_in;
mod token;
mod views;

pub use account::{NOT_CHOSEN, ProcoreAccount, ProcoreSignIn};
pub use client::{Company, ProcoreClient};
pub use preflight::Introduction;
pub use sign_in::{PASTED_CODE_REDIRECT, flows};
