//! What an estimate's lines come to in a project, in rows that an accountant can check: which budget code each is, by which mapping, and what
//! the plan does with it.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod codes;
mod mapping;
mod plan;
