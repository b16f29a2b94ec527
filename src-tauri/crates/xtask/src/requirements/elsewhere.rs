//! Systems whose packages we do not install: check, and say exactly what to type.

use std::fs;

use super::Need;
use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;

/// Programs the test desktop cannot do without, asked as `which` would.
const TEST_DESKTOP: [&str; 9] = [
    "Xvfb",
    "dbus-run-session",
    "openbox",
    "gnome-keyring-daemon",
    "secret-tool",
    "dunst",
    "WebKitWebDriver",
    "xdotool",
    "import",
];

/// Whether the needs are met; otherwise a failure that names all that is missing at once.
pub(super) fn check(house: &House, needs: &[Need]) -> Result<(), Failure> {
    let missing = missing(house, needs);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("this machine lacks {}", missing.join(", ")), advice(&system())))
}

fn missing(house: &House, needs: &[Need]) -> Vec<String> {
    let succeeds = |program: &str, args: &[&str]| Call::new(program, house.root()).args(args).answer().is_some();
    let mut missing = Vec::new();
    if needs.contains(&Need::Window) && cfg!(target_os = "macos") && !succeeds("xcode-select", &["-p"]) {
        missing.push("the Xcode command line tools".to_owned());
    }
    // On Windows the web view is part of the system. The linker and the C compiler are Visual Studio's, which Rust does not bring; but
    // without them this very program would not have been built.
    if needs.contains(&Need::Window) && cfg!(target_os = "linux") {
        let libraries = ["webkit2gtk-4.1", "gtk+-3.0"];
        let absent = libraries.iter().filter(|library| !succeeds("pkg-config", &["--exists", library]));
        missing.extend(absent.map(|library| format!("the library {library}")));
    }
    if needs.contains(&Need::TestDesktop) {
        let absent = TEST_DESKTOP.iter().filter(|program| !is_on_path(program));
        missing.extend(absent.map(|program| format!("the program {program}")));
    }
    if needs.contains(&Need::Python) && !super::has_python(house) {
        missing.push("Python 3.11 with venv".to_owned());
    }
    missing
}

/// Looked up, not run: some of these would open a window instead of telling their version.
fn is_on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// The system's family as its own `os-release` file tells it.
fn system() -> String {
    if !cfg!(target_os = "linux") {
        return std::env::consts::OS.to_owned();
    }
    // No such file is an answer too: a Linux we know nothing about.
    fs::read_to_string("/etc/os-release").map_or_else(|_| "linux".to_owned(), |text| families(&text))
}

fn families(os_release: &str) -> String {
    let value =
        |key: &str| os_release.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().replace('"', "");
    format!("{} {}", value("ID="), value("ID_LIKE="))
}

fn advice(system: &str) -> String {
    let is = |name: &str| system.split_whitespace().any(|word| word == name);
    let line = if is("macos") {
        "xcode-select --install"
    } else if is("windows") {
        "install Visual Studio's Build Tools with the workload \"Desktop development with C++\"; the test desktop needs Linux"
    } else if is("fedora") || is("rhel") {
        "sudo dnf install gcc pkgconf-pkg-config webkit2gtk4.1-devel libayatana-appindicator-gtk3 \
         xorg-x11-server-Xvfb dbus-daemon openbox gnome-keyring libsecret dunst libnotify webkit2gtk-driver xdotool ImageMagick \
         dejavu-sans-fonts python3"
    } else if is("arch") {
        "sudo pacman -S --needed base-devel webkit2gtk-4.1 libayatana-appindicator \
         xorg-server-xvfb dbus openbox gnome-keyring libsecret dunst libnotify xdotool imagemagick ttf-dejavu python"
    } else if is("suse") || is("opensuse") {
        "sudo zypper install gcc pkgconf webkit2gtk3-devel libayatana-appindicator3-1 \
         xorg-x11-server-Xvfb dbus-1-daemon openbox gnome-keyring libsecret-tools dunst libnotify-tools webkit2gtk-driver xdotool ImageMagick dejavu-fonts \
         python311"
    } else {
        "install a C compiler, pkg-config, WebKitGTK 4.1 with its headers and libayatana-appindicator (GTK 3); for the tests also \
         Xvfb, dbus, openbox, gnome-keyring, secret-tool, dunst, WebKitWebDriver, xdotool, ImageMagick and Python 3.11"
    };
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{advice, families};

    #[test]
    fn kin_are_recognised_by_what_they_say_they_are_like() {
        let nobara = families("NAME=\"Nobara Linux\"\nID=nobara\nID_LIKE=\"rhel centos fedora\"\n");
        assert!(advice(&nobara).starts_with("sudo dnf install"), "{nobara}");
        assert!(advice(&families("ID=arch\n")).starts_with("sudo pacman"));
        assert!(advice("macos").starts_with("xcode-select"));
        assert!(advice("windows").contains("Visual Studio"), "nothing there is made with WebKitGTK");
        assert!(advice(&families("ID=void\n")).contains("WebKitGTK 4.1"));
    }
}
