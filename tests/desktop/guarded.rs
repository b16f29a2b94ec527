//! What the window must not become, who may look into what it keeps, and how it ends when the system says so.

use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use test_desktop::desktop::{Album, dialog, dialog_gone, press, run, said, visible_window};
use test_desktop::session::Session;
use test_desktop::wait::until;

/// What the log says when the window is asked to show another page.
const REFUSED: &str = "the window does not leave its own pages";

fn data_folder() -> PathBuf {
    Path::new(&std::env::var("XDG_DATA_HOME").unwrap()).join("app.tieout.desktop")
}

/// Everything that was logged so far.
fn log() -> String {
    let files = std::fs::read_dir(data_folder().join("logs")).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

async fn logged(sentence: &str, already: usize, why: &str) {
    let more = async || (log().matches(sentence).count() > already).then_some(());
    until(&format!("{sentence:?} in the log after {why}"), more).await;
}

/// What Tieout itself keeps below a folder, with the rights that others have.
fn open_to_others(folder: &Path) -> Vec<String> {
    let ours = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("journal.sqlite3") || name.ends_with(".log") || name.ends_with(".lock")
    };
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let paths: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        if folder == data_folder() || paths.iter().any(|path| ours(path)) {
            found.push(folder);
        }
        folders.extend(paths.iter().filter(|path| path.is_dir()).cloned());
        found.extend(paths.into_iter().filter(|path| ours(path)));
    }
    assert!(found.len() > 6, "two journals, a log and their folders: {found:?}");
    let mode = |path: &Path| path.metadata().map_or(0, |found| found.permissions().mode() & 0o777);
    found.retain(|path| mode(path) & 0o077 != 0);
    found.iter().map(|path| format!("{} {:o}", path.display(), mode(path))).collect()
}

#[tokio::test]
async fn the_window_stays_tieouts_and_what_it_keeps_the_users() {
    let session = Session::open("light").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    let client = &session.window.client;
    let own = client.current_url().await.unwrap();

    // A page that is there and answers, as one dropped on the window would be.
    let page = json!(session.demo.procore);
    for way in
        ["location.assign(arguments[0])", "Object.assign(document.createElement('a'), { href: arguments[0] }).click()"]
    {
        let already = log().matches(REFUSED).count();
        client.execute(way, vec![page.clone()]).await.unwrap();
        logged(REFUSED, already, way).await;
        assert_eq!(client.current_url().await.unwrap(), own, "{way}");
    }
    let opened = client.execute("return window.open(arguments[0]) !== null", vec![page]).await.unwrap();
    assert_eq!((opened, client.windows().await.unwrap().len()), (json!(false), 1));
    session.window.click("[data-slot=nav-connections]").await;
    session.window.text("[data-slot=connection-row]").await;

    assert_eq!(open_to_others(&data_folder()), [""; 0]);
    session.quit().await;
}

/// A selection that is dragged over the window's lower edge scrolls what it is over, and never the window itself.
#[tokio::test]
async fn nothing_scrolls_the_window_away() {
    let session = Session::open("light").await;
    let window = &session.window;
    window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    window.click("[data-slot=filter-all]").await;
    let id = until("the window", async || visible_window("^Tieout$")).await;
    let (width, height) = window.client.get_window_size().await.unwrap();
    let hand = |arguments: &[&str]| drop(run("xdotool", arguments));
    let over = |x: u64, y: u64| hand(&["mousemove", "--window", &id, &x.to_string(), &y.to_string()]);
    for x in [width / 2, width / 4] {
        over(x, height / 2);
        hand(&["mousedown", "1"]);
        // It scrolls while the mouse is held there and moved: as long as a hand would hold it.
        for step in 0..40 {
            over(x + step % 2, height + 20 + step);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        hand(&["mouseup", "1"]);
        let scrolled = "const all = [document.scrollingElement, document.body, document.querySelector('#app')];
            return all.map((one) => one.scrollTop + one.scrollLeft)";
        assert_eq!(window.client.execute(scrolled, Vec::new()).await.unwrap(), json!([0, 0, 0]));
    }
    Album::open().take("after-a-drag", "A selection dragged over the lower edge: the window stays").await;
    session.quit().await;
}

#[tokio::test]
async fn a_signal_ends_the_program_while_it_asks_whether_to_quit() {
    let session = Session::open("light").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    session.press_reimport("24-101").await;
    dialog().await;
    // Longer than the test: the re-import does not end before the program.
    session.demo.slow_down(60_000).await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.text("[data-slot=progress]").await;
    let window = until("the window", async || visible_window("^Tieout$")).await;
    let process = said("xdotool", &["getwindowpid", &window]).trim().to_owned();

    session.tray.choose("Quit").await;
    dialog().await;
    // Return is Cancel here as well.
    press(&["Return"]);
    dialog_gone().await;
    session.tray.choose("Quit").await;
    dialog().await;
    let ended = log().matches("Tieout ends").count();
    run("kill", &["-TERM", &process]);
    logged("Tieout ends", ended, "a signal").await;
    until("the end", async || visible_window("^Tieout$").is_none().then_some(())).await;
}

#[tokio::test]
async fn the_question_before_quitting_goes_when_the_reimport_has_ended() {
    let session = Session::open("light").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    session.press_reimport("24-101").await;
    dialog().await;
    session.demo.slow_down(1_500).await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.text("[data-slot=progress]").await;
    session.tray.choose("Quit").await;
    until("the question", async || visible_window("^Quit Tieout.$")).await;
    Album::open().take("quitting", "A re-import runs: whether to quit is asked, and the question goes with it").await;
    // Nobody answers, and the program stays.
    dialog_gone().await;
    session.window.wait_for_count("[data-slot=progress]", 0).await;
    assert!(visible_window("^Tieout$").is_some());
    session.demo.slow_down(0).await;
    session.quit().await;
}
