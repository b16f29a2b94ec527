//! The end: gives Acumatica's session back first, so that it does not hold one of the licence's seats.

use crate::ending::Next;
use crate::native::confirmation::NativeConfirmation;
use crate::shell::Shell;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tieout::ConfirmationQuestion;

/// The application bounds its signing out itself; this bounds everything, for the user wants to go home.
const PATIENCE: Duration = Duration::from_secs(6);
/// Windows kills a program five seconds after it was told that the session ends (Microsoft: `WM_ENDSESSION`, shutdown changes).
const LAST_PATIENCE: Duration = Duration::from_secs(4);

/// Quits, from whatever thread. While a re-import runs, or a mapping is not saved, the user is asked first; the question about a re-import
/// goes when it has ended.
pub(crate) fn quit(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let (works, draft) = (shell.is_working(), shell.holds_draft());
        let next = match shell.ending.wanted(works || draft) {
            Next::Ask => {
                let dialog = NativeConfirmation::new(&app);
                // Once the re-import has ended there is nothing to ask: how it ended is looked at first.
                let answer = if works {
                    dialog.ask_until(&about_reimport(), "Keep running", shell.until_idle()).await
                } else {
                    dialog.ask_until(&about_draft(), "Keep running", std::future::pending()).await
                };
                shell.ending.answered(answer)
            }
            next => next,
        };
        if next == Next::SignOut {
            sign_out_and_exit(&app).await;
        }
    });
}

/// Quits without asking, whatever is being asked: a signal wants the process to end.
#[cfg(unix)]
pub(crate) async fn at_once(app: &AppHandle) {
    if app.state::<Shell>().ending.demanded() == Next::SignOut {
        sign_out_and_exit(app).await;
    }
}

/// The event loop is over and the process ends when this returns: nobody can be asked any more. That is how macOS ends a program from the
/// Dock and at the end of a session, and how Windows ends one at the end of a session. On every other way it was signed out before.
///
/// A re-import that runs is cut off here as by a crash; the journal knows how far it came.
pub(crate) fn before_the_process_ends(app: &AppHandle) {
    let Some(shell) = app.try_state::<Shell>() else { return };
    let next = shell.ending.demanded();
    if next == Next::SignOut && shell.is_working() {
        tracing::warn!("the system ends Tieout while a re-import runs; the next start says what became of it");
    }
    tauri::async_runtime::block_on(async {
        let left = async {
            match next {
                Next::SignOut => shell.application.quit().await,
                Next::Ask | Next::Nothing => shell.ending.until_ready().await,
            }
        };
        warn_if_late(tokio::time::timeout(LAST_PATIENCE, left).await.is_err());
    });
    shell.ending.ready();
}

async fn sign_out_and_exit(app: &AppHandle) {
    let shell = app.state::<Shell>();
    warn_if_late(tokio::time::timeout(PATIENCE, shell.application.quit()).await.is_err());
    tracing::info!("Tieout ends");
    shell.ending.ready();
    app.exit(0);
}

fn warn_if_late(late: bool) {
    if late {
        tracing::warn!("signing out took too long; Acumatica frees the session by itself");
    }
}

fn about_reimport() -> ConfirmationQuestion {
    ConfirmationQuestion {
        title: "Quit Tieout?".to_owned(),
        heading: "A re-import has not ended yet.".to_owned(),
        body: "Lines already sent stay in Procore, the others are not sent. At the next start Tieout reads the budget and \
               says what became of it."
            .to_owned(),
        affirmative: "Quit".to_owned(),
    }
}

fn about_draft() -> ConfirmationQuestion {
    ConfirmationQuestion {
        title: "Quit Tieout?".to_owned(),
        heading: "The mapping has changes that are not saved.".to_owned(),
        body: "Quitting drops them. To keep them, stay and save them under Mapping.".to_owned(),
        affirmative: "Quit".to_owned(),
    }
}
