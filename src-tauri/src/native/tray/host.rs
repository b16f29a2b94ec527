//! Whether a Linux desktop shows tray icons at all: plain GNOME, for one, does not.

use gtk::gio::{BusType, Cancellable, DBusCallFlags, bus_get_sync};
use gtk::glib::{ToVariant, VariantTy};

/// Who shows status notifiers owns this name (freedesktop: Status Notifier Item).
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATIENCE_MS: i32 = 500;

/// Asks the session bus. No answer means no host: then a closed window is not hidden where nobody finds it.
pub(super) fn has_host() -> bool {
    let answer = bus_get_sync(BusType::Session, Cancellable::NONE).and_then(|bus| {
        bus.call_sync(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            Some(&(WATCHER,).to_variant()),
            VariantTy::new("(b)").ok(),
            DBusCallFlags::NONE,
            PATIENCE_MS,
            Cancellable::NONE,
        )
    });
    match answer {
        Ok(answer) => answer.get::<(bool,)>().is_some_and(|(owned,)| owned),
        Err(error) => {
            tracing::info!(%error, "the session bus was not asked for a tray");
            false
        }
    }
}
