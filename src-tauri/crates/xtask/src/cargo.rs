//! The cargo calls. All of them select the whole workspace with the same features, because cargo unifies features over
//! what is selected: a `-p` here and a `--workspace` there would compile a hundred crates twice.

use crate::call::Call;
use crate::house::House;

/// The frontend embedded in the window, instead of a development server's address.
const FEATURES: &str = "tieout-desktop/custom-protocol";
/// The same, with the desktop test: an empty feature of the test-only root package, so no dependency is built again.
const FEATURES_WITH_DESKTOP: &str = "tieout-desktop/custom-protocol,tieout-house/desktop";

pub(crate) fn cargo(house: &House, command: &str) -> Call {
    Call::new("cargo", house.root()).args([command])
}

fn on_all(house: &House, command: &str) -> Call {
    cargo(house, command).args(["--workspace", "--locked", "--features", FEATURES])
}

pub(crate) fn format(house: &House) -> Call {
    cargo(house, "fmt").args(["--all", "--check"])
}

pub(crate) fn clippy(house: &House) -> Call {
    let features = ["--workspace", "--locked", "--all-targets", "--features", FEATURES_WITH_DESKTOP];
    cargo(house, "clippy").args(features).args(["--", "-D", "warnings"])
}

pub(crate) fn documents(house: &House) -> Call {
    on_all(house, "doc").args(["--no-deps"]).env("RUSTDOCFLAGS", "-D warnings")
}

/// Programs and tests in one go: the desktop test needs the programs.
pub(crate) fn build(house: &House) -> Call {
    on_all(house, "build").args(["--all-targets"])
}

/// The window alone, for who wants to look at it.
pub(crate) fn build_window(house: &House) -> Call {
    on_all(house, "build").args(["--bin", "tieout-desktop"])
}

/// The simulators and the terminal as programs, for whoever is no test of ours.
pub(crate) fn build_programs(house: &House) -> Call {
    on_all(house, "build").args(["--bin", "simulate", "--bin", "tieoutctl"])
}

/// All tests but the desktop test; each in a process of its own where nextest is installed.
pub(crate) fn tests(house: &House, nextest: bool) -> Call {
    if nextest {
        cargo(house, "nextest").args(["run", "--workspace", "--locked", "--features", FEATURES, "--profile", "ci"])
    } else {
        on_all(house, "test").args(["--all-targets", "--no-fail-fast"])
    }
}

/// The examples in the documentation, which nextest does not run.
pub(crate) fn examples(house: &House) -> Call {
    on_all(house, "test").args(["--doc"])
}

/// The desktop test, or those of its tests whose name holds `filter`, on the test desktop.
pub(crate) fn desktop(house: &House, filter: Option<&str>) -> Call {
    let target = ["--workspace", "--locked", "--features", FEATURES_WITH_DESKTOP, "--test", "desktop"];
    // One screen, one keyboard focus, one tray: one test at a time.
    cargo(house, "test")
        .args(target)
        .args(["--", "--test-threads", "1", "--nocapture"])
        .args(filter)
        .inside(&house.session())
}

/// The measurements on a test desktop.
pub(crate) fn desktop_bench(house: &House) -> Call {
    let target = ["--workspace", "--locked", "--features", FEATURES_WITH_DESKTOP, "--bench", "window"];
    // The window beside it is the tests' own; a release build would measure another one.
    cargo(house, "bench").args(["--profile", "dev"]).args(target).inside(&house.session())
}

/// The keychain tests in a session of this kind: a screen's keychain that is `unlocked` or `locked`, or `none` at all.
pub(crate) fn keychain(house: &House, session: &str) -> Call {
    let expected = if session == "none" { "missing" } else { session };
    on_all(house, "test")
        .args(["--test", "keychain", "--", "--test-threads", "1", "--nocapture"])
        .inside(&house.session())
        .env("TIEOUT_KEYCHAIN", session)
        .env("TIEOUT_TEST_KEYCHAIN", expected)
}
