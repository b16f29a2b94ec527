//! The whole tour through the real window, with a picture of every stop; and, each on a desktop of its own, stops in the dark and a failure.

use test_desktop::browser::Browser;
use test_desktop::desktop::{
    Album, TITLE, close_window, dialog, dialog_gone, link, opened_links, press, run, said, visible_window, window_back,
};
use test_desktop::session::{Session, cell};
use test_desktop::wait::until;

/// A job that drifted, and can be re-imported.
const JOB: &str = "24-101";
/// Another one.
const OTHER_JOB: &str = "24-118";

#[tokio::test]
async fn tour() {
    let mut album = Album::open();
    let session = Session::open("light").await;
    welcome(&session, &mut album).await;
    filter_synced(&session, &mut album).await;
    see_the_lines(&session, &mut album).await;
    decline(&session, &mut album).await;
    reimport(&session, &mut album).await;
    follow_the_link(&session).await;
    see_connections(&session, &mut album).await;
    close_and_be_notified(&session, &mut album).await;
    use_the_tray(&session).await;
    start_again(&session).await;
    look_for_secrets(&session).await;
    session.quit().await;
    album.write_summary("tour", "Tieout's tour through the demo company");
}

async fn welcome(session: &Session, album: &mut Album) {
    session.window.text("[data-slot=open-demo]").await;
    album.take("welcome", "Welcome: the demo company, or accounts of one's own").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything(JOB).await;
    album.take("budgets", "Budgets: every job of Ridgeline Builders").await;
}

async fn filter_synced(session: &Session, album: &mut Album) {
    session.window.click("[data-slot=filter-synced]").await;
    session.window.wait_for_count("[data-slot=status][data-kind=readyToImport]", 0).await;
    album.take("synced", "Filter Estimates By: Synced").await;
}

async fn see_the_lines(session: &Session, album: &mut Album) {
    session.window.click(&cell(JOB, "job-id")).await;
    session.window.keys("\u{E007}").await;
    session.window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
    album.take("lines", "The lines of a job: what a re-import would do to each, and why").await;
}

/// Cancel by Escape, and by Return, for the dialog's default is Cancel.
async fn decline(session: &Session, album: &mut Album) {
    for key in ["Escape", "Return"] {
        session.press_reimport(JOB).await;
        dialog().await;
        if key == "Escape" {
            album.take("please-confirm", "Please Confirm: the keyboard's default is Cancel").await;
        }
        press(&[key]);
        dialog_gone().await;
        session.window.wait_for_text("[data-slot=ending][data-kind=declined]", "Nothing was changed").await;
    }
    assert_eq!(session.demo.writes().await, [""; 0], "Cancel sends nothing");
}

async fn reimport(session: &Session, album: &mut Album) {
    let acumatica = session.window.text(&cell(JOB, "acumatica")).await;
    assert_ne!(session.window.text(&cell(JOB, "procore")).await, acumatica);
    session.press_reimport(JOB).await;
    dialog().await;
    session.demo.slow_down(2_000).await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.wait_for_text("[data-slot=progress]", "may take a few minutes").await;
    album.take("progress", "The import is in progress").await;
    session.demo.slow_down(0).await;
    session.window.wait_for_text("[data-slot=ending][data-kind=posted]", "Successfully re-imported to Procore").await;
    let totals_agree = async || (session.window.text(&cell(JOB, "procore")).await == acumatica).then_some(());
    until("equal totals", totals_agree).await;
    album.take("success", "Read back and proven to the cent").await;
    assert_eq!(session.demo.writes().await.len(), 1, "one call for all lines");
}

/// Procore's Budget page shows the new amount.
async fn follow_the_link(session: &Session) {
    let acumatica = session.window.text(&cell(JOB, "acumatica")).await;
    let opened = opened_links().lines().count();
    session.window.click(&cell(JOB, "project-link")).await;
    let link = link(opened).await;
    assert!(link.starts_with(&session.demo.procore) && link.ends_with("/project/budgeting"), "{link}");
    Browser::open(&link).await.wait_for(&acumatica).await;
}

/// Procore is down for every write, and well again afterwards. It is asked several times before that is said.
#[tokio::test]
async fn tour_of_a_failure() {
    let album = &mut Album::open();
    let session = Session::open("light").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything(JOB).await;
    session.demo.fail("budget_line_items", 503).await;
    session.press_reimport(JOB).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    // The lines were on their way when Procore failed: nobody knows yet that they do not arrive.
    session.window.wait_for_text("[data-slot=ending][data-kind=notKnownYet]", "is not known yet").await;
    album.take("failure", "A failure says what is known, what is not, and what to do next").await;
    // Once Procore is well again, the same re-import goes through.
    session.demo.mend().await;
    session.press_reimport(JOB).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.wait_for_text("[data-slot=ending][data-kind=posted]", "Successfully re-imported to Procore").await;
    session.quit().await;
    album.write_summary("failure", "Procore is down in the middle of a re-import");
}

