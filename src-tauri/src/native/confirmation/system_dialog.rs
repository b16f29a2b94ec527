//! Windows and macOS: the system's own message box. Both put the keyboard on the first button: Windows' task dialog always does, and a
//! macOS alert gives its first button Return, unless that is called Cancel, when Return presses nothing and Escape presses it (Apple:
//! `NSAlert` `addButton(withTitle:)`). So Cancel comes first.
//!
//! Not asked through the dialog plugin: it gives out Escape, the closed box and the box that could not be opened under the name of the
//! second button, which here is the yes.

use super::Asked;
use crate::native::window;
use rfd::{AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};
use tauri::{AppHandle, Manager};

/// Opens the dialog on the main thread, where macOS wants it, and returns at once; the answer comes through the channel.
#[cfg_attr(target_os = "linux", expect(dead_code, reason = "compiled for its tests"))]
pub(super) fn ask(app: &AppHandle, asked: Asked) -> tauri::Result<()> {
    let Asked { question, decline, answer, .. } = asked;
    let on_main = app.clone();
    app.run_on_main_thread(move || {
        let mut dialog = AsyncMessageDialog::new()
            .set_level(MessageLevel::Warning)
            .set_title(&question.title)
            .set_description(format!("{}\n\n{}", question.heading, question.body))
            .set_buttons(buttons(decline, &question.affirmative));
        if let Some(window) = on_main.get_webview_window(window::MAIN) {
            dialog = dialog.set_parent(&window);
        }
        let pressed = dialog.show();
        tauri::async_runtime::spawn(async move {
            if answer.send(is_yes(&pressed.await, &question.affirmative)).is_err() {
                tracing::warn!("nobody waited for the confirm dialog's answer any more");
            }
        });
    })
}

/// In the order of the systems' keyboards: the first is the default.
fn buttons(decline: &str, affirmative: &str) -> MessageButtons {
    MessageButtons::OkCancelCustom(decline.to_owned(), affirmative.to_owned())
}

/// Only the button that names the deed. Escape, the closed box, a box that could not be opened, and whatever a system may answer besides
/// are a no.
fn is_yes(pressed: &MessageDialogResult, affirmative: &str) -> bool {
    matches!(pressed, MessageDialogResult::Custom(label) if label == affirmative)
}

#[cfg(test)]
mod tests {
    use super::super::CANCEL;
    use super::*;

    const REIMPORT: &str = "OK, re-import 14 lines";

    #[test]
    fn the_keyboards_default_is_cancel() {
        let MessageButtons::OkCancelCustom(first, second) = buttons(CANCEL, REIMPORT) else {
            panic!("two buttons with names of their own");
        };
        assert_eq!((first.as_str(), second.as_str()), (CANCEL, REIMPORT));
    }

    #[test]
    fn only_the_button_that_names_the_deed_is_a_yes() {
        use MessageDialogResult::{Cancel, Custom, No, Ok, Yes};
        let custom = |label: &str| Custom(label.to_owned());
        let answers = [
            (custom(REIMPORT), true),
            (custom(CANCEL), false),
            // Escape, the X, and a task dialog that failed.
            (Cancel, false),
            (No, false),
            // Buttons that were not there.
            (Ok, false),
            (Yes, false),
            (custom("OK"), false),
            (custom(""), false),
            (custom("OK, quit"), false),
        ];
        for (pressed, expected) in answers {
            assert_eq!(is_yes(&pressed, REIMPORT), expected, "{pressed:?}");
        }
    }
}
