//! The welcome screen, and what is above every screen.

use super::{Answer, TheShell};
use tieout::view::{Connection, StartState};

/// What the window shows first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_state(shell: TheShell<'_>) -> Answer<StartState> {
    Ok(shell.application.start_state().await?.into())
}

/// Opens the demo company and begins to read it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_demo(shell: TheShell<'_>) -> Answer<Connection> {
    let connection = shell.application.open_demo().await?;
    shell.application.company().await?.watch();
    Ok(connection.into())
}

/// Puts a notice away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dismiss_notice(shell: TheShell<'_>, id: String) -> Answer<()> {
    shell.application.news().dismiss(&id);
    Ok(())
}
