//! A step of a command: a name, what it is for, what it stands on, and the calls it makes.

use crate::call::Call;
use crate::requirements::Need;

/// One line of what a command prints.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) purpose: &'static str,
    /// What the machine must have for it.
    pub(crate) needs: &'static [Need],
    /// The steps that must have passed before it begins, where they are run as well.
    pub(crate) after: &'static [&'static str],
    pub(crate) calls: Vec<Call>,
    /// A step of tests that ran no test has failed.
    pub(crate) must_pass_tests: bool,
}

impl Step {
    pub(crate) fn check(name: &'static str, purpose: &'static str, needs: &'static [Need], calls: Vec<Call>) -> Self {
        Self { name, purpose, needs, after: &[], calls, must_pass_tests: false }
    }

    pub(crate) fn tests(name: &'static str, purpose: &'static str, needs: &'static [Need], calls: Vec<Call>) -> Self {
        Self { must_pass_tests: true, ..Self::check(name, purpose, needs, calls) }
    }

    /// The same step, begun when these have passed.
    pub(crate) fn after(self, after: &'static [&'static str]) -> Self {
        Self { after, ..self }
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
