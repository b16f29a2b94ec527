//! The whole page by the keyboard alone: what a person without a mouse does at month end.

use crate::desktop::{dialog, dialog_gone, press};
use crate::session::Session;
use crate::wait::until;

const DOWN: &str = "\u{E015}";
const UP: &str = "\u{E013}";
const HOME: &str = "\u{E011}";
const END: &str = "\u{E010}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const CONTROL_ENTER: &str = "\u{E009}\u{E007}\u{E000}";

async fn selected(session: &Session) -> Option<String> {
    session.window.attribute("[data-slot=row][aria-selected=true]", "data-job-id").await
}

async fn selects(session: &Session, job: &str) {
    until(&format!("{job} to be selected"), async || (selected(session).await.as_deref() == Some(job)).then_some(()))
        .await;
}

#[tokio::test]
async fn the_page_by_keyboard() {
    let session = Session::open("light").await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    let window = &session.window;

    // Search from anywhere, and back.
    window.keys("/").await;
    window.keys("harbor").await;
    window.wait_for_count("[data-slot=row]", 1).await;
    window.keys(ESCAPE).await;
    until("every row again", async || (window.count("[data-slot=row]").await > 1).then_some(())).await;

    // Through the table; an open panel follows.
    window.click("[data-slot=row][data-job-id='24-101'] [data-slot=job-id]").await;
    window.keys(DOWN).await;
    selects(&session, "24-107").await;
    window.keys(UP).await;
    selects(&session, "24-101").await;
    window.keys(ENTER).await;
    until("the lines", async || (window.count("[data-slot=line-row]").await > 0).then_some(())).await;
    window.keys(DOWN).await;
    let follows = async || {
        let shown = window.attribute("[data-slot=lines-panel]", "data-job-id").await;
        (shown.as_deref() == Some("24-107")).then_some(())
    };
    until("the panel to follow", follows).await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=lines-panel]", 0).await;
    window.keys(END).await;
    until("the last row", async || (selected(&session).await?.as_str() > "25").then_some(())).await;
    window.keys(HOME).await;
    selects(&session, "24-101").await;

    // A line is left, and the choice taken back.
    window.keys(ENTER).await;
    window.click("[data-slot=line-row] [data-slot=line-choice]").await;
    window.wait_for_count("[data-slot=line-row][data-outcome=left]", 1).await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    window.click("[data-slot=forget-choices]").await;
    window.wait_for_count("[data-slot=line-row][data-outcome=left]", 0).await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=lines-panel]", 0).await;

    // Re-import by Ctrl+Enter; the dialog's default is no.
    window.keys(CONTROL_ENTER).await;
    dialog().await;
    press(&["Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=ending][data-kind=declined]", "Nothing was changed").await;
    assert_eq!(session.demo.writes().await, [""; 0]);
    session.quit().await;
}
