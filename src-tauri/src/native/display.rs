//! Whether there is a screen to open a window on, and under which name the desktop knows this program.

/// On Linux the toolkit panics without one, in words for programmers; so it is asked first.
#[cfg(target_os = "linux")]
pub(crate) fn check() -> Result<(), String> {
    // The tray and the task list would show the file's name.
    gtk::glib::set_application_name("Tieout");
    gtk::init().map_err(|_| {
        "Tieout needs a graphical desktop, and none answers here (no DISPLAY or WAYLAND_DISPLAY that works).\n\
         Start it from a desktop session."
            .to_owned()
    })
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux it can fail")]
pub(crate) fn check() -> Result<(), String> {
    Ok(())
}
