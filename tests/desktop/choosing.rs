//! What is chosen of a job, in the lines below its row or in its comparison, is shown by both and by the row, and is there after Escape, in
//! another view and after a restart; what moved since is said.

use simulators::Settings;
use simulators::ridgeline::{Company, job};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::Album;
use test_desktop::session::{Session, cell};
use test_desktop::window::Window;

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const JOB: &str = "24-152";
/// New Procore Total on Re-import.
const BY_THE_RULES: &str = "320.00";
const AS_CHOSEN: &str = "10,000,000,239.99";
const LEFT: &str = "[data-slot=line-row][data-code='11-40-00.S'][data-outcome=left]";

#[tokio::test]
async fn what_is_chosen_is_shown_everywhere_and_kept() {
    let quarry = job(JOB, "Meridian Bank Branch")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "150.00")
        .estimate("11-40-00", "SUBCON", "80.00")
        .budget("11-40-00", "S", "9999999999.99")
        .budget("09-65-00", "M", "40.00");
    let simulation = simulators::start(Company::with_jobs([quarry]), Settings::default()).await.unwrap();
    let session = Session::open("light").await;
    let window = &session.window;
    connect(window, &simulation).await;
    window.wait_for_text(&cell(JOB, "new-procore"), BY_THE_RULES).await;

    // In the panel: the row says the plan with it at once.
    look(window).await;
    window.click("[data-slot=line-row][data-code='11-40-00.S'] [data-slot=line-choice]").await;
    window.wait_for_count(LEFT, 1).await;
    window.wait_for_text(&cell(JOB, "new-procore"), AS_CHOSEN).await;
    window.wait_for_text("[data-slot=comparison-filter-changes]", "1").await;
    window.wait_for_text("[data-slot=reimport-main]", "Re-import 1 line").await;

    // After Escape and in the comparison; from there back.
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=lines-panel]", 0).await;
    look(window).await;
    window.wait_for_count(LEFT, 1).await;
    window.keys(ENTER).await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    window.wait_for_count("[data-slot=division-bar]", 3).await;
    window.click("[data-slot=line-row][data-code='03-30-00.S'] [data-slot=line-choice]").await;
    window.wait_for_text("[data-slot=comparison-choices]", "2 lines as you chose").await;
    window.click("[data-slot=line-row][data-code='03-30-00.S'] [data-slot=line-choice]").await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    window.click("[data-slot=nav-mapping]").await;
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_text(&cell(JOB, "new-procore"), AS_CHOSEN).await;
    session.quit().await;

    // After a restart, when a side has moved meanwhile.
    simulation
        .acumatica
        .set_original_amount(JOB, "BASE", "11-40-00", "SUBCON", "<N/A>", "30000".parse().unwrap())
        .unwrap();
    let session = Session::open("dark").await;
    let window = &session.window;
    window.click("[data-slot=connection-row] [data-slot=open-connection]").await;
    window.wait_for_text(&cell(JOB, "acumatica"), "30,200.00").await;
    look(window).await;
    window.wait_for_count(LEFT, 1).await;
    window.wait_for_text("[data-slot=choice-conflicts]", "when Acumatica said $80.00; it says $30,000.00 now").await;
    let mut album = Album::open();
    album.take("choice-moved", "A line that was left has moved since").await;
    window.keys(ENTER).await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    album.take("choice-moved-comparison", "The same in the comparison").await;
    window.click("[data-slot=stand-by-choices]").await;
    window.wait_for_count("[data-slot=choice-conflicts]", 0).await;
    window.wait_for_count(LEFT, 1).await;
    window.click("[data-slot=forget-choices]").await;
    window.wait_for_count(LEFT, 0).await;
    window.wait_for_text("[data-slot=reimport-main]", "Re-import 2 lines").await;
    window.click("[data-slot=comparison-back]").await;
    window.wait_for_text(&cell(JOB, "new-procore"), "30,240.00").await;
    forget(window).await;
    session.quit().await;
}

/// Opens the job's lines below the budgets.
async fn look(window: &Window) {
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
}