/// Closing keeps Tieout in the tray, said once; a re-import that ends meanwhile is notified.
async fn close_and_be_notified(session: &Session, album: &mut Album) {
    session.press_reimport(OTHER_JOB).await;
    dialog().await;
    session.demo.slow_down(1_000).await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.wait_for_text("[data-slot=progress]", "may take a few minutes").await;
    close_window().await;
    session.notifications.wait_for("It looks at your jobs every 2 hours").await;
    session.demo.slow_down(0).await;
    session.notifications.wait_for("Successfully re-imported to Procore").await;
    album.take("notification", "The window is closed; a notification tells the end").await;
}

async fn use_the_tray(session: &Session) {
    let menu = session.tray.menu().await;
    assert!(menu[0].contains("out of balance. Looked "), "{menu:?}");
    assert_eq!(menu[1..], ["Open Tieout", "Check now", "Pause watching", "Quit"]);
    let icon = session.tray.icon().await;
    assert!(icon.contains("'Title': <'Tieout'>"), "the tray icon says what it is: {icon}");
    session.tray.choose("Open Tieout").await;
    window_back().await;
    let requests = session.demo.requests(&session.demo.acumatica).await.len();
    session.tray.choose("Check now").await;
    let asked = async || (session.demo.requests(&session.demo.acumatica).await.len() > requests).then_some(());
    until("a check", asked).await;
}

/// A second start raises the first window and ends by itself.
async fn start_again(_: &Session) {
    let id = until("the window", async || visible_window(TITLE)).await;
    run("xdotool", &["windowminimize", "--sync", &id]);
    let second = std::process::Command::new(test_desktop::window::binary()).status().unwrap();
    assert!(second.success(), "{second}");
    let active = || said("xdotool", &["getactivewindow", "getwindowname"]);
    until("the window to be raised", async || (active().trim() == "Tieout").then_some(())).await;
}

/// Secrets are in the keychain and nowhere else.
async fn look_for_secrets(session: &Session) {
    let secrets = crate::secrets::in_keychain();
    assert_eq!(secrets.len(), 2, "{}", crate::secrets::accounts());
    let source = session.window.source().await;
    assert!(secrets.iter().all(|secret| !source.contains(secret.as_str())), "a secret is in the window");
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
        let folder = std::env::var(folder).unwrap();
        let holding = crate::secrets::files_holding(&secrets, folder.as_ref());
        assert_eq!(holding, [""; 0], "a secret is in a file");
    }
}

/// The list, and a form that says which field is wrong.
async fn see_connections(session: &Session, album: &mut Album) {
    session.window.click("[data-slot=nav-connections]").await;
    session.window.click("[data-slot=connection-row] [data-slot=test-connection]").await;
    session.window.text("[data-slot=check][data-name='May re-import'][data-result=passed]").await;
    session.window.wait_for_count("[data-slot=check][data-result=failed]", 0).await;
    album.take("connections", "Connections, and the test of one: every question the work depends on").await;
    session.window.click("[data-slot=connect-accounts]").await;
    session.window.fill("input[name=acumaticaUrl]", "http://erp.example.com").await;
    session.window.click("[data-slot=connect]").await;
    session.window.wait_for_text("[data-slot=field-problem]", "https://").await;
    album.take("connect", "Connect accounts: where each value is found, and which one is wrong").await;
    session.window.click("[data-slot=nav-budgets]").await;
}

/// Stops again, with the system's dark appearance.
#[tokio::test]
async fn tour_in_the_dark() {
    let album = &mut Album::open();
    let session = Session::open("dark").await;
    test_desktop::notifications::put_away();
    session.window.text("[data-slot=open-demo]").await;
    album.take("welcome-dark", "Welcome, dark").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything(JOB).await;
    album.take("budgets-dark", "Budgets, dark").await;
    session.window.click(&cell(JOB, "job-id")).await;
    session.window.keys("\u{E007}").await;
    session.window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
    album.take("lines-dark", "The lines of a job, dark").await;
    session.press_reimport(JOB).await;
    dialog().await;
    album.take("please-confirm-dark", "Please Confirm, dark").await;
    session.demo.slow_down(2_000).await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    session.window.wait_for_text("[data-slot=progress]", "may take a few minutes").await;
    album.take("progress-dark", "The import is in progress, dark").await;
    session.demo.slow_down(0).await;
    session.window.text("[data-slot=ending][data-kind=posted]").await;
    album.take("success-dark", "Proven, dark").await;
    session.quit().await;
    album.write_summary("dark", "Tieout's tour in the dark");
}
