//! How large everything in the window is drawn, in percent. Kept over restarts, as the place of the window is.

use crate::native::window::MAIN;
use crate::shell::Shell;
use crate::wire::ZoomStep;
use tauri::{AppHandle, Manager};
use tieout::ApplicationError;

/// The setting that remembers it.
const SETTING: &str = "window.zoom-percent";

/// What a browser's own keys go through, as far as the window's layout holds.
const LEVELS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
const USUAL: u16 = 100;

/// Draws everything a step larger or smaller, or as it was made, and remembers it. Gives the percent.
pub(crate) async fn step(app: &AppHandle, step: ZoomStep) -> Result<u16, ApplicationError> {
    let shell = app.state::<Shell>();
    let application = shell.application.clone();
    let _one_at_a_time = shell.zooming.lock().await;
    let percent = after(remembered(application.connections().setting(SETTING).await?.as_deref()), step);
    draw(app, percent);
    application.connections().set_setting(SETTING, &percent.to_string()).await?;
    Ok(percent)
}

/// Draws the window as large as it was when Tieout ended.
pub(crate) fn restore(app: &AppHandle) {
    let application = app.state::<Shell>().application.clone();
    let setting = tauri::async_runtime::block_on(application.connections().setting(SETTING));
    match setting {
        Ok(setting) => draw(app, remembered(setting.as_deref())),
        Err(error) => tracing::warn!(%error, "how large the window was drawn is not known"),
    }
}

fn draw(app: &AppHandle, percent: u16) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    #[expect(clippy::float_arithmetic, reason = "the web view takes a factor")]
    let factor = f64::from(percent) / 100.0;
    if let Err(error) = window.set_zoom(factor) {
        tracing::warn!(%error, percent, "the window could not be drawn larger or smaller");
    }
}

/// What a setting says, as far as it can be meant.
fn remembered(setting: Option<&str>) -> u16 {
    setting.and_then(|text| text.parse().ok()).filter(|percent| LEVELS.contains(percent)).unwrap_or(USUAL)
}

/// The level that a step leads to; the first and the last lead nowhere else.
fn after(percent: u16, step: ZoomStep) -> u16 {
    let next = match step {
        ZoomStep::Larger => LEVELS.iter().find(|level| **level > percent),
        ZoomStep::Smaller => LEVELS.iter().rev().find(|level| **level < percent),
        ZoomStep::Usual => Some(&USUAL),
    };
    next.copied().unwrap_or(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_from_level_to_level_and_no_further() {
        let gone = |from, steps: &[ZoomStep]| steps.iter().fold(from, |percent, step| after(percent, *step));
        let (larger, smaller, usual) = (ZoomStep::Larger, ZoomStep::Smaller, ZoomStep::Usual);
        assert_eq!(gone(100, &[larger; 3]), 150);
        assert_eq!(gone(150, &[larger; 9]), 200);
        assert_eq!(gone(200, &[smaller; 12]), 80);
        assert_eq!(gone(175, &[usual]), 100);
    }

    #[test]
    fn what_cannot_be_meant_is_drawn_as_it_was_made() {
        let cases = [(None, 100), (Some("150"), 150), (Some("0"), 100), (Some("9999"), 100), (Some("large"), 100)];
        for (setting, percent) in cases {
            assert_eq!(remembered(setting), percent, "{setting:?}");
        }
    }
}
