//! The application in its window, with the demo company behind it, and the desktop around it that listens.

use crate::demo::Demo;
use crate::desktop::visible_window;
use crate::notifications::Notifications;
use crate::tray::Tray;
use crate::wait::until;
use crate::window::Window;

/// The selector of a job's cell.
pub fn cell(job: &str, column: &str) -> String {
    format!("[data-slot=row][data-job-id='{job}'] [data-slot={column}]")
}

/// The desktop's services and the running application.
pub struct Session {
    /// What hosts tray icons.
    pub tray: Tray,
    /// What was notified.
    pub notifications: Notifications,
    /// The demo company's two servers.
    pub demo: Demo,
    /// The running application.
    pub window: Window,
}

impl Session {
    /// Puts up a tray, listens to notifications, and starts the application with an appearance, `light` or `dark`.
    pub async fn open(appearance: &str) -> Self {
        Self::open_with(appearance, &[]).await
    }

    /// The same, and the demo company is looked at every so many seconds.
    pub async fn watched(appearance: &str, seconds: u32) -> Self {
        Self::open_with(appearance, &[format!("--demo-watch-seconds={seconds}")]).await
    }

    async fn open_with(appearance: &str, more: &[String]) -> Self {
        begin_the_demo_anew();
        let tray = Tray::put_up().await;
        let notifications = Notifications::listen().await;
        let (demo, ports) = Demo::on_free_ports();
        let window = Window::open(&[&ports, more].concat(), appearance).await;
        Self { tray, notifications, demo, window }
    }

    /// Waits until every job of the company was read.
    pub async fn read_everything(&self, a_job: &str) {
        self.window.text(&cell(a_job, "job-id")).await;
        self.window.wait_for_count("[data-slot=reading]", 0).await;
        self.window.wait_for_count("[data-slot=status][data-kind=unread]", 0).await;
    }

    /// Quit ends the program, and gives Acumatica its session back.
    pub async fn quit(self) {
        self.tray.choose("Quit").await;
        until("the end", async || visible_window("^Tieout$").is_none().then_some(())).await;
    }

    /// Presses a job's Re-import once it can be pressed.
    pub async fn press_reimport(&self, job: &str) {
        let button = cell(job, "reimport-button");
        self.window.click(&format!("{button}[aria-disabled=false]")).await;
    }
}

/// The demo company keeps its books between starts, and each test begins with the same ones.
fn begin_the_demo_anew() {
    let data = std::env::var("XDG_DATA_HOME").unwrap();
    let demo = std::path::Path::new(&data).join("app.tieout.desktop/demo");
    if demo.exists() {
        std::fs::remove_dir_all(demo).unwrap();
    }
}
