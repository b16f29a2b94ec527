//! Other systems: the dialog plugin's OK and Cancel. Its default button is the platform's (Windows and macOS put it on OK); both
//! systems have a Cancel that Escape presses.

use crate::native::window;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};
use tieout::ConfirmationQuestion;
use tokio::sync::oneshot;

/// Opens the dialog and returns at once; the answer comes through the channel.
#[expect(clippy::unnecessary_wraps, reason = "on Linux it can fail")]
pub(super) fn ask(app: &AppHandle, question: ConfirmationQuestion, answer: oneshot::Sender<bool>) -> tauri::Result<()> {
    let mut dialog = app
        .dialog()
        .message(format!("{}\n\n{}", question.heading, question.body))
        .title(question.title)
        .buttons(MessageDialogButtons::OkCancel);
    if let Some(window) = app.get_webview_window(window::MAIN) {
        dialog = dialog.parent(&window);
    }
    dialog.show(move |ok| {
        if answer.send(ok).is_err() {
            tracing::warn!("nobody waited for the confirm dialog's answer any more");
        }
    });
    Ok(())
}
