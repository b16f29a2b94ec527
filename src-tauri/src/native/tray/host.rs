//! Whether a Linux desktop shows tray icons at all: plain GNOME, for one, does not.

use crate::native::session_bus;
use gtk::glib::ToVariant;

/// Who shows status notifiers owns this name (freedesktop: Status Notifier Item).
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const BUS: &str = "org.freedesktop.DBus";

/// Asks the session bus. No answer means no host: then a closed window is not hidden where nobody finds it.
pub(super) fn has_host() -> bool {
    let watcher = (WATCHER,).to_variant();
    match session_bus::ask(BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", Some(&watcher), "(b)") {
        Ok(answer) => answer.get::<(bool,)>().is_some_and(|(owned,)| owned),
        Err(error) => {
            tracing::info!(%error, "the session bus was not asked for a tray");
            false
        }
    }
}
