//! The one window.

use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_window_state::StateFlags;

/// Its label.
pub(crate) const MAIN: &str = "main";

/// Remembers where the window was and how large. Not whether it was visible: a start from the tray must not hide the next one.
pub(crate) fn remembered_place() -> tauri::plugin::TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    tauri_plugin_window_state::Builder::default().with_state_flags(flags).build()
}

/// Makes the window, hidden. Not by Tauri itself, for its first question needs the application to be there.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let config = config.cloned().ok_or(tauri::Error::WindowNotFound)?;
    tauri::WebviewWindowBuilder::from_config(app, &config)?.build()?;
    Ok(())
}

/// Shows the window, wherever it was: in the tray, minimised, behind others.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be raised");
    }
}

/// Whether the user is looking at it. When that cannot be told he is taken not to: a notification too many does no harm.
pub(crate) fn is_in_front(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN)
        .is_some_and(|window| window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false))
}
