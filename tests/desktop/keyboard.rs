//! The whole page by the keyboard alone: what a person without a mouse does at month end.

use test_desktop::desktop::{dialog, dialog_gone, press};
use test_desktop::session::Session;
use test_desktop::wait::until;
use test_desktop::window::Window;

const DOWN: &str = "\u{E015}";
const UP: &str = "\u{E013}";
const HOME: &str = "\u{E011}";
const END: &str = "\u{E010}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const CONTROL_PLUS: &str = "\u{E009}+\u{E000}";
const CONTROL_ZERO: &str = "\u{E009}0\u{E000}";
const CONTROL_ENTER: &str = "\u{E009}\u{E007}\u{E000}";

const TAB: &str = "\u{E004}";
const SHIFT_TAB: &str = "\u{E008}\u{E004}\u{E000}";
const F6: &str = "\u{E036}";
const F7: &str = "\u{E037}";
/// More than there are controls before the first row.
const TABS_MAX: usize = 40;

/// Something has the keyboard: nobody has to reach for the mouse.
async fn somebody_has_the_keyboard(window: &Window, after: &str) {
    until(&format!("somebody to have the keyboard after {after}"), async || {
        let has = window.client.execute("return document.activeElement !== document.body", Vec::new()).await.ok()?;
        has.as_bool()?.then_some(())
    })
    .await;
}

/// Presses a key until an element has the keyboard.
async fn go_to(window: &Window, key: &str, css: &str) {
    let has = "return document.activeElement.matches(arguments[0])";
    for _ in 0..TABS_MAX {
        if window.client.execute(has, vec![css.into()]).await.unwrap() == true {
            return;
        }
        window.keys(key).await;
    }
    panic!("{css} is not reached by {key:?}");
}

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

/// Filter, look, compare, choose, re-import, and on to the next: the mouse is not touched, and the keyboard is never lost.
#[tokio::test]
async fn the_month_end_by_keyboard_alone() {
    let session = Session::open("light").await;
    let window = &session.window;
    window.text("[data-slot=open-demo]").await;
    go_to(window, TAB, "[data-slot=open-demo]").await;
    window.keys(ENTER).await;
    session.read_everything("24-101").await;
    somebody_has_the_keyboard(window, "opening the demo").await;

    go_to(window, SHIFT_TAB, "[data-slot=filter-drifted]").await;
    window.keys(" ").await;
    window.wait_for_count("[data-slot=filter-drifted][aria-pressed=true]", 1).await;
    window.keys("/").await;
    window.keys(DOWN).await;
    somebody_has_the_keyboard(window, "leaving the search").await;
    let first = until("a job to be selected", async || selected(&session).await).await;

    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
    somebody_has_the_keyboard(window, "looking at the lines").await;
    window.keys(ENTER).await;
    window.text("[data-slot=comparison-grid] [data-slot=line-row]").await;
    somebody_has_the_keyboard(window, "comparing").await;
    window.keys(F7).await;
    window.wait_for_count("[data-slot=line-row].active", 1).await;
    window.keys(" ").await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    somebody_has_the_keyboard(window, "choosing").await;

    window.wait_for_count("[data-slot=reimport-main][aria-disabled=false]", 1).await;
    window.keys(CONTROL_ENTER).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.text(&format!("[data-slot=ending][data-job-id='{first}']")).await;
    somebody_has_the_keyboard(window, "the re-import").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=comparison]", 0).await;
    somebody_has_the_keyboard(window, "going back").await;

    // What was said is put away, and the next job is looked at.
    go_to(window, F6, "[data-slot=messages] button").await;
    go_to(window, TAB, "[data-slot=put-away]").await;
    window.keys(ENTER).await;
    window.wait_for_count("[data-slot=ending]", 0).await;
    somebody_has_the_keyboard(window, "putting the message away").await;
    // Through the parts of the window, and round again.
    for part in ["[data-slot=footer] button", "nav [aria-current]", "[data-slot=budgets-grid]"] {
        go_to(window, F6, part).await;
    }
    window.keys("/").await;
    window.keys(DOWN).await;
    window.keys(DOWN).await;
    until("the next job to be selected", async || (selected(&session).await? != first).then_some(())).await;
    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
    somebody_has_the_keyboard(window, "looking at the next").await;

    larger_and_back(window).await;
    session.quit().await;
}

/// Larger letters and back, and the keys on their map.
async fn larger_and_back(window: &Window) {
    let wide = async || window.client.execute("return window.innerWidth", Vec::new()).await.ok()?.as_u64();
    let usual = wide().await.unwrap();
    window.keys(CONTROL_PLUS).await;
    until("larger text", async || (wide().await? < usual).then_some(())).await;
    window.keys(CONTROL_ZERO).await;
    until("text as it was made", async || (wide().await? == usual).then_some(())).await;
    window.keys("?").await;
    window.wait_for_text("[data-slot=keys]", "Re-import the job").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=keys]", 0).await;
    somebody_has_the_keyboard(window, "the keys").await;
}

/// Who needs larger letters needs them tomorrow too.
#[tokio::test]
async fn the_size_of_drawing_is_kept_over_a_restart() {
    // Larger letters leave room for fewer pixels of the page.
    let drawn = async |session: &Session, percent: u64| {
        let (width, _) = session.window.client.get_window_size().await.unwrap();
        until(&format!("{percent} %"), async || {
            let inner = session.window.client.execute("return innerWidth", Vec::new()).await.ok()?.as_u64()?;
            inner.abs_diff(width * 100 / percent).le(&1).then_some(())
        })
        .await;
    };
    let session = Session::open("light").await;
    session.window.text("[data-slot=open-demo]").await;
    drawn(&session, 100).await;
    for _ in 0..3 {
        session.window.keys(CONTROL_PLUS).await;
    }
    drawn(&session, 150).await;
    session.quit().await;
    let session = Session::open("light").await;
    session.window.text("[data-slot=open-demo]").await;
    drawn(&session, 150).await;
    session.window.keys(CONTROL_ZERO).await;
    drawn(&session, 100).await;
    session.quit().await;
}
