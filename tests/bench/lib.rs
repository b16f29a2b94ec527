//! What the tests of the whole house share: a company on both simulators, and the real application connected to it, with real
//! clients, real HTTP and a real journal. Only the keychain is a twin in memory, and time runs fast where nobody looks.

#![expect(clippy::missing_panics_doc, reason = "a test bench stops the test where it stands")]

#[path = "../contracts/mod.rs"]
pub mod contracts;

pub mod companies;

mod answer;
mod browser;
mod clock;
mod house;
mod ways;

pub use answer::Answer;
pub use browser::{PlainBrowser, client};
pub use clock::{FastClock, StandingClock};
pub use house::{House, form, no_limits};
pub use ways::{LaterClock, notices};
