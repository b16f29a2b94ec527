//! The cargo calls. All of them select the whole workspace with the same features, because cargo unifies features over
//! what is selected: a `-p` here and a `--workspace` there would compile a hundred crates twice.

use crate::call::Call;
use crate::house::House;
use crate::machine::Machine;

/// The frontend embedded in the window, instead of a development server's address.
const FEATURES: &str = "tieout-desktop/custom-protocol";

/// What needs a test desktop to run, which `--all-targets` therefore leaves out.
const ON_A_TEST_DESKTOP: [&str; 4] = ["--test", "desktop", "--bench", "window"];

/// There are no examples. But only where a test or an example is asked for does cargo give our dependencies the features that our tests
/// need of them, and a program built without those shares next to nothing with the tests that are built later.
const AS_FOR_TESTS: &str = "--examples";

/// What is optimised, in one piece: it takes less than its pieces one by one, but an edit compiles all of it.
const IN_ONE_PIECE: &str = "profile.dev.package.jobcost.codegen-units=1";

pub(crate) fn cargo(house: &House, command: &str) -> Call {
    Call::new("cargo", house.root()).args([command])
}

/// One that compiles our crates. A first build leaves out what the next one compiles less by: it takes a tenth of its time. Whoever compiles
/// by hand, and so begins to change something, has it from then on.
fn compiler(house: &House, command: &[&str]) -> Call {
    let call = Call::new("cargo", house.root()).args(command);
    if house.keeps_notes() || std::env::var_os("CARGO_INCREMENTAL").is_some() {
        return call;
    }
    call.env("CARGO_INCREMENTAL", "0").args(["--config", IN_ONE_PIECE])
}

/// One that takes minutes on an empty target folder, and tells how far it is.
pub(crate) fn compile(house: &House, command: &str) -> Call {
    cargo(house, command).compiling()
}

fn on_all(house: &House, command: &str) -> Call {
    compiler(house, &[command]).args(["--workspace", "--locked", "--features", FEATURES])
}

fn compile_all(house: &House, command: &str) -> Call {
    on_all(house, command).compiling()
}

pub(crate) fn format(house: &House) -> Call {
    cargo(house, "fmt").args(["--all", "--check"])
}

pub(crate) fn clippy(house: &House) -> [Call; 2] {
    let refusing = |call: Call| call.args(["--", "-D", "warnings"]);
    let call = || compile_all(house, "clippy");
    [call().args(["--all-targets"]), call().args(ON_A_TEST_DESKTOP)].map(refusing)
}

pub(crate) fn documents(house: &House) -> Call {
    compile_all(house, "doc").args(["--no-deps", "--lib", "--bins", AS_FOR_TESTS]).env("RUSTDOCFLAGS", "-D warnings")
}

/// Programs and tests in one go: `--all-targets` without the measurements.
pub(crate) fn build(house: &House) -> [Call; 2] {
    let call = || compile_all(house, "build");
    [call().args(["--lib", "--bins", "--tests", AS_FOR_TESTS]), call().args(["--test", "desktop"])]
}

/// The window alone, for who wants to look at it.
pub(crate) fn build_window(house: &House) -> Call {
    compile_all(house, "build").args(["--bin", "tieout-desktop", AS_FOR_TESTS])
}

/// The window and the test that drives it, for who looks at the pictures that this leaves.
pub(crate) fn build_tour(house: &House) -> Call {
    compile_all(house, "build").args(["--bin", "tieout-desktop", "--test", "desktop"])
}

/// The window and the measurements.
pub(crate) fn build_bench(house: &House) -> Call {
    compile_all(house, "build").args(["--bin", "tieout-desktop", "--bench", "window"])
}

/// The simulators and the terminal as programs, for whoever is no test of ours.
pub(crate) fn build_programs(house: &House) -> Call {
    compile_all(house, "build").args(["--bin", "simulate", "--bin", "tieoutctl", AS_FOR_TESTS])
}

/// All tests but those that need a test desktop; each in a process of its own where nextest is installed.
pub(crate) fn tests(house: &House, machine: &Machine) -> Call {
    if machine.nextest {
        compiler(house, &["nextest", "run"])
            .args(["--workspace", "--locked", "--features", FEATURES, "--profile", "ci"])
            // Most of what a journey does is waiting for a server, so that each processor can look after three of them.
            .args(["--test-threads".to_owned(), (3 * machine.processors).to_string()])
    } else {
        on_all(house, "test").args(["--all-targets", "--no-fail-fast"])
    }
}

/// The examples in the documentation, which nextest does not run.
pub(crate) fn examples(house: &House) -> Call {
    on_all(house, "test").args(["--doc"])
}

/// The whole desktop test, or those of its tests whose name holds `filter`, on so many test desktops at once: a screen, a keyboard focus
/// and a tray are for one test at a time.
pub(crate) fn desktops(house: &House, desktops: usize, filter: Option<&str>) -> Call {
    on_all(house, "test")
        .args(["--test", "desktop", "--"])
        .args(filter)
        .inside_with(&house.side_by_side(), &desktops.to_string())
}

/// The measurements on a test desktop.
pub(crate) fn desktop_bench(house: &House) -> Call {
    // The window beside it is the tests' own; a release build would measure another one.
    on_all(house, "bench").args(["--profile", "dev", "--bench", "window"]).inside(&house.session())
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
