//! A step of a command: a name, what it is for, and the calls it makes.

use crate::call::Call;
use crate::requirements::Need;

/// One line of what a command prints.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) purpose: &'static str,
    /// What the machine must have for it.
    pub(crate) needs: &'static [Need],
    pub(crate) calls: Vec<Call>,
    /// A step of tests that ran no test has failed.
    pub(crate) must_pass_tests: bool,
}

impl Step {
    pub(crate) fn check(name: &'static str, purpose: &'static str, needs: &'static [Need], calls: Vec<Call>) -> Self {
        Self { name, purpose, needs, calls, must_pass_tests: false }
    }

    pub(crate) fn tests(name: &'static str, purpose: &'static str, needs: &'static [Need], calls: Vec<Call>) -> Self {
        Self { name, purpose, needs, calls, must_pass_tests: true }
    }
}

/// What several steps need together.
pub(crate) fn needs(steps: &[Step]) -> Vec<Need> {
    let mut all = Vec::new();
    for need in steps.iter().flat_map(|step| step.needs) {
        if !all.contains(need) {
            all.push(*need);
        }
    }
    all
}
