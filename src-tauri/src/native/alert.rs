//! A message of the system's own, for when there is no window to say it in.

use crate::native::plain;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// Says it.
pub(crate) fn show(app: &AppHandle, sentence: &str, remedy: &str) {
    message(app, sentence, remedy).show(|_| ());
}

/// Says it and ends the program once it was read.
pub(crate) fn then_exit(app: &AppHandle, sentence: &str, remedy: &str) {
    crate::complain(&format!("{sentence} {remedy}"));
    let exiting = app.clone();
    message(app, sentence, remedy).show(move |_| exiting.exit(1));
}

fn message(app: &AppHandle, sentence: &str, remedy: &str) -> tauri_plugin_dialog::MessageDialogBuilder<tauri::Wry> {
    app.dialog()
        .message(plain::lines(&format!("{sentence}\n\n{remedy}")))
        .title("Tieout")
        .kind(MessageDialogKind::Error)
}
