//! What is chosen in a menu: the tray's, and on macOS the application's own.

use crate::native::{alert, window};
use crate::quit;
use crate::shell::Shell;
use std::sync::Arc;
use tauri::menu::MenuEvent;
use tauri::{AppHandle, Manager};
use tieout::{ApplicationError, Company};

/// What the tray says in words; nothing is done by it.
pub(crate) const LINE: &str = "line";
pub(crate) const OPEN: &str = "open";
pub(crate) const CHECK: &str = "check";
pub(crate) const PAUSE: &str = "pause";
pub(crate) const QUIT: &str = "quit";

/// Does it. Every menu's choices come here, whichever it was.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::show(app),
        CHECK => of_company(app, check),
        PAUSE => of_company(app, pause_or_resume),
        QUIT if app.try_state::<Shell>().is_some() => quit::quit(app),
        // A message says why there is nothing to quit yet, and ends the program.
        QUIT => {}
        other => tracing::warn!(other, "no menu has such an item"),
    }
}

async fn check(company: Arc<Company>) -> Result<(), ApplicationError> {
    company.check_in_background();
    Ok(())
}

async fn pause_or_resume(company: Arc<Company>) -> Result<(), ApplicationError> {
    company.pause_watch(!company.watch_shown().paused).await
}

/// Does it with the company that is open.
fn of_company<Done>(app: &AppHandle, deed: fn(Arc<Company>) -> Done)
where
    Done: Future<Output = Result<(), ApplicationError>> + Send + 'static,
{
    let Some(shell) = app.try_state::<Shell>() else { return };
    let application = shell.application.clone();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let done = match application.company().await {
            Ok(company) => deed(company).await,
            Err(error) => return tracing::info!(%error, "no company is open"),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "what was chosen could not be done");
            alert::show(&app, &error.sentence, &error.remedy);
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
