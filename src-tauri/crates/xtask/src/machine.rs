//! What this machine has, as far as it changes what is run.

use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::house::House;

/// The version that reads our `.deny.toml`; a newer one may know other keys.
pub(crate) const CARGO_DENY: &str = "0.20.2";

/// Tools and systems that are here.
pub(crate) struct Machine {
    pub(crate) nextest: bool,
    /// Where a cargo-deny of the right version is: the user's, or one that an earlier run installed.
    pub(crate) cargo_deny: Option<PathBuf>,
    /// The test desktop is built of X11, D-Bus and WebKitGTK.
    pub(crate) test_desktop: bool,
    pub(crate) processors: usize,
}

/// Looks around.
pub(crate) fn look(house: &House) -> Machine {
    let version = |program: &Path| Call::new(program, house.root()).args(["--version"]).answer();
    let right = |program: &PathBuf| version(program).is_some_and(|version| version.ends_with(CARGO_DENY));
    Machine {
        nextest: version(Path::new("cargo-nextest")).is_some(),
        cargo_deny: ["cargo-deny".into(), our_cargo_deny(house)].into_iter().find(right),
        test_desktop: cfg!(target_os = "linux"),
        processors: std::thread::available_parallelism().map_or(1, usize::from),
    }
}

/// Where a run puts its own cargo-deny.
pub(crate) fn our_cargo_deny(house: &House) -> PathBuf {
    house.tools().join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX))
}
