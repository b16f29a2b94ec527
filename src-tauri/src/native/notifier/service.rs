//! Linux: the desktop's notification service, spoken to directly, for the plugin gives a notification no action (freedesktop: Desktop
//! Notifications Specification).

use crate::native::{session_bus, window};
use crate::wire::JobChosen;
use gtk::gio::{BusType, Cancellable, DBusConnection, DBusSignalFlags, bus_get_sync};
use gtk::glib::{Error, ToVariant, Variant};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The action of whoever clicks on the notification itself.
const DEFAULT: &str = "default";
/// As the service sees fit.
const EXPIRES: i32 = -1;

/// The jobs that the notifications on the screen are about, by the service's numbers.
struct Shown {
    jobs: Mutex<HashMap<u32, String>>,
    /// Held, because the shared connection ends with its last holder, and what is listened to with it.
    _bus: DBusConnection,
}

/// Listens to what is chosen, on the main thread, from now on. Without a bus there are no notifications either.
pub(crate) fn listen(app: &AppHandle) {
    let bus = match bus_get_sync(BusType::Session, Cancellable::NONE) {
        Ok(bus) => bus,
        Err(error) => return tracing::info!(%error, "nobody tells which notification is chosen"),
    };
    let hear = |signal: &str, heard: fn(&AppHandle, &Variant)| {
        let app = app.clone();
        bus.signal_subscribe(
            Some(SERVICE),
            Some(SERVICE),
            Some(signal),
            Some(PATH),
            None,
            DBusSignalFlags::NONE,
            move |_, _, _, _, _, parameters| heard(&app, parameters),
        );
    };
    hear("ActionInvoked", chosen);
    hear("NotificationClosed", closed);
    app.manage(Shown { jobs: Mutex::default(), _bus: bus });
}

fn chosen(app: &AppHandle, parameters: &Variant) {
    let Some((number, action)) = parameters.get::<(u32, String)>() else { return };
    // The service tells everybody of everybody's notifications.
    let job = app.try_state::<Shown>().and_then(|shown| taken(&shown, number));
    let Some(job) = job.filter(|_| action == DEFAULT) else { return };
    window::show(app);
    if !job.is_empty()
        && let Err(error) = JobChosen(job).emit(app)
    {
        tracing::warn!(%error, "the window could not be told which notification was chosen");
    }
}

fn closed(app: &AppHandle, parameters: &Variant) {
    let Some((number, _reason)) = parameters.get::<(u32, u32)>() else { return };
    if let Some(shown) = app.try_state::<Shown>() {
        taken(&shown, number);
    }
}

/// The job of a notification, which is on the screen no longer; empty where it is about none.
fn taken(shown: &Shown, number: u32) -> Option<String> {
    shown.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(&number)
}

/// Shows a notification.
pub(super) fn show(app: &AppHandle, title: &str, body: &str, job: Option<&str>) -> Result<(), Error> {
    let body = if reads_markup() { escaped(body) } else { body.to_owned() };
    let actions: &[&str] = &[DEFAULT, "Open"];
    let hints: HashMap<String, Variant> = HashMap::new();
    let replaces_none = 0_u32;
    let icon = app.package_info().crate_name;
    let arguments = ("Tieout", replaces_none, icon, title, body, actions, hints, EXPIRES).to_variant();
    let answer = session_bus::ask(SERVICE, PATH, SERVICE, "Notify", Some(&arguments), "(u)")?;
    if let (Some((number,)), Some(shown)) = (answer.get::<(u32,)>(), app.try_state::<Shown>()) {
        let mut jobs = shown.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.insert(number, job.unwrap_or_default().to_owned());
    }
    Ok(())
}

/// A body may be markup; titles never are. Without an answer it is taken to be: then a sign may be shown as its name, but no name of a
/// project can be carried out.
fn reads_markup() -> bool {
    let answer = session_bus::ask(SERVICE, PATH, SERVICE, "GetCapabilities", None, "(as)");
    match answer.map(|answer| answer.get::<(Vec<String>,)>()) {
        Ok(Some((capabilities,))) => capabilities.iter().any(|one| one == "body-markup"),
        Ok(None) => true,
        Err(error) => {
            tracing::info!(%error, "the notification service did not say what it can show");
            true
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(
            escaped("Smith & Sons <a href=\"x\">here</a>"),
            "Smith &amp; Sons &lt;a href=\"x\"&gt;here&lt;/a&gt;"
        );
        assert_eq!(escaped("&amp;"), "&amp;amp;", "what was escaped by somebody else is shown as it is");
    }
}
