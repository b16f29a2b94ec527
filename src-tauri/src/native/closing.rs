//! What closing the window means.

use crate::native::{notifier, tray};
use crate::quit;
use crate::shell::Shell;
use tauri::{AppHandle, Manager, Window, WindowEvent};
use tieout::ApplicationError;

/// The setting that remembers what the user was told.
const TOLD: &str = "told.closing-keeps-tray";

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
            Err(error) => tracing::warn!(%error, "whether the tray was explained is not known"),
        }
    });
}

async fn first_time(app: &AppHandle) -> Result<bool, ApplicationError> {
    let application = app.state::<Shell>().application.clone();
    if application.connections().setting(TOLD).await?.is_some() {
        return Ok(false);
    }
    application.connections().set_setting(TOLD, "yes").await?;
    Ok(true)
}
