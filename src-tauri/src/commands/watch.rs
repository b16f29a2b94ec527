//! The watch, and what it found day by day.

use super::{Answer, TheShell};
use tieout::view::{OutOfBalanceDay, WatchInterval};

/// Looks no more by itself, or again. Kept across starts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_watch(shell: TheShell<'_>, paused: bool) -> Answer<()> {
    Ok(shell.application.company().await?.pause_watch(paused).await?)
}

/// How often it looks by itself, where the limits allow it. Kept across starts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_watch_interval(shell: TheShell<'_>, interval: WatchInterval) -> Answer<()> {
    Ok(shell.application.company().await?.set_watch_interval(interval).await?)
}

/// By how much all linked jobs were out of balance, on each of the last so many days on which somebody looked; the earliest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn out_of_balance_by_day(shell: TheShell<'_>, days: u32) -> Answer<Vec<OutOfBalanceDay>> {
    Ok(shell.application.company().await?.out_of_balance_by_day(days).await?)
}
