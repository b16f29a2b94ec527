//! The hands and eyes of whoever drives the built window on a test desktop: the tests in `main.rs` and the measurements in `bench.rs`.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test may stop where it stands")]

pub mod browser;
pub mod bus;
pub mod connecting;
pub mod demo;
pub mod desktop;
pub mod large;
pub mod notifications;
pub mod places;
pub mod ports;
pub mod session;
pub mod tray;
pub mod wait;
pub mod window;
