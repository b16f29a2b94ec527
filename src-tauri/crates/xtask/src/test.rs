//! The steps of `cargo xtask test`: everything is compiled once, and then only run.

use crate::call::{Call, npm};
use crate::cargo;
use crate::house::House;
use crate::machine::Machine;
use crate::requirements::{FRONTEND, OTHERS, TEST_DESKTOP, WINDOW};
use crate::step::Step;

/// More take memory, and there is hardly anything left that two of them would not have done.
const DESKTOPS_MAX: usize = 4;

/// In the order in which they fail cheapest, but for the frontend: the shell embeds it, so that whatever compiles Rust waits for it.
pub(crate) fn steps(house: &House, machine: &Machine) -> Vec<Step> {
    let script = |name: &str| vec![npm(&house.ui()).args(["run", name])];
    let mut steps = vec![
        Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, script("build")),
        Step::tests("ui-tests", "the window's own tests", FRONTEND, script("test")),
        Step::check("build", "the programs and the tests", WINDOW, cargo::build(house).to_vec()).after(&["ui-build"]),
    ];
    if cfg!(unix) {
        steps.push(Step::check("clients", "other people's clients, installed", OTHERS, vec![clients(house)]));
    }
    let purpose = "units, properties, journeys, house rules";
    steps.push(Step::tests("tests", purpose, WINDOW, vec![cargo::tests(house, machine)]).after(&["build"]));
    let purpose = "the examples in the documentation";
    steps.push(Step::check("examples", purpose, WINDOW, vec![cargo::examples(house)]).after(&["build"]));
    if cfg!(unix) {
        let purpose = "other people's clients work against the simulators";
        let calls = vec![cargo::build_programs(house), others(house)];
        steps.push(Step::check("others", purpose, OTHERS, calls).after(&["build", "clients"]));
    }
    if machine.test_desktop {
        let keychains = ["unlocked", "locked", "none"].map(|session| cargo::keychain(house, session));
        let purpose = "a keychain that is unlocked, locked, or missing";
        steps.push(Step::tests("keychain", purpose, TEST_DESKTOP, keychains.to_vec()).after(&["build"]));
        // The test drives the window beside it, so a run of this step alone builds that first.
        let desktops = cargo::desktops(house, (2 * machine.processors).min(DESKTOPS_MAX), None);
        let desktop = vec![cargo::build_window(house), desktops];
        // Alone: a window is looked at while it moves, and somebody who uses it waits.
        let alone = &["ui-tests", "tests", "examples", "others", "keychain"];
        steps.push(Step::tests("desktop", "the built window on test desktops", TEST_DESKTOP, desktop).after(alone));
    }
    steps
}

/// Below the target folder at the first run, from their registries.
fn clients(house: &House) -> Call {
    Call::new(house.others("install.sh"), house.root()).env("CARGO_TARGET_DIR", house.target())
}

fn others(house: &House) -> Call {
    Call::new(house.others("run.sh"), house.root())
        .env("SIMULATE", house.simulator())
        .env("TIEOUTCTL", house.terminal())
        .env("CARGO_TARGET_DIR", house.target())
}
