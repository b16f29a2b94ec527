//! The end: gives Acumatica's session back first, so that it does not hold one of the licence's seats.

use crate::native::confirmation::NativeConfirmation;
use crate::shell::Shell;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tieout::{Confirmation, ConfirmationQuestion};

/// The application bounds its signing out itself; this bounds everything, for the user wants to go home.
const PATIENCE: Duration = Duration::from_secs(6);

/// Quits, from whatever thread. While a re-import runs the user is asked first.
pub(crate) fn quit(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        if !shell.begin_quitting() {
            return;
        }
        if shell.is_working() && !NativeConfirmation::new(&app).confirm(&question()).await {
            shell.stay();
            return;
        }
        sign_out_and_exit(&app).await;
    });
}

/// Quits without asking: the system wants the process to end.
pub(crate) async fn at_once(app: &AppHandle) {
    if app.state::<Shell>().begin_quitting() {
        sign_out_and_exit(app).await;
    }
}

async fn sign_out_and_exit(app: &AppHandle) {
    let application = app.state::<Shell>().application.clone();
    if tokio::time::timeout(PATIENCE, application.quit()).await.is_err() {
        tracing::warn!("signing out took too long; Acumatica frees the session by itself");
    }
    tracing::info!("Tieout ends");
    app.exit(0);
}

fn question() -> ConfirmationQuestion {
    ConfirmationQuestion {
        title: "Please Confirm".to_owned(),
        heading: "A re-import has not ended yet. Quit now?".to_owned(),
        body: "Lines already sent stay in Procore, the others are not sent. At the next start Tieout reads the budget and \
               says what became of it."
            .to_owned(),
        affirmative: "OK, quit".to_owned(),
    }
}
