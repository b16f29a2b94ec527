//! The steps of `cargo xtask test`: everything is compiled once, and then only run.

use crate::call::{Call, npm};
use crate::cargo;
use crate::house::House;
use crate::machine::Machine;
use crate::requirements::{FRONTEND, OTHERS, TEST_DESKTOP, WINDOW};
use crate::step::Step;

/// More take memory, and there is hardly anything left that two of them would not have done.
const DESKTOPS_MAX: usize = 4;

/// In the order in which they fail cheapest. The window's frontend is built before any Rust is compiled: the shell embeds it.
pub(crate) fn steps(house: &House, machine: &Machine) -> Vec<Step> {
    let script = |name: &str| vec![npm(&house.ui()).args(["run", name])];
    let mut steps = vec![
        Step::tests("ui-tests", "the window's own tests", FRONTEND, script("test")),
        Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, script("build")),
        Step::check("build", "the programs and the tests", WINDOW, cargo::build(house).to_vec()),
        Step::tests("tests", "units, properties, journeys, house rules", WINDOW, vec![cargo::tests(house, machine)]),
        Step::check("examples", "the examples in the documentation", WINDOW, vec![cargo::examples(house)]),
    ];
    if cfg!(unix) {
        let purpose = "other people's clients work against the simulators";
        steps.push(Step::check("others", purpose, OTHERS, vec![cargo::build_programs(house), others(house)]));
    }
    if machine.test_desktop {
        let keychains = ["unlocked", "locked", "none"].map(|session| cargo::keychain(house, session));
        let purpose = "a keychain that is unlocked, locked, or missing";
        steps.push(Step::tests("keychain", purpose, TEST_DESKTOP, keychains.to_vec()));
        // The test drives the window beside it, so a run of this step alone builds that first.
        let desktops = cargo::desktops(house, (2 * machine.processors).min(DESKTOPS_MAX), None);
        let desktop = vec![cargo::build_window(house), desktops];
        steps.push(Step::tests("desktop", "the built window on test desktops", TEST_DESKTOP, desktop));
    }
    steps
}

/// Installs them below the target folder at the first run, from their registries.
fn others(house: &House) -> Call {
    Call::new(house.others(), house.root())
        .env("SIMULATE", house.simulator())
        .env("TIEOUTCTL", house.terminal())
        .env("CARGO_TARGET_DIR", house.target())
}
