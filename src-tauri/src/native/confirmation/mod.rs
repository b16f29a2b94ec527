//! The application's question, asked by a dialog of the system's own: opened from Rust, so that nothing in the window can press
//! its button.

#[cfg(target_os = "linux")]
mod gtk_dialog;
#[cfg(target_os = "linux")]
use gtk_dialog::ask;
#[cfg(not(target_os = "linux"))]
mod plugin_dialog;
#[cfg(not(target_os = "linux"))]
use plugin_dialog::ask;

use async_trait::async_trait;
use tauri::AppHandle;
use tieout::{Confirmation, ConfirmationQuestion};
use tokio::sync::oneshot;

/// Asks by a native dialog.
pub(crate) struct NativeConfirmation {
    app: AppHandle,
}

impl NativeConfirmation {
    pub(crate) fn new(app: &AppHandle) -> Self {
        Self { app: app.clone() }
    }
}

#[async_trait]
impl Confirmation for NativeConfirmation {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        let (answer, answered) = oneshot::channel();
        if let Err(error) = ask(&self.app, question.clone(), answer) {
            tracing::error!(%error, "the confirm dialog could not be opened, so the answer is no");
            return false;
        }
        // A dialog that disappears without an answer is a no.
        answered.await.unwrap_or(false)
    }

    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        // The same dialog with another question: it names what goes to zero, and its default is Cancel too.
        self.confirm(question).await
    }
}
