//! Debian, Ubuntu and their kin: packages by apt.

use std::io::{self, IsTerminal as _};

use super::Need;
use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;
use crate::log::Log;

/// A package and why we want it.
type Package = (&'static str, &'static str);

const WINDOW: [Package; 4] = [
    ("build-essential", "the linker, and a C compiler for SQLite"),
    ("pkg-config", "finds the libraries below"),
    ("libwebkit2gtk-4.1-dev", "the web view that the window is made of, and GTK"),
    ("libayatana-appindicator3-1", "the tray icon, loaded when the window starts"),
];

const TEST_DESKTOP: [Package; 11] = [
    ("xvfb", "a screen in memory"),
    ("dbus", "a session bus of its own"),
    ("libglib2.0-bin", "gdbus, which asks the bus"),
    ("openbox", "a window manager: without one no dialog gets the keyboard"),
    ("gnome-keyring", "a real keychain"),
    ("libsecret-tools", "looks into the keychain from outside"),
    ("dunst", "shows notifications"),
    ("webkit2gtk-driver", "drives the window by WebDriver"),
    ("xdotool", "presses keys in native dialogs"),
    ("imagemagick", "takes pictures of the whole screen"),
    ("fonts-dejavu-core", "letters to draw with"),
];

const PYTHON: [Package; 1] = [("python3-venv", "a place of its own for other people's client")];

/// Whether packages are apt's here.
pub(super) fn is_here(house: &House) -> bool {
    let answers = |program: &str| Call::new(program, house.root()).args(["--version"]).answer().is_some();
    answers("apt-get") && answers("dpkg-query")
}

/// Installs what is missing, saying what and why; does nothing, and needs no rights, where nothing is.
pub(super) fn install_missing(house: &House, needs: &[Need]) -> Result<(), Failure> {
    let mut missing: Vec<Package> = wanted(needs).into_iter().filter(|(name, _)| !is_installed(house, name)).collect();
    // A Python that is not Debian's does as well.
    missing.retain(|package| !PYTHON.contains(package) || !super::has_python(house));
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing what is missing here:");
    for (name, why) in &missing {
        println!("  {name:28} {why}");
    }
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    apt(house, &["update", "-qq"], &names)?;
    apt(house, &[&["install", "-qq", "-y", "--no-install-recommends"], names.as_slice()].concat(), &names)
}

fn wanted(needs: &[Need]) -> Vec<Package> {
    let mut wanted = Vec::new();
    if needs.contains(&Need::Window) {
        wanted.extend(WINDOW);
    }
    if needs.contains(&Need::TestDesktop) {
        wanted.extend(TEST_DESKTOP);
    }
    if needs.contains(&Need::Python) {
        wanted.extend(PYTHON);
    }
    wanted
}

fn is_installed(house: &House, package: &str) -> bool {
    let query = Call::new("dpkg-query", house.root()).args(["--show", "--showformat=${db:Status-Status}", package]);
    query.answer().is_some_and(|status| status == "installed")
}

fn apt(house: &House, args: &[&str], names: &[&str]) -> Result<(), Failure> {
    let by_hand = format!("install them yourself: sudo apt-get install --no-install-recommends {}", names.join(" "));
    let call = as_root(house).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args);
    // Into a log: apt has five lines to say about each of 250 packages. sudo asks for a password on the terminal all the same.
    let log = Log::begin(house, "requirements")?;
    match log.add(&call) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("`{}` failed ({status}){}", call.line(), log.tail()), by_hand)),
        Err(error) => Err(Failure::new(format!("`{}` could not be started: {error}", call.line()), by_hand)),
    }
}

/// `env` carries the variable through sudo, which drops the caller's. Without a terminal sudo must not wait for a password.
fn as_root(house: &House) -> Call {
    let user = Call::new("id", house.root()).args(["-u"]).answer();
    match user.as_deref() {
        Some("0") => Call::new("env", house.root()),
        _ if io::stdin().is_terminal() => Call::new("sudo", house.root()).args(["env"]),
        _ => Call::new("sudo", house.root()).args(["--non-interactive", "env"]),
    }
}

#[cfg(test)]
mod tests {
    use super::{PYTHON, TEST_DESKTOP, WINDOW, wanted};
    use crate::requirements::Need;

    #[test]
    fn only_what_is_needed_is_wanted() {
        assert!(wanted(&[Need::Frontend]).is_empty());
        assert_eq!(wanted(&[Need::Window]), WINDOW);
        assert_eq!(wanted(&[Need::Python]), PYTHON);
        assert_eq!(wanted(&[Need::Window, Need::TestDesktop]).len(), WINDOW.len() + TEST_DESKTOP.len());
    }
}
