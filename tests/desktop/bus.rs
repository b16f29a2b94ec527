//! Calls on the session bus, as anybody on the desktop could make them.

use crate::desktop::said;

/// Calls a method and gives its answer as `gdbus` prints it.
pub fn call(bus: &str, path: &str, method: &str, arguments: &[&str]) -> String {
    said("gdbus", &[&["call", "--session", "-d", bus, "-o", path, "-m", method][..], arguments].concat())
}
