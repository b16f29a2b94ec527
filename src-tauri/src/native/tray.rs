//! The tray icon: whether everything ties out, and the way back to the window.

#[cfg(target_os = "linux")]
mod host;

use crate::native::{menu, window};
use std::sync::{Mutex, PoisonError};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry, include_image};
use tieout::{Attention, Glance, counted};

const ID: &str = "main";

/// What the icon says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Face {
    /// Everything ties out, or nothing is open.
    Agrees,
    /// Jobs are out of balance.
    Drifted,
    /// Jobs could not be read.
    NeedsYou,
}

impl Face {
    /// What cannot be read needs the user more than what drifted: it may have drifted too.
    fn of(attention: Attention) -> Self {
        // Every field is named: whatever else may be wrong must not be passed over as agreement.
        match attention {
            Attention { needs_you: 1.., .. } => Self::NeedsYou,
            Attention { drifted: 1.., .. } => Self::Drifted,
            Attention { needs_you: 0, drifted: 0 } => Self::Agrees,
        }
    }

    fn icon(self) -> Image<'static> {
        match self {
            Self::Agrees => include_image!("../icons/tray/agrees-32.png"),
            Self::Drifted => include_image!("../icons/tray/drifted-32.png"),
            Self::NeedsYou => include_image!("../icons/tray/needs-you-32.png"),
        }
    }
}

/// The tray as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Said {
    face: Face,
    /// How many jobs want to be looked at.
    jobs: String,
    /// When Tieout looked and looks next; empty where nothing is open.
    times: String,
    paused: bool,
}

impl Said {
    fn of(glance: Option<Glance>) -> Self {
        let Some(Glance { attention, paused, times }) = glance else {
            return Self {
                face: Face::Agrees,
                jobs: "No company is open".to_owned(),
                times: String::new(),
                paused: false,
            };
        };
        let Attention { drifted, needs_you } = attention;
        let drifted = (drifted > 0).then(|| format!("{} out of balance", counted(drifted, "job")));
        let needs_you = (needs_you > 0).then(|| format!("{} could not be read", counted(needs_you, "job")));
        let jobs: Vec<String> = drifted.into_iter().chain(needs_you).collect();
        let jobs = if jobs.is_empty() { "No job is out of balance".to_owned() } else { jobs.join(", ") };
        Self { face: Face::of(attention), jobs, times, paused }
    }

    /// Shown by Windows and macOS; the status notifier of Linux desktops is not given one by the tray library, so the menu says it too.
    fn tooltip(&self) -> String {
        let lines = [format!("Tieout: {}", self.jobs), self.times.clone()];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn line(&self) -> String {
        [self.jobs.as_str(), self.times.as_str()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(". ")
    }

    const fn pause_item(&self) -> &'static str {
        if self.paused { "Resume watching" } else { "Pause watching" }
    }

    /// Something is open that can be checked and watched.
    const fn is_open(&self) -> bool {
        !self.times.is_empty()
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
    let said = Said::of(None);
    let item = |id: &str, text: &str, enabled: bool| MenuItem::with_id(app, id, text, enabled, None::<&str>);
    let items = Items {
        line: item(menu::LINE, &said.line(), false)?,
        check: item(menu::CHECK, "Check now", said.is_open())?,
        pause: item(menu::PAUSE, said.pause_item(), said.is_open())?,
    };
    let (open, quit) = (item(menu::OPEN, "Open Tieout", true)?, item(menu::QUIT, "Quit", true)?);
    let whole = Menu::with_items(app, &[&items.line, &open, &items.check, &items.pause, &quit])?;
    TrayIconBuilder::with_id(ID)
        .icon(said.face.icon())
        .tooltip(said.tooltip())
        .menu(&whole)
        // The left button opens the window; on Linux every click opens the menu, for its status notifier knows no other.
        .show_menu_on_left_click(false)
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
                window::show(tray.app_handle());
            }
        })
        .build(app)?;
    app.manage(Shown { said: Mutex::new(said), items });
    Ok(())
}

/// What is shown. Kept, because every icon that is set is written to a file first where Linux desktops look for it, and a menu that is
/// written anew closes under the pointer.
struct Shown {
    said: Mutex<Said>,
    items: Items,
}

/// The items of the menu that change.
struct Items {
    line: MenuItem<Wry>,
    check: MenuItem<Wry>,
    pause: MenuItem<Wry>,
}

/// Shows what the books and the watch say now.
pub(crate) fn show(app: &AppHandle, glance: Option<Glance>) {
    let (Some(tray), Some(shown)) = (app.tray_by_id(ID), app.try_state::<Shown>()) else { return };
    let said = Said::of(glance);
    let before = std::mem::replace(&mut *shown.said.lock().unwrap_or_else(PoisonError::into_inner), said.clone());
    if let Err(error) = change(&tray, &shown.items, &before, &said) {
        tracing::warn!(%error, "the tray icon could not be changed");
    }
}

fn change(tray: &TrayIcon, items: &Items, before: &Said, now: &Said) -> tauri::Result<()> {
    if before.face != now.face {
        tray.set_icon(Some(now.face.icon()))?;
    }
    if before.tooltip() != now.tooltip() {
        tray.set_tooltip(Some(now.tooltip()))?;
        items.line.set_text(now.line())?;
    }
    if before.pause_item() != now.pause_item() {
        items.pause.set_text(now.pause_item())?;
    }
    if before.is_open() != now.is_open() {
        items.check.set_enabled(now.is_open())?;
        items.pause.set_enabled(now.is_open())?;
    }
    Ok(())
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
    fn the_icon_says_the_worst_and_its_words_say_all() {
        let said = |drifted, needs_you| {
            let times = "Looked 12:20, looks next 14:20".to_owned();
            Said::of(Some(Glance { attention: Attention { drifted, needs_you }, paused: false, times }))
        };
        let face = |drifted, needs_you| said(drifted, needs_you).face;
        assert_eq!((face(0, 0), face(7, 0), face(7, 1)), (Face::Agrees, Face::Drifted, Face::NeedsYou));
        assert_eq!(Said::of(None).tooltip(), "Tieout: No company is open");
        let tooltip = |drifted, needs_you| said(drifted, needs_you).tooltip();
        assert_eq!(tooltip(0, 0), "Tieout: No job is out of balance\nLooked 12:20, looks next 14:20");
        assert!(tooltip(1, 0).starts_with("Tieout: 1 job out of balance\n"));
        assert!(tooltip(7, 1).starts_with("Tieout: 7 jobs out of balance, 1 job could not be read\n"));
        assert_eq!(said(1, 0).line(), "1 job out of balance. Looked 12:20, looks next 14:20");
    }

    #[test]
    fn watching_is_paused_and_resumed_by_the_same_item() {
        let item = |paused| {
            let glance = Glance { attention: Attention::default(), paused, times: "Paused".to_owned() };
            Said::of(Some(glance)).pause_item()
        };
        assert_eq!((item(false), item(true)), ("Pause watching", "Resume watching"));
    }
}
