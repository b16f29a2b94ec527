//! Node, and the packages of the frontend.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::call::{Call, npm};
use crate::failure::Failure;
use crate::house::House;

/// Vite's own lower bound within Node 20; all later majors with it are fine too.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Checks Node and installs the packages where they are older than the lock file.
pub(super) fn prepare(house: &House) -> Result<(), Failure> {
    check_node(Call::new("node", house.root()).args(["--version"]).answer().as_deref())?;
    let ui = house.ui();
    if !is_stale(&ui) {
        return Ok(());
    }
    println!("Installing the frontend's packages (npm ci)");
    let install = npm(&ui).args(["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
    match install.show() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("`npm ci` in ui failed ({status})"), "what it printed above says why")),
        Err(error) => Err(Failure::new(format!("npm could not be started: {error}"), how_to_get_node())),
    }
}

fn check_node(version: Option<&str>) -> Result<(), Failure> {
    match version {
        None => Err(Failure::new("there is no Node here", how_to_get_node())),
        Some(version) if is_new_enough(version) => Ok(()),
        Some(version) => Err(Failure::new(format!("Node {version} is too old"), how_to_get_node())),
    }
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= OLDEST_NODE
}

fn how_to_get_node() -> String {
    format!("install Node {}.{} or newer: https://nodejs.org", OLDEST_NODE.0, OLDEST_NODE.1)
}

/// npm writes its own lock file last, so it is newer than ours exactly when an installation was finished after it.
fn is_stale(ui: &Path) -> bool {
    let written = |file: &str| fs::metadata(ui.join(file)).and_then(|data| data.modified()).ok();
    older(written("node_modules/.package-lock.json"), written("package-lock.json"))
}

fn older(installed: Option<SystemTime>, locked: Option<SystemTime>) -> bool {
    match (installed, locked) {
        (Some(installed), Some(locked)) => installed < locked,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{check_node, is_new_enough, older};
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_node_too_old_is_refused() {
        assert!(is_new_enough("v20.19.0") && is_new_enough("v22.1.3"));
        assert!(!is_new_enough("v20.18.4") && !is_new_enough("v18.20.0") && !is_new_enough("what"));
        assert!(check_node(None).is_err());
    }

    #[test]
    fn packages_are_installed_again_when_the_lock_is_newer() {
        let (now, before) = (SystemTime::now(), SystemTime::now() - Duration::from_mins(1));
        assert!(older(Some(before), Some(now)) && older(None, Some(now)));
        assert!(!older(Some(now), Some(before)));
    }
}
