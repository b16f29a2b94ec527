//! What closing the window means.

use crate::native::{notifier, tray};
use crate::quit;
use crate::shell::Shell;
use tauri::{AppHandle, Manager, Window, WindowEvent};
use tieout::{ApplicationError, Watch};

/// The setting that remembers what the user was told.
const TOLD: &str = "told.closing-keeps-tray";

/// Closing keeps Tieout in the tray where there is one, and quits where there is none.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let app = window.app_handle();
    api.prevent_close();
    if tray::is_there(app) {
        if let Err(error) = window.hide() {
            tracing::warn!(%error, "the window could not be hidden");
        }
        tell_once(app);
    } else {
        quit::quit(app);
    }
}

fn tell_once(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match first_time(&app).await {
            Ok(true) => {
                notifier::notify(&app, "Tieout stays in the tray", &what_it_does(&app).await, None);
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "whether the tray was explained is not known"),
        }
    });
}

async fn first_time(app: &AppHandle) -> Result<bool, ApplicationError> {
    let application = app.state::<Shell>().application.clone();
    if application.connections().setting(TOLD).await?.is_some() {
        return Ok(false);
    }
    application.connections().set_setting(TOLD, "yes").await?;
    Ok(true)
}

/// What Tieout does in the tray.
async fn what_it_does(app: &AppHandle) -> String {
    let application = app.state::<Shell>().application.clone();
    let watch = application.company().await.ok().map(|company| company.watch_shown());
    in_the_tray(watch.as_ref())
}

fn in_the_tray(watch: Option<&Watch>) -> String {
    let does = match watch {
        None => "With a company open it looks at its jobs by itself.".to_owned(),
        Some(Watch { paused: true, .. }) => "Watching is paused; its menu resumes it.".to_owned(),
        Some(Watch { interval, least_minutes, .. }) => {
            let every = every(interval.minutes().max(*least_minutes));
            format!("It looks at your jobs every {every}, and tells you when one no longer ties out.")
        }
    };
    format!("{does} Quit is in its menu.")
}

fn every(minutes: u32) -> String {
    match minutes {
        60 => "hour".to_owned(),
        minutes if minutes.is_multiple_of(60) => format!("{} hours", minutes / 60),
        minutes => format!("{minutes} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tieout::WatchInterval;

    #[test]
    fn what_is_said_of_the_tray_is_what_is_done_there() {
        let watch = |paused, interval, least_minutes| {
            let (last_look_at, next_look_at, trouble) = (None, None, None);
            in_the_tray(Some(&Watch { paused, interval, least_minutes, last_look_at, next_look_at, trouble }))
        };
        assert!(in_the_tray(None).starts_with("With a company open"));
        assert!(watch(true, WatchInterval::Hour, 0).starts_with("Watching is paused"));
        assert!(watch(false, WatchInterval::TwoHours, 15).contains("every 2 hours, and"));
        assert!(watch(false, WatchInterval::Hour, 60).contains("every hour, and"));
        assert!(watch(false, WatchInterval::QuarterHour, 75).contains("every 75 minutes, and"));
    }
}
