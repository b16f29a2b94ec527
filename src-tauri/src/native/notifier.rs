//! Desktop notifications. A failed one is logged and changes nothing. Where the desktop tells when one is chosen, that opens the window, on
//! the job that the notification is about.

#[cfg(target_os = "linux")]
mod service;
#[cfg(target_os = "linux")]
pub(crate) use service::listen;

use crate::native::plain::one_line;
use tauri::AppHandle;

/// Shows a notification, about a job or about none.
pub(crate) fn notify(app: &AppHandle, title: &str, body: &str, job: Option<&str>) {
    if let Err(error) = show(app, &one_line(title), &one_line(body), job) {
        tracing::warn!(%error, "a notification could not be shown");
    }
}

#[cfg(target_os = "linux")]
use service::show;

/// What Windows and macOS show has no action of ours: choosing it raises the program, where the message stands with its button.
#[cfg(not(target_os = "linux"))]
fn show(app: &AppHandle, title: &str, body: &str, _job: Option<&str>) -> tauri_plugin_notification::Result<()> {
    use tauri_plugin_notification::NotificationExt;
    app.notification().builder().title(title).body(body).show()
}

/// Nobody tells when one is chosen.
#[cfg(not(target_os = "linux"))]
pub(crate) fn listen(_app: &AppHandle) {}
