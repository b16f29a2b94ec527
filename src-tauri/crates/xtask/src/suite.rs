//! `cargo xtask test` and `cargo xtask check`: the steps of each, all of them or the one that is asked for.

use std::time::Instant;

use crate::check;
use crate::failure::Failure;
use crate::house::House;
use crate::machine::{self, Machine};
use crate::progress;
use crate::requirements;
use crate::run;
use crate::step::{self, Step};
use crate::test;

/// What guards the code, in two halves: the tests, which need everything compiled and are, and all that does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    Test,
    Check,
}

impl Suite {
    fn steps(self, house: &House, machine: &Machine) -> Vec<Step> {
        match self {
            Self::Test => test::steps(house, machine),
            Self::Check => check::steps(house, machine),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Check => "check",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Test => Self::Check,
            Self::Check => Self::Test,
        }
    }
}

/// Runs all steps, or the one that is asked for, and says how it went.
pub(crate) fn run(house: &House, suite: Suite, only: Option<&str>, verbose: bool) -> Result<(), Failure> {
    let started = Instant::now();
    let machine = machine::look(house);
    let chosen = choose(house, &machine, suite, only)?;
    requirements::meet(house, &step::needs(&chosen))?;
    let tests = run::all(house, &chosen, verbose)?;
    println!("\nPassed: {}{}, in {}.", some(chosen.len(), "step"), counted(tests), progress::time(started.elapsed()));
    if suite == Suite::Test && !machine.test_desktop {
        println!("The desktop test was left out: its test desktop needs Linux.");
    }
    Ok(())
}

/// Prints the names and purposes of the steps.
pub(crate) fn list(house: &House, suite: Suite) {
    for step in suite.steps(house, &machine::look(house)) {
        println!("{:12} {}", step.name, step.purpose);
    }
}

fn counted(tests: usize) -> String {
    if tests == 0 { String::new() } else { format!(" with {}", some(tests, "test")) }
}

fn some(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn choose(house: &House, machine: &Machine, suite: Suite, only: Option<&str>) -> Result<Vec<Step>, Failure> {
    let steps = suite.steps(house, machine);
    let Some(name) = only else { return Ok(steps) };
    let is_it = |step: &Step| step.name == name;
    let names = steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    let chosen: Vec<Step> = steps.into_iter().filter(is_it).collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let other = suite.other();
    let remedy = if other.steps(house, machine).iter().any(is_it) {
        format!("it is a step of the other command: cargo xtask {} --only {name}", other.name())
    } else {
        format!("take one of: {names}")
    };
    Err(Failure::new(format!("`{}` has no step `{name}`", suite.name()), remedy))
}

#[cfg(test)]
mod tests {
    use super::{Suite, choose};
    use crate::house::House;
    use crate::machine::Machine;
    use std::collections::HashSet;

    const BARE: Machine = Machine { nextest: false, cargo_deny: None, test_desktop: true, processors: 2 };

    fn house() -> House {
        House::find().expect("tests are started by cargo")
    }

    fn chosen(suite: Suite, only: Option<&str>) -> Result<Vec<&'static str>, String> {
        let steps = choose(&house(), &BARE, suite, only).map_err(|failure| failure.to_string())?;
        Ok(steps.iter().map(|step| step.name).collect())
    }

    #[test]
    fn a_step_has_a_name_of_its_own_and_something_to_do() {
        let mut names = HashSet::new();
        for suite in [Suite::Test, Suite::Check] {
            for step in suite.steps(&house(), &BARE) {
                assert!(!step.calls.is_empty(), "{}", step.name);
                // Each build of the frontend is the same one, for whichever command comes first.
                assert!(names.insert(step.name) || step.name == "ui-build", "{} is there twice", step.name);
            }
        }
    }

    #[test]
    fn a_step_stands_on_steps_that_come_before_it() {
        for suite in [Suite::Test, Suite::Check] {
            let steps = suite.steps(&house(), &BARE);
            for (place, step) in steps.iter().enumerate() {
                for name in step.after {
                    assert!(steps[..place].iter().any(|before| before.name == *name), "{} after {name}", step.name);
                }
            }
        }
    }

    #[test]
    fn the_frontend_is_built_before_the_rust_that_embeds_it() {
        for (suite, first_to_compile) in [(Suite::Test, "build"), (Suite::Check, "clippy")] {
            let steps = suite.steps(&house(), &BARE);
            let first = steps.iter().find(|step| step.name == first_to_compile).expect("it is there");
            assert!(first.after.contains(&"ui-build"), "{first:?}");
        }
    }

    #[test]
    fn whatever_compiles_selects_the_same_crates_and_features() {
        for suite in [Suite::Test, Suite::Check] {
            for step in suite.steps(&house(), &BARE) {
                for line in step.calls.iter().map(crate::call::Call::line).filter(|line| line.contains("cargo ")) {
                    if ["cargo fmt", "cargo fetch", "cargo install"].iter().any(|other| line.contains(other)) {
                        continue;
                    }
                    assert!(line.contains("--workspace --locked --features tieout-desktop/custom-protocol"), "{line}");
                }
            }
        }
    }

    #[test]
    fn one_step_can_be_chosen_and_a_wrong_name_says_which_are_right() {
        assert_eq!(chosen(Suite::Check, Some("clippy")), Ok(vec!["clippy"]));
        let refusal = chosen(Suite::Check, Some("klippy")).expect_err("no such step");
        assert!(refusal.contains("klippy") && refusal.contains("licences"), "{refusal}");
        let refusal = chosen(Suite::Test, Some("clippy")).expect_err("a step of the other");
        assert!(refusal.contains("cargo xtask check --only clippy"), "{refusal}");
    }
}
