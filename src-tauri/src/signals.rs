//! The system asks the process to end (session over, `kill`, Ctrl+C): sign out, then go.

use tauri::AppHandle;

/// Quits when asked to by a signal.
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
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        crate::quit::at_once(&app).await;
    });
}

/// Windows tells its programs by a window message, which arrives as an exit request.
#[cfg(not(unix))]
pub(crate) fn quit_on_them(_app: &AppHandle) {}
