//! The hands and eyes on the desktop: other windows, keys, pictures, opened links.

use crate::places::left;
use crate::wait::until;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::Duration;

/// The titles of the native dialogs: before a re-import, and before quitting in the middle of one.
const DIALOG: &str = "^(Please Confirm|Quit Tieout.)$";

/// The title of Tieout's window.
pub const TITLE: &str = "^Tieout$";

/// A picture is taken when two looks are alike; where something keeps moving, after so many.
const LOOKS_MAX: usize = 8;
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

/// Runs a program and gives its output; it must be there, but it may fail.
pub fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// The standard output of a program.
pub fn said(program: &str, arguments: &[&str]) -> String {
    String::from_utf8_lossy(&run(program, arguments).stdout).into_owned()
}

/// The number of a visible window whose title matches.
pub fn visible_window(title: &str) -> Option<String> {
    said("xdotool", &["search", "--onlyvisible", "--name", title]).lines().next().map(str::to_owned)
}

/// Waits for the confirm dialog and gives it the keyboard.
pub async fn dialog() {
    let window = until("the confirm dialog", async || visible_window(DIALOG)).await;
    run("xdotool", &["windowactivate", "--sync", &window]);
}

/// Waits until the dialog is gone.
pub async fn dialog_gone() {
    until("the confirm dialog to go", async || visible_window(DIALOG).is_none().then_some(())).await;
}

/// Closes the window by the keyboard: it goes to the tray.
pub async fn close_window() {
    let window = until("the window", async || visible_window(TITLE)).await;
    run("xdotool", &["windowactivate", "--sync", &window]);
    press(&["alt+F4"]);
    until("the window to hide", async || visible_window(TITLE).is_none().then_some(())).await;
}

/// Waits until the window is there again.
pub async fn window_back() {
    until("the window to come back", async || visible_window(TITLE)).await;
}

/// Presses keys one after the other, as the window with the keyboard gets them.
pub fn press(keys: &[&str]) {
    for key in keys {
        run("xdotool", &["key", "--clearmodifiers", key]);
    }
}

/// The links that were opened so far.
pub fn opened_links() -> String {
    std::fs::read_to_string(std::env::var("TIEOUT_OPENED_LINKS").unwrap()).unwrap()
}

/// The link that is opened after so many others.
pub async fn link(others: usize) -> String {
    until("a link to be opened", async || opened_links().lines().nth(others).map(str::to_owned)).await
}

/// A picture of the screen for whoever looks into a failure.
pub fn last_look() -> PathBuf {
    // Several desktops may be at work, each with a number of its own.
    let screen = std::env::var("DISPLAY").unwrap_or_default().replace(':', "-");
    let picture = left(&format!("desktop-failure{screen}.png"));
    run("import", &["-window", "root", &picture.display().to_string()]);
    picture
}

/// A folder of numbered pictures of the whole screen, and the page that says what they show.
pub struct Album {
    folder: PathBuf,
    captions: Vec<(String, String)>,
}

impl Album {
    /// The folder the tour was asked to fill; below the target folder otherwise.
    pub fn open() -> Self {
        let folder = std::env::var_os("TIEOUT_TOUR_FOLDER").map_or_else(|| left("desktop"), PathBuf::from);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, captions: Vec::new() }
    }

    /// Takes a picture of the screen once it stands still: what the web view knows is not painted yet.
    pub async fn take(&mut self, name: &str, caption: &str) {
        let file = format!("{:02}-{name}.png", self.captions.len() + 1);
        let path = self.folder.join(&file);
        let mut last = Vec::new();
        for _ in 0..LOOKS_MAX {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let taken = run("import", &["-window", "root", path.to_str().unwrap()]);
            assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
            let picture = std::fs::read(&path).unwrap();
            if picture == last {
                break;
            }
            last = picture;
        }
        self.captions.push((file, caption.to_owned()));
    }

    /// Writes the summary, a page of this name.
    pub fn write_summary(&self, page: &str, title: &str) {
        let pictures = self.captions.iter().map(|(file, caption)| format!("## {caption}\n\n![{caption}]({file})\n"));
        let text = format!("# {title}\n\n{}", pictures.collect::<Vec<_>>().join("\n"));
        std::fs::write(self.folder.join(page).with_extension("md"), text).unwrap();
    }
}
