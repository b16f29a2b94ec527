//! The Connections screen.

use super::{Answer, TheShell};
use crate::wire::{ConnectionForm, WrongField};
use tieout::ConnectionId;
use tieout::view::{Check, Connection};

/// Opens a stored connection and begins to read it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_connection(shell: TheShell<'_>, id: String) -> Answer<Connection> {
    let connection = shell.application.open_connection(&ConnectionId(id)).await?;
    shell.application.company().await?.watch();
    Ok(connection.into())
}

/// Signs in on both sides with what the form says, keeps the secrets in the keychain, opens the connection and begins to read it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect(shell: TheShell<'_>, form: ConnectionForm) -> Answer<Connection> {
    let connection = shell.application.connect(form.into()).await?;
    shell.application.company().await?.watch();
    Ok(connection.into())
}

/// Every field of a form that is not right, before anything is asked of either side. Where a connection is changed, an empty secret stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn wrong_fields(form: ConnectionForm, changes: bool) -> Answer<Vec<WrongField>> {
    Ok(tieout::wrong_fields(&form.into(), changes).into_iter().map(Into::into).collect())
}

/// The form for changing a connection. Its secrets are empty.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connection_form(shell: TheShell<'_>, id: String) -> Answer<ConnectionForm> {
    Ok(shell.application.connections().form(&ConnectionId(id)).await?.into())
}

/// Changes a connection; secrets that were left empty stay. Opens it again and reads it where it was open.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_connection(shell: TheShell<'_>, id: String, form: ConnectionForm) -> Answer<Connection> {
    let connection = shell.application.edit_connection(&ConnectionId(id), form.into()).await?;
    if shell.application.start_state().await?.open.is_some() {
        shell.application.company().await?.watch();
    }
    Ok(connection.into())
}

/// Answers what a sign-in asked: the code, or the number of the company.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_sign_in(shell: TheShell<'_>, answer: String) -> Answer<()> {
    shell.application.sign_in().answer(answer.into());
    Ok(())
}

/// Ends a sign-in that waits for the person's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_sign_in(shell: TheShell<'_>) -> Answer<()> {
    shell.application.sign_in().cancel();
    Ok(())
}

/// Asks both sides of a stored or open connection everything the work depends on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_connection(shell: TheShell<'_>, id: String) -> Answer<Vec<Check>> {
    Ok(shell.application.preflight(&ConnectionId(id)).await?)
}

/// The same with what the form says; nothing is stored.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_form(shell: TheShell<'_>, form: ConnectionForm) -> Answer<Vec<Check>> {
    Ok(shell.application.sign_in().test(form.into()).await?)
}

/// Forgets a connection and its secrets.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_connection(shell: TheShell<'_>, id: String) -> Answer<()> {
    Ok(shell.application.forget_connection(&ConnectionId(id)).await?)
}

/// Signs out and closes what is open.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_connection(shell: TheShell<'_>) -> Answer<()> {
    shell.application.close_connection().await?;
    Ok(())
}
