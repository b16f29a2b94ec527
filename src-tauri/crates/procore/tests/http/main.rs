//! The client against small servers of its own: what it asks, what it understands, and what it says when it does not.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod codes;
mod company;
mod paging;
mod person;
mod rights;
mod rows;
mod segments;
mod sign_in;
mod words;
mod writes;
mod writes_lost;
