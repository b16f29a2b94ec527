//! The client against small servers of its own: what it asks, what it understands, and what it says when it does not.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod budget_changes;
mod codes;
mod company;
mod lists;
mod lock;
mod origins;
mod paging;
mod person;
mod rights;
mod rows;
mod segments;
mod sign_in;
mod views;
mod words;
mod writes;
mod writes_lost;
mod writes_refused;
