//! A job whose books stay apart after its re-import is not green; its differences are accepted with a reason, and are out of balance again
//! when they are taken back.

use crate::desktop::{Album, dialog, dialog_gone, press};
use crate::session::{Session, cell};
use crate::window::Window;

const ENTER: &str = "\u{E007}";
/// Of the demo company: four lines of it only Procore has.
const JOB: &str = "24-160";
const APART: &str = "Procore is still $88,340.18 above Acumatica: 4 lines that only Procore has.";
const ITEMS: &str = "[data-slot=line-row] [data-slot=take-back]";

#[tokio::test]
async fn what_stays_apart_is_not_green_until_it_is_accepted() {
    let mut album = Album::open();
    let session = Session::open("light").await;
    let window = &session.window;
    window.click("[data-slot=open-demo]").await;
    session.read_everything(JOB).await;
    window.click("[data-slot=filter-drifted]").await;
    session.press_reimport(JOB).await;
    dialog().await;
    album.take("dialog-stays-apart", "The dialog says what stays out of balance").await;
    press(&["Right", "Return"]);
    dialog_gone().await;

    // Proven, and not green: the message, the row and the sum say so, and the job stays in its place.
    window.wait_for_text(&format!("[data-slot=ending][data-job-id='{JOB}'][data-kind=stillDiffers]"), APART).await;
    window.wait_for_text(&cell(JOB, "out-of-balance"), "+88,340.18").await;
    window.wait_for_text(&cell(JOB, "stays"), "4 lines only in Procore").await;
    window.wait_for_count(&status("outOfBalance"), 1).await;
    let sum = window.text("[data-slot=sum]").await;
    assert!(!sum.contains("with"), "nothing is accepted yet: {sum}");

    // Every line of it is accepted at once, with a reason.
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel]").await;
    window.keys(ENTER).await;
    window.wait_for_text("[data-slot=out-of-balance]", "+88,340.18").await;
    window.click("[data-slot=comparison-filter-problems]").await;
    window.wait_for_count("[data-slot=line-row][data-outcome=onlyInProcore]", 4).await;
    accept_the_rest(window, "Owner's contingency, kept in Procore").await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.wait_for_count(ITEMS, 4).await;
    window.wait_for_text("[data-slot=items-amount]", "+88,340.18").await;
    window.wait_for_text("[data-slot=line-row]", "Owner's contingency").await;
    album.take("accepted", "Reconciling items, with their reason").await;

    // It ties out with them, which is a tag and a part of the sum of its own, and no drift.
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_count(&row(), 0).await;
    window.click("[data-slot=filter-synced]").await;
    window.wait_for_count(&status("tiesOutWithItems"), 1).await;
    window.wait_for_text("[data-slot=sum]", "1 with reconciling items of 88,340.18").await;
    album.take("ties-out-with-items", "A job that ties out with reconciling items").await;

    // One is taken back: out of balance again, by what is not accepted.
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel]").await;
    window.keys(ENTER).await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.wait_for_count(ITEMS, 4).await;
    window.click(ITEMS).await;
    window.wait_for_count(ITEMS, 3).await;
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_count(&status("outOfBalance"), 1).await;
    session.quit().await;
}

async fn accept_the_rest(window: &Window, reason: &str) {
    window.click("[data-slot=accept-rest]").await;
    window.fill("[data-slot=accept-reason]", reason).await;
    window.click("[data-slot=accept]").await;
    window.wait_for_count("[data-slot=accepting]", 0).await;
}

fn row() -> String {
    format!("[data-slot=row][data-job-id='{JOB}']")
}

fn status(kind: &str) -> String {
    format!("{} [data-slot=status][data-kind={kind}]", row())
}
