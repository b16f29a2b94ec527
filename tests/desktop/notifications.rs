//! What is sent to the notification service, overheard on the session bus.

use crate::bus::call;
use crate::wait::until;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Takes what is shown off the screen.
pub fn put_away() {
    call(
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.dunstproject.cmd0.NotificationCloseAll",
        &[],
    );
}

/// Listens until it is dropped.
pub struct Notifications {
    monitor: Child,
    heard: PathBuf,
}

impl Drop for Notifications {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}

impl Notifications {
    /// Starts listening, and waits until it hears.
    pub async fn listen() -> Self {
        let heard = PathBuf::from(std::env::var("TIEOUT_SESSION").unwrap()).join("notifications");
        let monitor = Command::new("dbus-monitor")
            .args(["--session", "interface='org.freedesktop.Notifications',member='Notify'"])
            .stdout(Stdio::from(File::create(&heard).unwrap()))
            .spawn()
            .unwrap();
        let notifications = Self { monitor, heard };
        // The monitor prints its own first signal once it is connected.
        until("the bus monitor", async || (!notifications.all().is_empty()).then_some(())).await;
        notifications
    }

    /// Everything heard so far.
    pub fn all(&self) -> String {
        std::fs::read_to_string(&self.heard).unwrap_or_default()
    }

    /// Does what a click on the first notification on the screen does: there is one only while notifications are listened to.
    pub fn choose_first(&self) {
        call(
            "org.freedesktop.Notifications",
            "/org/freedesktop/Notifications",
            "org.dunstproject.cmd0.NotificationAction",
            &["0"],
        );
    }

    /// Waits for a notification that holds this text.
    pub async fn wait_for(&self, text: &str) {
        until(&format!("a notification with {text:?}"), async || self.all().contains(text).then_some(())).await;
    }
}
