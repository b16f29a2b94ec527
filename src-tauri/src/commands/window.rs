//! The window itself: how large it is drawn, and what would be lost with it.

use super::{Answer, TheShell};
use crate::native::zoom;
use crate::wire::ZoomStep;
use tauri::AppHandle;

/// Draws everything larger or smaller, and remembers it. Answers the percent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn zoom_window(app: AppHandle, step: ZoomStep) -> Answer<u16> {
    Ok(zoom::step(&app, step).await?)
}

/// Says whether the window holds a mapping that is not saved: before Tieout ends, the user is asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hold_draft(shell: TheShell<'_>, unsaved: bool) -> Answer<()> {
    shell.hold_draft(unsaved);
    Ok(())
}
