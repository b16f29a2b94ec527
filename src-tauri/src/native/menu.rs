//! What is chosen in a menu: the tray's, and on macOS the application's own.

use crate::native::window;
use crate::quit;
use crate::shell::Shell;
use tauri::menu::MenuEvent;
use tauri::{AppHandle, Manager};

pub(crate) const OPEN: &str = "open";
pub(crate) const CHECK: &str = "check";
pub(crate) const QUIT: &str = "quit";

/// Does it. Every menu's choices come here, whichever it was.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::show(app),
        CHECK => check(app),
        QUIT if app.try_state::<Shell>().is_some() => quit::quit(app),
        // A message says why there is nothing to quit yet, and ends the program.
        QUIT => {}
        other => tracing::warn!(other, "no menu has such an item"),
    }
}

fn check(app: &AppHandle) {
    let Some(shell) = app.try_state::<Shell>() else { return };
    let application = shell.application.clone();
    tauri::async_runtime::spawn(async move {
        match application.company().await {
            Ok(company) => company.check_in_background(),
            Err(error) => tracing::info!(%error, "nothing to check"),
        }
    });
}

/// The menu that macOS shows at the top of the screen: Tauri's own, but for its Quit, which would end the process in the middle of a
/// re-import without a question.
#[cfg(any(target_os = "macos", test))]
#[cfg_attr(
    not(target_os = "macos"),
    expect(dead_code, reason = "compiled with the tests, so that it is not wrong unseen")
)]
pub(crate) fn of_application(app: &AppHandle) -> tauri::Result<tauri::menu::Menu<tauri::Wry>> {
    use tauri::menu::{Menu, MenuItem, PredefinedMenuItem as Usual, Submenu};
    let separator = || Usual::separator(app);
    let quit = MenuItem::with_id(app, QUIT, "Quit Tieout", true, Some("CmdOrCtrl+Q"))?;
    let tieout = [
        &Usual::about(app, None, None)? as &dyn tauri::menu::IsMenuItem<_>,
        &separator()?,
        &Usual::services(app, None)?,
        &separator()?,
        &Usual::hide(app, None)?,
        &Usual::hide_others(app, None)?,
        &separator()?,
        &quit,
    ];
    let edit = [
        &Usual::undo(app, None)? as &dyn tauri::menu::IsMenuItem<_>,
        &Usual::redo(app, None)?,
        &separator()?,
        &Usual::cut(app, None)?,
        &Usual::copy(app, None)?,
        &Usual::paste(app, None)?,
        &Usual::select_all(app, None)?,
    ];
    let windows = [
        &Usual::minimize(app, None)? as &dyn tauri::menu::IsMenuItem<_>,
        &Usual::maximize(app, None)?,
        &Usual::fullscreen(app, None)?,
        &separator()?,
        &Usual::close_window(app, None)?,
    ];
    Menu::with_items(
        app,
        &[
            &Submenu::with_items(app, "Tieout", true, &tieout)?,
            &Submenu::with_items(app, "Edit", true, &edit)?,
            &Submenu::with_items(app, "Window", true, &windows)?,
        ],
    )
}
