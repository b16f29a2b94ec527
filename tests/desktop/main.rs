//! The built window on a test desktop: a real web view, a real keychain, a real dialog, a real tray and real notifications. Started by
//! `cargo xtask test --only desktop`, which puts `session/session.sh` around it; `cargo xtask demo` runs `tour` alone where there
//! is no display.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod accepting;
mod access;
mod broad;
mod browser;
mod budgets;
mod bus;
mod choosing;
mod comparison;
mod connecting;
mod currency;
mod deciding;
mod demo;
mod desktop;
mod geometry;
mod guarded;
mod keyboard;
mod large;
mod linking;
mod mapping;
mod notifications;
mod ports;
mod screens;
mod secrets;
mod session;
mod sign_in;
mod sizes;
mod tour;
mod tray;
mod wait;
mod watch;
mod window;
