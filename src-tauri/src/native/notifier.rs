//! Desktop notifications. A failed one is logged and changes nothing.

use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// Shows a notification.
pub(crate) fn notify(app: &AppHandle, title: &str, body: &str) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "a notification could not be shown");
    }
}
