//! The system asks the process to end (session over, `kill`, Ctrl+C): sign out, then go.

use tauri::AppHandle;

/// Quits when asked to by a signal, as often as one comes: the first may find a question open, the next a sign-out under way.
#[cfg(unix)]
pub(crate) fn quit_on_them(app: &AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let (mut terminate, mut interrupt) = match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
            (Ok(terminate), Ok(interrupt)) => (terminate, interrupt),
            (Err(error), _) | (_, Err(error)) => {
                tracing::warn!(%error, "signals are not listened to");
                return;
            }
        };
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            crate::quit::at_once(&app).await;
        }
    });
}

/// Windows has no such signals for a program with a window. That the session ends it is told by a window message, after which the event
/// loop is over: [`crate::quit::before_the_process_ends`].
#[cfg(not(unix))]
pub(crate) fn quit_on_them(_app: &AppHandle) {}
