//! Where a file goes: the system's own dialog, opened from Rust, so that the window never names a path.

use std::path::PathBuf;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks where to write a file of this name; `None` when the user thinks better of it.
pub(crate) async fn ask_where(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let (tell, told) = tokio::sync::oneshot::channel();
    dialog(app, name).set_title("Export").set_file_name(name).save_file(move |path| {
        // Nobody waits any more when the program ends meanwhile.
        let _ = tell.send(path);
    });
    told.await.ok().flatten().and_then(|path| path.into_path().ok())
}

/// Asks which file to read, one that ends like this; `None` when the user thinks better of it.
pub(crate) async fn ask_which(app: &AppHandle, like: &str) -> Option<PathBuf> {
    let (tell, told) = tokio::sync::oneshot::channel();
    dialog(app, like).set_title("Import").pick_file(move |path| {
        // As above.
        let _ = tell.send(path);
    });
    told.await.ok().flatten().and_then(|path| path.into_path().ok())
}

fn dialog(app: &AppHandle, name: &str) -> FileDialogBuilder<Wry> {
    let mut dialog = app.dialog().file();
    // A dialog without a folder begins where the program was started.
    if let Ok(folder) = app.path().document_dir().or_else(|_| app.path().home_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(ending) = name.rsplit_once('.').map(|(_, ending)| ending) {
        dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
    }
    if let Some(window) = app.get_webview_window(super::window::MAIN) {
        dialog = dialog.set_parent(&window);
    }
    dialog
}
