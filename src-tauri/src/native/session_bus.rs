//! Questions to the other programs of a Linux desktop, over the bus they share.

use gtk::gio::{BusType, Cancellable, DBusCallFlags, bus_get_sync};
use gtk::glib::{Error, Variant, VariantTy};

const PATIENCE_MS: i32 = 500;

/// Calls a method and waits half a second for its answer, which has the type named last.
pub(crate) fn ask(
    bus_name: &str,
    path: &str,
    interface: &str,
    method: &str,
    arguments: Option<&Variant>,
    answer: &str,
) -> Result<Variant, Error> {
    bus_get_sync(BusType::Session, Cancellable::NONE)?.call_sync(
        Some(bus_name),
        path,
        interface,
        method,
        arguments,
        VariantTy::new(answer).ok(),
        DBusCallFlags::NONE,
        PATIENCE_MS,
        Cancellable::NONE,
    )
}
