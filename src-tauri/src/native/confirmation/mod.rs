//! The application's question, asked by a dialog of the system's own: opened from Rust, so that nothing in the window can press
//! its button. On every system the keyboard's default is Cancel, and anything but the button that says what will be done is a no.

#[cfg(target_os = "linux")]
mod gtk_dialog;
#[cfg(target_os = "linux")]
use gtk_dialog::ask;
// On Linux for its tests alone: what it makes of an answer must hold on systems where no test of ours runs.
#[cfg(any(not(target_os = "linux"), test))]
mod system_dialog;
#[cfg(not(target_os = "linux"))]
use system_dialog::ask;

use crate::native::{plain, window};
use async_trait::async_trait;
use tauri::AppHandle;
use tieout::{Confirmation, ConfirmationQuestion};
use tokio::sync::oneshot;

/// The button that everything else falls back to.
const CANCEL: &str = "Cancel";

/// A question on its way to the dialog.
struct Asked {
    question: ConfirmationQuestion,
    /// What the button says that declines.
    decline: &'static str,
    /// Where the answer goes.
    answer: oneshot::Sender<bool>,
    /// Ends when nobody waits for the answer any more.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "these systems' message boxes cannot be closed"))]
    ended: oneshot::Receiver<()>,
}

/// Asks by a native dialog.
pub(crate) struct NativeConfirmation {
    app: AppHandle,
}

impl NativeConfirmation {
    pub(crate) fn new(app: &AppHandle) -> Self {
        Self { app: app.clone() }
    }

    /// Asks as long as the question stands: where what it is about is over first, the answer is no, and the dialog goes where the system lets
    /// it be closed. The keyboard is on the button that declines.
    pub(crate) async fn ask_until(
        &self,
        question: &ConfirmationQuestion,
        decline: &'static str,
        over: impl Future<Output = ()> + Send,
    ) -> bool {
        window::show_if_hidden(&self.app);
        let (answer, answered) = oneshot::channel();
        // Dropped with this question, whoever ends it.
        let (_standing, ended) = oneshot::channel();
        if let Err(error) = ask(&self.app, Asked { question: readable(question), decline, answer, ended }) {
            tracing::error!(%error, "the confirm dialog could not be opened, so the answer is no");
            return false;
        }
        tokio::select! {
            // A dialog that disappears without an answer is a no.
            answer = answered => answer.unwrap_or(false),
            () = over => false,
        }
    }

    async fn ask(&self, question: &ConfirmationQuestion) -> bool {
        self.ask_until(question, CANCEL, std::future::pending()).await
    }
}

#[async_trait]
impl Confirmation for NativeConfirmation {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        self.ask(question).await
    }

    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        self.ask(question).await
    }
}

/// The question with the names in it as plain text.
fn readable(question: &ConfirmationQuestion) -> ConfirmationQuestion {
    ConfirmationQuestion {
        title: plain::one_line(&question.title),
        heading: plain::one_line(&question.heading),
        body: plain::lines(&question.body),
        affirmative: plain::one_line(&question.affirmative),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_projects_name_stays_in_its_line() {
        let asked = readable(&ConfirmationQuestion {
            title: "Please Confirm".to_owned(),
            heading: "Re-import 1 line of 24-101 Harbor\n\nNothing will change\u{202e}?".to_owned(),
            body: "Current Acumatica Total: $1.00\nChange: $2.00".to_owned(),
            affirmative: "OK, re-import 1 line".to_owned(),
        });
        assert_eq!(asked.heading, "Re-import 1 line of 24-101 Harbor Nothing will change?");
        assert_eq!(asked.body.lines().count(), 2, "the figures stay line by line");
    }
}
