//! The one window.

use crate::native::own_pages;
use crate::native::placement::{Area, moved_onto};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, PhysicalPosition, WebviewWindow, Wry};
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
    tauri::WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(own_pages::only_own(app))
        // Pages of the two systems are opened in the user's browser, from Rust; nothing else asks for a window.
        .on_new_window(|url, _| {
            tracing::warn!(scheme = url.scheme(), host = url.host_str(), "no other window is opened");
            NewWindowResponse::Deny
        })
        .build()?;
    Ok(())
}

/// Shows the window, wherever it was: in the tray, minimised, behind others, on a monitor that is gone.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    if let Err(error) = bring_onto_a_monitor(&window) {
        tracing::warn!(%error, "whether the window is on a monitor is not known");
    }
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be raised");
    }
}

/// Before something is asked that belongs to the window: a dialog hangs on its window, and one that hangs on a hidden window may not be
/// seen.
pub(crate) fn show_if_hidden(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    if !window.is_visible().unwrap_or(false) || window.is_minimized().unwrap_or(false) {
        show(app);
    }
}

/// Whether the user is looking at it. When that cannot be told they are taken not to: a notification too many does no harm.
pub(crate) fn is_in_front(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN)
        .is_some_and(|window| window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false))
}

fn bring_onto_a_monitor(window: &WebviewWindow) -> tauri::Result<()> {
    // A minimised window lies nowhere; the system keeps its place itself.
    if window.is_minimized()? {
        return Ok(());
    }
    let (position, size) = (window.outer_position()?, window.outer_size()?);
    let monitors: Vec<Area> = window.available_monitors()?.iter().map(area_of).collect();
    let Some((x, y)) = moved_onto(area(position.x, position.y, size.width, size.height), &monitors) else {
        return Ok(());
    };
    let (Ok(x), Ok(y)) = (i32::try_from(x), i32::try_from(y)) else { return Ok(()) };
    tracing::info!(x, y, "the window was on no monitor and is moved");
    let maximized = window.is_maximized()?;
    if maximized {
        window.unmaximize()?;
    }
    window.set_position(PhysicalPosition { x, y })?;
    if maximized { window.maximize() } else { Ok(()) }
}

/// What a monitor has left beside its bars.
fn area_of(monitor: &tauri::Monitor) -> Area {
    let left = monitor.work_area();
    area(left.position.x, left.position.y, left.size.width, left.size.height)
}

fn area(x: i32, y: i32, width: u32, height: u32) -> Area {
    Area { x: x.into(), y: y.into(), width: width.into(), height: height.into() }
}
