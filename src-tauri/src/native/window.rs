//! The one window.

use crate::native::{notifier, tray};
use crate::quit;
use crate::shell::Shell;
use tauri::{AppHandle, Manager, Window, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;
use tieout::AppTrouble;

/// Its label.
pub(crate) const MAIN: &str = "main";

/// The setting that remembers what the user was told.
const TOLD: &str = "told.closing-keeps-tray";

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

/// Closing keeps Tieout in the tray where there is one, and quits where there is none.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let app = window.app_handle();
    api.prevent_close();
    if tray::is_there(app) {
        if let Err(error) = window.hide() {
            tracing::warn!(%error, "the window could not be hidden");
        }
        tell_once(app);
    } else {
        quit::quit(app);
    }
}

fn tell_once(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match first_time(&app).await {
            Ok(true) => {
                notifier::notify(&app, "Tieout stays in the tray", "It keeps running there. Quit is in its menu.");
            }
            Ok(false) => {}
            Err(trouble) => tracing::warn!(%trouble, "whether the tray was explained is not known"),
        }
    });
}

async fn first_time(app: &AppHandle) -> Result<bool, AppTrouble> {
    let application = app.state::<Shell>().application.clone();
    if application.setting(TOLD).await?.is_some() {
        return Ok(false);
    }
    application.set_setting(TOLD, "yes").await?;
    Ok(true)
}
