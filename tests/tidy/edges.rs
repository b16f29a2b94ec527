//! Which crate may use which: the floor plan as a table.

use crate::finding::Finding;

/// One dependency of a crate of ours.
#[derive(Clone, Debug)]
pub(crate) struct Dependency {
    pub(crate) from: String,
    pub(crate) to: String,
    /// A crate of this workspace.
    pub(crate) ours: bool,
    pub(crate) for_tests: bool,
}

/// A crate, those of ours it may use, and those its tests may use besides.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const FLOOR_PLAN: [Row; 14] = [
    ("jobcost", &[], &[]),
    ("reimport", &["jobcost"], &[]),
    ("rest", &[], &[]),
    ("vendor", &["reimport", "jobcost", "rest"], &[]),
    // A client is tested against its simulator, which was written without looking at the client.
    ("acumatica", &["vendor", "reimport", "jobcost", "rest"], &["simulators"]),
    ("procore", &["vendor", "reimport", "jobcost", "rest"], &["simulators"]),
    ("journal", &["reimport", "jobcost"], &[]),
    ("vault", &[], &[]),
    ("export", &["jobcost"], &[]),
    // Nothing of ours: a misreading in a client must not be copied into its counterpart.
    ("simulators", &[], &[]),
    (
        "tieout",
        &["jobcost", "reimport", "rest", "acumatica", "procore", "journal", "vault", "export", "simulators"],
        &[],
    ),
    ("tieout-desktop", &["tieout"], &[]),
    ("tieoutctl", &["tieout"], &["simulators"]),
    ("xtask", &[], &[]),
];

/// What the core may use of the world: it has no I/O, no clock and no wire format.
const PURE: [(&str, &[&str]); 1] = [("jobcost", &["rust_decimal", "thiserror", "icu_properties", "smol_str"])];

/// The packages that hold only tests: of the whole house, and of its window on a desktop.
const TESTS_ONLY: [&str; 2] = ["tieout-house", "tieout-on-a-desktop"];

const FIX: &str = "take what is needed through a port or move it down; where the plan itself should change, change \
                   src-tauri/crates/README.md and this table together";

/// The dependencies that the floor plan does not have.
pub(crate) fn upward(dependencies: &[Dependency]) -> Vec<Finding> {
    dependencies
        .iter()
        .filter(|d| !allowed(d))
        .map(|d| Finding::new(d.from.as_str(), format!("uses `{}`", d.to), FIX))
        .collect()
}

fn allowed(dependency: &Dependency) -> bool {
    if TESTS_ONLY.contains(&dependency.from.as_str()) {
        return true;
    }
    if !dependency.ours {
        let pure = PURE.iter().find(|(name, _)| *name == dependency.from);
        return dependency.for_tests || pure.is_none_or(|(_, may_use)| may_use.contains(&dependency.to.as_str()));
    }
    // A crate without a row may use nothing of ours, so a new one asks for its row.
    let Some((_, may_use, tests_may_use)) = FLOOR_PLAN.iter().find(|(name, ..)| *name == dependency.from) else {
        return false;
    };
    let to = dependency.to.as_str();
    may_use.contains(&to) || (dependency.for_tests && tests_may_use.contains(&to))
}

#[cfg(test)]
fn edge(from: &str, to: &str, ours: bool, for_tests: bool) -> Dependency {
    Dependency { from: from.to_owned(), to: to.to_owned(), ours, for_tests }
}

#[test]
fn an_arrow_upwards_is_found() {
    for (from, to) in [
        ("jobcost", "reimport"),
        ("simulators", "procore"),
        ("rest", "jobcost"),
        ("tieout-desktop", "jobcost"),
        ("new", "rest"),
    ] {
        assert_eq!(upward(&[edge(from, to, true, false)]).len(), 1, "{from} -> {to}");
    }
    assert!(upward(&[edge("tieout", "journal", true, false), edge("tieout-house", "vault", true, false)]).is_empty());
}

#[test]
fn the_core_stays_pure_and_tests_may_use_more() {
    assert_eq!(upward(&[edge("jobcost", "tokio", false, false)]).len(), 1);
    assert!(upward(&[edge("jobcost", "proptest", false, true), edge("rest", "reqwest", false, false)]).is_empty());
    assert!(upward(&[edge("procore", "simulators", true, true)]).is_empty());
    assert_eq!(upward(&[edge("procore", "simulators", true, false)]).len(), 1);
}
