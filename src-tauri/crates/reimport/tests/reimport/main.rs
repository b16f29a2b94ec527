//! The use cases of a re-import against a world made of memory: what the dialog says, and every end that a walk can come to.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod dialog;
mod new_codes;
mod ownership;
mod preview;
mod unknown;
mod unlocking;
mod walk;
mod world;
