//! The whole tour through the real window, with a picture of every stop.

use crate::demo::Demo;
use crate::desktop::{Album, dialog, dialog_gone, opened_links, press, run, visible_window};
use crate::notifications::Notifications;
use crate::secrets::{accounts, files_holding, in_keychain};
use crate::tray::Tray;
use crate::wait::until;
use crate::window::{Window, binary};
use std::path::PathBuf;

const JOB: &str = "24-101";
const TITLE: &str = "^Tieout$";

fn row(job: &str) -> String {
    format!("[data-slot=row][data-job-id='{job}']")
}

fn cell(job: &str, column: &str) -> String {
    format!("{} [data-slot={column}]", row(job))
}

/// Opens the demo company from the welcome screen and waits until every job was read.
async fn open_demo(window: &Window) {
    window.click("[data-slot=open-demo]").await;
    read_everything(window).await;
}

/// The footer says nothing of reading any more, and the job has its figures.
async fn read_everything(window: &Window) {
    until("every job to be read", async || {
        let reading = window.shows("[data-slot=reading]").await;
        (window.shows(&row(JOB)).await && !reading).then_some(())
    })
    .await;
    window.click("[data-slot=filter-all]").await;
    until("no job to be unread", async || {
        (window.count("[data-slot=status][data-kind=unread]").await == 0).then_some(())
    })
    .await;
}

#[tokio::test]
async fn tour() {
    let tray = Tray::put_up().await;
    let notifications = Notifications::listen().await;
    let (demo, ports) = Demo::on_free_ports();
    let mut album = Album::open("light");
    let window = Window::open(&ports, "light").await;

    // Welcome.
    window.text("[data-slot=open-demo]").await;
    album.take("welcome", "Welcome: the demo company, or accounts of one's own");
    open_demo(&window).await;
    album.take("budgets-all", "Budgets: every job of Ridgeline Builders");

    // Filter Synced, select.
    window.click("[data-slot=filter-synced]").await;
    until("the filter", async || {
        (window.count("[data-slot=status][data-kind=readyToImport]").await == 0).then_some(())
    })
    .await;
    album.take("budgets-synced", "Filter Estimates By: Synced");
    window.click(&cell(JOB, "job-id")).await;
    window.keys("\u{E007}").await;
    until("the lines", async || window.shows("[data-slot=lines-panel] [data-slot=line-row]").await.then_some(())).await;
    album.take("lines", "The lines of a job: what a re-import would do to each, and why");

    // Re-import, Cancel by Escape; then again, and Return presses the default, which is Cancel too.
    for key in ["Escape", "Return"] {
        window.click(&cell(JOB, "reimport-button")).await;
        dialog().await;
        if key == "Escape" {
            album.take("please-confirm", "Please Confirm: the keyboard's default is Cancel");
        }
        press(&[key]);
        dialog_gone().await;
        window.wait_for_text("[data-slot=ending][data-kind=declined]", "Nothing was changed").await;
    }
    assert_eq!(demo.writes().await, [""; 0], "Cancel sends nothing");

    // Re-import, OK: progress, then success.
    let before = window.text(&cell(JOB, "procore")).await;
    let acumatica = window.text(&cell(JOB, "acumatica")).await;
    assert_ne!(before, acumatica);
    demo.slow_down(1_500).await;
    window.click(&cell(JOB, "reimport-button")).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=progress]", "may take a few minutes").await;
    album.take("progress", "The import is in progress");
    demo.slow_down(0).await;
    window.wait_for_text("[data-slot=ending][data-kind=posted]", "Successfully re-imported to Procore").await;
    album.take("success", "Read back and proven to the cent");
    assert_eq!(window.text(&cell(JOB, "procore")).await, acumatica, "the totals are equal");
    assert_eq!(demo.writes().await.len(), 1, "one call for all lines");

    // The link leads to Procore's Budget page, which shows the new amount.
    window.click(&cell(JOB, "project-link")).await;
    let link = until("the link", async || opened_links().lines().next().map(str::to_owned)).await;
    assert!(link.starts_with(&demo.procore) && link.ends_with("/project/budgeting"), "{link}");
    assert!(demo.page(&link).await.contains(&acumatica), "{link} shows {acumatica}");

    // A failure: Procore is down for every write of another job.
    demo.fail("budget_line_items", 503).await;
    let other = drifted_job(&window).await;
    window.click(&cell(&other, "reimport-button")).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=ending][data-kind=voided]", "Nothing was changed in Procore").await;
    album.take("failure", "A failure says what did not happen and what to do next");
    demo.mend().await;

    // Closing keeps Tieout in the tray, said once; a re-import that ends meanwhile is notified.
    demo.slow_down(1_000).await;
    window.click(&cell(&other, "reimport-button")).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=progress]", "may take a few minutes").await;
    let id = until("the window", async || visible_window(TITLE)).await;
    run("xdotool", &["windowclose", &id]);
    until("the window to hide", async || visible_window(TITLE).is_none().then_some(())).await;
    notifications.wait_for("tray").await;
    demo.slow_down(0).await;
    notifications.wait_for("Successfully re-imported to Procore").await;
    album.take("notification", "The window is hidden; a notification tells the end");

    // The tray: its menu, and back to the window.
    assert_eq!(tray.menu().await, ["Open Tieout", "Check now", "Quit"]);
    assert!(tray.icon().await.contains("Tieout"), "the tray icon says what it is");
    tray.choose("Open Tieout").await;
    until("the window to come back", async || visible_window(TITLE)).await;
    let requests = demo.requests(&demo.acumatica).await.len();
    tray.choose("Check now").await;
    until("a check", async || (demo.requests(&demo.acumatica).await.len() > requests).then_some(())).await;

    // A second start raises the first window and ends by itself.
    let id = until("the window", async || visible_window(TITLE)).await;
    run("xdotool", &["windowminimize", "--sync", &id]);
    let second = std::process::Command::new(binary()).status().unwrap();
    assert!(second.success(), "{second}");
    until("the window to be raised", async || {
        let active = crate::desktop::said("xdotool", &["getactivewindow", "getwindowname"]);
        (active.trim() == "Tieout").then_some(())
    })
    .await;

    // Secrets are in the keychain and nowhere else.
    let secrets = in_keychain();
    assert_eq!(secrets.len(), 2, "{}", accounts());
    let source = window.source().await;
    assert!(secrets.iter().all(|secret| !source.contains(secret.as_str())), "a secret is in the window");
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
        let folder = PathBuf::from(std::env::var(folder).unwrap());
        assert_eq!(files_holding(&secrets, &folder), [""; 0], "a secret is in a file");
    }

    // Quit gives Acumatica its session back.
    tray.choose("Quit").await;
    until("the end", async || visible_window(TITLE).is_none().then_some(())).await;
    album.write_summary("Tieout's tour through the demo company");
}

/// The first job that drifted and can be re-imported.
async fn drifted_job(window: &Window) -> String {
    window.click("[data-slot=filter-drifted]").await;
    let css = "[data-slot=row]:has([data-slot=reimport-button]:not([aria-disabled=true])):not([data-job-id='24-101'])";
    let found = until("a drifted job", async || window.client.find(fantoccini::Locator::Css(css)).await.ok()).await;
    found.attr("data-job-id").await.unwrap().unwrap()
}
