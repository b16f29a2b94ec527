//! The tray icon: whether everything ties out, and the way back to the window.

#[cfg(target_os = "linux")]
mod host;

use crate::native::{menu, window};
use std::sync::{Mutex, PoisonError};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, include_image};
use tieout::Attention;

const ID: &str = "main";

/// What the icon says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Face {
    /// Everything ties out, or nothing is open.
    Agrees,
    /// This many jobs drifted.
    Drifted(usize),
    /// This many jobs could not be read.
    NeedsYou(usize),
}

impl Face {
    /// What cannot be read needs the user more than what drifted: it may have drifted too.
    fn of(attention: Option<Attention>) -> Self {
        // Every field is named: whatever else may be wrong must not be passed over as agreement.
        match attention.unwrap_or_default() {
            Attention { needs_you: jobs @ 1.., .. } => Self::NeedsYou(jobs),
            Attention { drifted: jobs @ 1.., .. } => Self::Drifted(jobs),
            Attention { needs_you: 0, drifted: 0 } => Self::Agrees,
        }
    }

    fn icon(self) -> Image<'static> {
        match self {
            Self::Agrees => include_image!("../icons/tray/agrees-32.png"),
            Self::Drifted(_) => include_image!("../icons/tray/drifted-32.png"),
            Self::NeedsYou(_) => include_image!("../icons/tray/needs-you-32.png"),
        }
    }

    /// Shown by Windows and macOS; the status notifier of Linux desktops is not given one by the tray library.
    fn tooltip(self) -> String {
        match self {
            Self::Agrees => "Tieout".to_owned(),
            Self::Drifted(1) => "Tieout: 1 job drifted".to_owned(),
            Self::Drifted(jobs) => format!("Tieout: {jobs} jobs drifted"),
            Self::NeedsYou(1) => "Tieout: 1 job could not be read".to_owned(),
            Self::NeedsYou(jobs) => format!("Tieout: {jobs} jobs could not be read"),
        }
    }
}

/// Puts the icon into the tray. A desktop without one is no trouble: closing the window then quits.
pub(crate) fn open(app: &AppHandle) {
    // On Linux the library for it is looked for only now, and panics when the system has none.
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| build(app)));
    match opened {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "there is no tray icon"),
        Err(_) => tracing::warn!("there is no tray icon: its library is not installed"),
    }
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let items = Menu::with_items(
        app,
        &[
            &MenuItem::with_id(app, menu::OPEN, "Open Tieout", true, None::<&str>)?,
            &MenuItem::with_id(app, menu::CHECK, "Check now", true, None::<&str>)?,
            &MenuItem::with_id(app, menu::QUIT, "Quit", true, None::<&str>)?,
        ],
    )?;
    let face = Face::Agrees;
    TrayIconBuilder::with_id(ID)
        .icon(face.icon())
        .tooltip(face.tooltip())
        .menu(&items)
        // The left button opens the window; on Linux every click opens the menu, for its status notifier knows no other.
        .show_menu_on_left_click(false)
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
                window::show(tray.app_handle());
            }
        })
        .build(app)?;
    app.manage(Shown(Mutex::new(face)));
    Ok(())
}

/// The face that is shown. Kept, because every icon that is set is written to a file first where Linux desktops look for it.
struct Shown(Mutex<Face>);

/// Shows what the books say now.
pub(crate) fn show(app: &AppHandle, attention: Option<Attention>) {
    let (Some(tray), Some(shown)) = (app.tray_by_id(ID), app.try_state::<Shown>()) else { return };
    let face = Face::of(attention);
    if std::mem::replace(&mut *shown.0.lock().unwrap_or_else(PoisonError::into_inner), face) == face {
        return;
    }
    let shown = tray.set_icon(Some(face.icon())).and_then(|()| tray.set_tooltip(Some(face.tooltip())));
    if let Err(error) = shown {
        tracing::warn!(%error, "the tray icon could not be changed");
    }
}

/// Whether the user can find Tieout in a tray right now.
pub(crate) fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && has_host()
}

#[cfg(target_os = "linux")]
use host::has_host;

/// Windows and macOS always have one.
#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_says_the_worst() {
        let face = |drifted, needs_you| Face::of(Some(Attention { drifted, needs_you }));
        assert_eq!(Face::of(None), Face::Agrees);
        assert_eq!(face(0, 0).tooltip(), "Tieout");
        assert_eq!(face(1, 0).tooltip(), "Tieout: 1 job drifted");
        assert_eq!(face(7, 0).tooltip(), "Tieout: 7 jobs drifted");
        assert_eq!(face(7, 1).tooltip(), "Tieout: 1 job could not be read");
    }
}
