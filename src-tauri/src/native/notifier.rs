//! Desktop notifications. A failed one is logged and changes nothing.

use crate::native::plain::one_line;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// Shows a notification.
pub(crate) fn notify(app: &AppHandle, title: &str, body: &str) {
    let body = if reads_markup() { escaped(&one_line(body)) } else { one_line(body) };
    if let Err(error) = app.notification().builder().title(one_line(title)).body(body).show() {
        tracing::warn!(%error, "a notification could not be shown");
    }
}

/// On Linux a body may be markup; titles never are (freedesktop: Desktop Notifications Specification). Without an answer it is taken to
/// be: then a sign may be shown as its name, but no name of a project can be carried out.
#[cfg(target_os = "linux")]
fn reads_markup() -> bool {
    let service = "org.freedesktop.Notifications";
    let answer =
        super::session_bus::ask(service, "/org/freedesktop/Notifications", service, "GetCapabilities", None, "(as)");
    match answer.map(|answer| answer.get::<(Vec<String>,)>()) {
        Ok(Some((capabilities,))) => capabilities.iter().any(|one| one == "body-markup"),
        Ok(None) => true,
        Err(error) => {
            tracing::info!(%error, "the notification service did not say what it can show");
            true
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn reads_markup() -> bool {
    false
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
