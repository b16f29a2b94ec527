//! The built window on a test desktop: a real web view, a real keychain, a real dialog, a real tray and real notifications. Started by
//! `cargo xtask test --only desktop`, which puts `session/session.sh` around it; `cargo xtask demo` runs `tour` alone where there
//! is no display.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod accepting;
mod access;
mod broad;
mod budgets;
mod choosing;
mod comparison;
mod currency;
mod deciding;
mod geometry;
mod guarded;
mod keyboard;
mod linking;
mod mapping;
mod screens;
mod secrets;
mod sign_in;
mod sizes;
mod tour;
mod watch;
