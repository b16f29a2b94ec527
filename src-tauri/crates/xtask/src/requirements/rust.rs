//! The parts of a Rust toolchain that a minimal one does not have. Its version cargo checks by itself.

use crate::cargo;
use crate::failure::Failure;
use crate::house::House;

/// Whether clippy and rustfmt are there.
pub(super) fn check(house: &House) -> Result<(), Failure> {
    let absent =
        ["clippy", "fmt"].into_iter().filter(|tool| cargo::cargo(house, tool).args(["--version"]).answer().is_none());
    let absent: Vec<&str> = absent.collect();
    if absent.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("this Rust has no cargo {}", absent.join(", no cargo ")),
        "rustup component add clippy rustfmt",
    ))
}
