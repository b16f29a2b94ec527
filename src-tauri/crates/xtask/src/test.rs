//! `cargo xtask test`: every check and every test of the house, in the order in which they fail cheapest.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::call::{Call, npm};
use crate::cargo;
use crate::failure::Failure;
use crate::house::House;
use crate::requirements::{self, FRONTEND, NOTHING, OTHERS, TEST_DESKTOP, WINDOW};
use crate::run;
use crate::step::{self, Step};

/// The version that reads our `.deny.toml`; a newer one may know other keys.
const CARGO_DENY: &str = "0.20.2";

/// What this machine has, as far as it changes the steps.
struct Machine {
    nextest: bool,
    /// Where a cargo-deny of the right version is: the user's, or one that an earlier run installed.
    cargo_deny: Option<PathBuf>,
    /// The test desktop is built of X11, D-Bus and WebKitGTK.
    test_desktop: bool,
}

/// Runs all steps, or the one that is asked for, and says how it went.
pub(crate) fn test(house: &House, only: Option<&str>, verbose: bool) -> Result<(), Failure> {
    let started = Instant::now();
    let machine = look(house);
    let chosen = choose(steps(house, &machine), only)?;
    requirements::meet(house, &step::needs(&chosen))?;
    let tests = run::all(house, &chosen, verbose)?;
    println!("\nPassed: {}{}, in {}.", some(chosen.len(), "step"), counted(tests), run::time(started.elapsed()));
    if !machine.test_desktop {
        println!("The desktop test was left out: its test desktop needs Linux.");
    }
    Ok(())
}

/// Prints the names and purposes of the steps.
pub(crate) fn list(house: &House) {
    for step in steps(house, &look(house)) {
        println!("{:12} {}", step.name, step.purpose);
    }
}

fn counted(tests: usize) -> String {
    if tests == 0 { String::new() } else { format!(" with {}", some(tests, "test")) }
}

fn some(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn look(house: &House) -> Machine {
    let version = |program: &Path| Call::new(program, house.root()).args(["--version"]).answer();
    let right = |program: &PathBuf| version(program).is_some_and(|version| version.ends_with(CARGO_DENY));
    Machine {
        nextest: version(Path::new("cargo-nextest")).is_some(),
        cargo_deny: ["cargo-deny".into(), our_cargo_deny(house)].into_iter().find(right),
        test_desktop: cfg!(target_os = "linux"),
    }
}

fn our_cargo_deny(house: &House) -> PathBuf {
    house.tools().join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX))
}

fn choose(steps: Vec<Step>, only: Option<&str>) -> Result<Vec<Step>, Failure> {
    let Some(name) = only else { return Ok(steps) };
    let names = steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    let chosen: Vec<Step> = steps.into_iter().filter(|step| step.name == name).collect();
    if chosen.is_empty() {
        return Err(Failure::new(format!("there is no step `{name}`"), format!("take one of: {names}")));
    }
    Ok(chosen)
}

/// The window's frontend is built before any Rust is compiled: the shell embeds it.
fn steps(house: &House, machine: &Machine) -> Vec<Step> {
    let ui = house.ui();
    let script = |name: &str| vec![npm(&ui).args(["run", name])];
    let mut steps = vec![
        Step::check(
            "format",
            "Rust is formatted (mend it with `cargo fmt --all`)",
            NOTHING,
            vec![cargo::format(house)],
        ),
        Step::check("ui-types", "the window's TypeScript and Svelte agree with each other", FRONTEND, script("check")),
        Step::check("ui-lint", "the window keeps its rules", FRONTEND, script("lint")),
        Step::tests("ui-tests", "the window's own tests", FRONTEND, script("test")),
        Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, script("build")),
        Step::check("clippy", "no warning of the compiler or clippy", WINDOW, vec![cargo::clippy(house)]),
        Step::check("documents", "the documentation builds without a warning", WINDOW, vec![cargo::documents(house)]),
        Step::check("licences", "licences, bans and sources of what we use", NOTHING, licences(house, machine)),
        Step::check("build", "the programs and the tests", WINDOW, vec![cargo::build(house)]),
        Step::tests(
            "tests",
            "units, properties, journeys, house rules",
            WINDOW,
            vec![cargo::tests(house, machine.nextest)],
        ),
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
        let desktop = vec![cargo::desktop(house, None)];
        steps.push(Step::tests("desktop", "the built window on a test desktop", TEST_DESKTOP, desktop));
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

/// Without the advisories: they need their database from the network, and this has to work without.
fn licences(house: &House, machine: &Machine) -> Vec<Call> {
    let version = format!("cargo-deny@{CARGO_DENY}");
    let install = cargo::cargo(house, "install").args(["--locked", &version, "--root"]).args([house.tools()]);
    // Offline reads the crates of every platform from the disk, so they are fetched first.
    let fetch = cargo::cargo(house, "fetch").args(["--locked"]);
    let check =
        ["--offline", "--locked", "--workspace", "--config", ".deny.toml", "check", "licenses", "bans", "sources"];
    match &machine.cargo_deny {
        Some(program) => vec![fetch, Call::new(program, house.root()).args(check)],
        None => vec![install, fetch, Call::new(our_cargo_deny(house), house.root()).args(check)],
    }
}

#[cfg(test)]
mod tests {
    use super::{Machine, choose, steps};
    use crate::house::House;
    use std::collections::HashSet;

    const BARE: Machine = Machine { nextest: false, cargo_deny: None, test_desktop: true };

    fn bare_steps() -> Vec<super::Step> {
        steps(&House::find().expect("tests are started by cargo"), &BARE)
    }

    #[test]
    fn a_step_has_a_name_of_its_own_and_something_to_do() {
        let steps = bare_steps();
        let names: HashSet<_> = steps.iter().map(|step| step.name).collect();
        assert_eq!(names.len(), steps.len());
        assert!(steps.iter().all(|step| !step.calls.is_empty()));
    }

    #[test]
    fn the_frontend_is_built_before_the_rust_that_embeds_it() {
        let steps = bare_steps();
        let place = |name: &str| steps.iter().position(|step| step.name == name);
        assert!(place("ui-build") < place("clippy") && place("build") < place("desktop"));
    }

    #[test]
    fn whatever_compiles_selects_the_same_crates_and_features() {
        for step in bare_steps().iter().filter(|step| {
            ["clippy", "documents", "build", "tests", "examples", "others", "keychain", "desktop"].contains(&step.name)
        }) {
            let line = step.calls[0].line();
            assert!(line.contains("--workspace --locked") && line.contains("tieout-desktop/custom-protocol"), "{line}");
        }
    }

    #[test]
    fn one_step_can_be_chosen_and_a_wrong_name_lists_the_right_ones() {
        let chosen =
            choose(bare_steps(), Some("clippy")).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(chosen.map_err(|failure| failure.to_string()), Ok(vec!["clippy"]));
        let refusal = choose(bare_steps(), Some("klippy")).expect_err("no such step").to_string();
        assert!(refusal.contains("klippy") && refusal.contains("desktop"), "{refusal}");
    }
}
