//! Linux: our own GTK dialog. The dialog plugin's puts the keyboard on OK, where a stray Return would move money; here it is on
//! Cancel.

use super::Asked;
use crate::native::window;
use gtk::prelude::{Cast, ContainerExt, DialogExt, GtkWindowExt, LabelExt, MessageDialogExt, ObjectExt, WidgetExt};
use gtk::{Align, ButtonsType, Container, DialogFlags, Label, MessageDialog, MessageType, ResponseType, glib};
use std::cell::Cell;
use tauri::{AppHandle, Manager};

/// Opens the dialog on the main thread, where GTK lives, and returns at once; the answer comes through the channel.
pub(super) fn ask(app: &AppHandle, asked: Asked) -> tauri::Result<()> {
    let on_main = app.clone();
    app.run_on_main_thread(move || open(&on_main, asked))
}

fn open(app: &AppHandle, asked: Asked) {
    let Asked { question, decline, answer, ended } = asked;
    let parent = app.get_webview_window(window::MAIN).and_then(|window| window.gtk_window().ok());
    let dialog = MessageDialog::new(
        parent.as_ref(),
        DialogFlags::MODAL | DialogFlags::DESTROY_WITH_PARENT,
        MessageType::Question,
        ButtonsType::None,
        &question.heading,
    );
    dialog.set_title(&question.title);
    dialog.set_secondary_text(Some(&question.body));
    align_left(&dialog);
    let cancel = dialog.add_button(decline, ResponseType::Cancel);
    dialog.add_button(&question.affirmative, ResponseType::Ok);
    dialog.set_default_response(ResponseType::Cancel);
    cancel.grab_focus();
    // Escape and the window's own close button answer `DeleteEvent`.
    let answer = Cell::new(Some(answer));
    dialog.connect_response(move |dialog, response| {
        if let Some(answer) = answer.take()
            && answer.send(response == ResponseType::Ok).is_err()
        {
            tracing::info!("nobody waited for the confirm dialog's answer any more");
        }
        // `destroy` is marked unsafe; closing an answered dialog does the same.
        dialog.close();
    });
    dialog.show_all();
    dialog.present();
    let shown = dialog.downgrade();
    glib::MainContext::default().spawn_local(async move {
        let _ = ended.await;
        if let Some(dialog) = shown.upgrade() {
            dialog.close();
        }
    });
}

/// Figures are read from the left, line by line; GTK would centre the block.
fn align_left(dialog: &MessageDialog) {
    let Ok(area) = dialog.message_area().downcast::<Container>() else { return };
    for child in area.children() {
        if let Ok(label) = child.downcast::<Label>() {
            label.set_halign(Align::Start);
            label.set_xalign(0.0);
        }
    }
}
