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

/// What is asked for: the button says it, so that nobody who reads only the buttons is mistaken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Deed {
    /// Lines of a budget are overridden.
    Reimport,
    /// The program ends while it works.
    Quit,
}

impl Deed {
    /// The only button that is a yes.
    const fn button(self) -> &'static str {
        match self {
            Self::Reimport => "OK, re-import",
            Self::Quit => "OK, quit",
        }
    }
}

/// Asks by a native dialog.
pub(crate) struct NativeConfirmation {
    app: AppHandle,
    deed: Deed,
}

impl NativeConfirmation {
    pub(crate) fn new(app: &AppHandle, deed: Deed) -> Self {
        Self { app: app.clone(), deed }
    }
}

#[async_trait]
impl Confirmation for NativeConfirmation {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        window::show_if_hidden(&self.app);
        let (answer, answered) = oneshot::channel();
        if let Err(error) = ask(&self.app, readable(question), self.deed, answer) {
            tracing::error!(%error, "the confirm dialog could not be opened, so the answer is no");
            return false;
        }
        // A dialog that disappears without an answer is a no.
        answered.await.unwrap_or(false)
    }
}

/// The question with the names in it as plain text.
fn readable(question: &ConfirmationQuestion) -> ConfirmationQuestion {
    ConfirmationQuestion {
        title: plain::one_line(&question.title),
        heading: plain::one_line(&question.heading),
        body: plain::lines(&question.body),
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
        });
        assert_eq!(asked.heading, "Re-import 1 line of 24-101 Harbor Nothing will change?");
        assert_eq!(asked.body.lines().count(), 2, "the figures stay line by line");
    }

    #[test]
    fn each_button_begins_with_ok_and_says_what_is_done() {
        for deed in [Deed::Reimport, Deed::Quit] {
            assert!(deed.button().starts_with("OK, ") && deed.button() != CANCEL, "{deed:?}");
        }
    }
}
