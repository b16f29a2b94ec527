//! The steps of `cargo xtask check`: formats, lints, documents and licences, which run nothing of ours.

use crate::call::{Call, npm};
use crate::cargo;
use crate::house::House;
use crate::machine::{CARGO_DENY, Machine, our_cargo_deny};
use crate::requirements::{FRONTEND, NOTHING, WINDOW};
use crate::step::Step;

/// In the order in which they fail cheapest, but for the frontend: the shell embeds it, so that whatever compiles Rust waits for it.
pub(crate) fn steps(house: &House, machine: &Machine) -> Vec<Step> {
    let script = |name: &str| vec![npm(&house.ui()).args(["run", name])];
    let formatted = "Rust is formatted (mend it with `cargo fmt --all`)";
    let ui_formatted = "the window is formatted (mend it with `npm run format` in ui)";
    vec![
        Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, script("build")),
        Step::check("format", formatted, NOTHING, vec![cargo::format(house)]),
        Step::check("ui-format", ui_formatted, FRONTEND, script("format-check")),
        Step::check("clippy", "no warning of the compiler or clippy", WINDOW, cargo::clippy(house).to_vec())
            .after(&["ui-build"]),
        Step::check("ui-types", "the window's TypeScript and Svelte agree with each other", FRONTEND, script("check")),
        Step::check("ui-lint", "the window keeps its rules", FRONTEND, script("lint")),
        // Each writes where the other does, so that cargo would let it wait.
        Step::check("documents", "the documentation builds without a warning", WINDOW, vec![cargo::documents(house)])
            .after(&["clippy"]),
        Step::check("licences", "licences, bans and sources of what we use", NOTHING, licences(house, machine)),
    ]
}

/// Without the advisories: they need their database from the network, and this has to work without.
fn licences(house: &House, machine: &Machine) -> Vec<Call> {
    let version = format!("cargo-deny@{CARGO_DENY}");
    // It runs for seconds: being optimised to the last, as its authors ask for, would take minutes of everybody's first check.
    let install = cargo::compile(house, "install")
        .args(["--locked", &version, "--root"])
        .args([house.tools()])
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    // Offline reads the crates of every platform from the disk, so they are fetched first.
    let fetch = cargo::cargo(house, "fetch").args(["--locked"]);
    let check =
        ["--offline", "--locked", "--workspace", "--config", ".deny.toml", "check", "licenses", "bans", "sources"];
    match &machine.cargo_deny {
        Some(program) => vec![fetch, Call::new(program, house.root()).args(check)],
        None => vec![install, fetch, Call::new(our_cargo_deny(house), house.root()).args(check)],
    }
}
