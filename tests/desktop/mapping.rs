//! Three companies whose codes are kept differently are set up from the screen alone: afterwards every line has its budget code, and a
//! re-import of each is planned and carried out.

use bench::companies::{tasks_are_sub_jobs, tasks_by_table, without_sub_jobs};
use simulators::ridgeline::Company;
use simulators::{Settings, Simulation};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::{Album, dialog, dialog_gone, press};
use test_desktop::session::{Session, cell};
use test_desktop::window::Window;

async fn open(company: Company) -> (Session, Simulation) {
    let simulation = simulators::start(company, Settings::default()).await.unwrap();
    let session = Session::open("light").await;
    connect(&session.window, &simulation).await;
    session.window.wait_for_count("[data-slot=status][data-kind=unread]", 0).await;
    (session, simulation)
}

/// Saves, and sees that every line of every job has a budget code.
async fn save(window: &Window) {
    window.click("[data-slot=mapping-save]:not([disabled])").await;
    window.wait_for_text("[data-slot=mapping-versions]", "holds").await;
    window.wait_for_text("[data-slot=mapping-effect]", "0 lines have none").await;
}

/// Carries the job's re-import out, looks at its amounts in Procore, and leaves.
async fn reimport(session: Session, simulation: &Simulation, job: &str, amounts: &[(&str, &str)]) {
    let window = &session.window;
    window.click("[data-slot=nav-budgets]").await;
    session.press_reimport(job).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=ending][data-kind=posted]", "Successfully re-imported").await;
    window.wait_for_text(&cell(job, "status"), "Ties out").await;
    let budget = simulation.procore.budget(simulation.procore.project_of(job).unwrap());
    let found: Vec<(&str, String)> =
        budget.iter().map(|line| (line.flat_code.as_str(), line.original_budget_amount.to_string())).collect();
    let expected: Vec<(&str, String)> = amounts.iter().map(|(code, amount)| (*code, (*amount).to_owned())).collect();
    assert_eq!(found, expected);
    forget(window).await;
    session.quit().await;
}

#[tokio::test]
async fn three_companies_are_set_up_from_the_screen() {
    let mut album = Album::open();

    // Both sides write the same codes, and tasks meet on one line: nothing has to be set.
    let (session, simulation) = open(without_sub_jobs()).await;
    session.window.click("[data-slot=nav-mapping]").await;
    session.window.wait_for_text("[data-slot=mapping-effect]", "0 lines have none").await;
    session.window.wait_for_text("[data-slot=mapping-sub-jobs]", "NORTH").await;
    reimport(session, &simulation, "24-101", &[("03-30-00.S", "250.00")]).await;

    // `0330000` here, `03-300` there, and a task is a sub job.
    let (session, simulation) = open(tasks_are_sub_jobs()).await;
    let window = &session.window;
    window.click("[data-slot=nav-mapping]").await;
    window.wait_for_text("[data-slot=mapping-effect]", "2 lines have none").await;
    window.click("[data-slot=cost-codes-add]").await;
    window.click("[data-slot=cost-codes-add]").await;
    window.fill("[data-slot=cost-codes-from-1]", "5").await;
    window.fill("[data-slot=cost-codes-to-1]", "3").await;
    window.click("[data-slot=sub-jobs-taskCode]").await;
    window.wait_for_text("[data-slot=mapping-effect]", "2 lines ($280.00) get a budget code").await;
    album.take("mapping-codes", "Mapping: how codes are written, with what it makes of the company's own lines").await;
    save(window).await;
    reimport(session, &simulation, "24-102", &[("NORTH.03-300.S", "200.00"), ("SOUTH.03-300.S", "80.00")]).await;

    // `3-300` here, sub jobs and one cost type by table, and a task without a sub job.
    let (session, simulation) = open(tasks_by_table()).await;
    let window = &session.window;
    window.click("[data-slot=nav-mapping]").await;
    window.click("[data-slot=cost-codes-add]").await;
    window.click("[data-slot=cost-codes-add]").await;
    window.fill("[data-slot=cost-codes-from-1]", "3").await;
    window.fill("[data-slot=cost-codes-to-1]", "3").await;
    window.click("[data-from=TRAVEL] [data-slot=mapping-cost-types-named]").await;
    window.click("[data-slot=mapping-cost-types-named-O]").await;
    window.click("[data-slot=sub-jobs-table]").await;
    window.fill("[data-slot=default-task]", "BASE").await;
    for task in ["PHASE 1", "PHASE 2"] {
        window.fill(&format!("[data-slot=mapping-sub-jobs] [data-from='{task}'] input"), "1").await;
    }
    window.wait_for_text("[data-slot=mapping-effect]", "3 lines ($300.00) get a budget code").await;
    // The draft waits while another view is looked at.
    window.click("[data-slot=nav-links]").await;
    window.wait_for_count("[data-slot=mapping-draft]", 1).await;
    window.click("[data-slot=nav-mapping]").await;
    window.wait_for_text("[data-slot=mapping-effect]", "3 lines ($300.00) get a budget code").await;
    // Neither quitting nor signing out drops it without a question.
    session.tray.choose("Quit").await;
    dialog().await;
    press(&["Escape"]);
    dialog_gone().await;
    window.click("[data-slot=nav-connections]").await;
    window.click("[data-slot=close-connection]").await;
    window.wait_for_count("[data-slot=ask-no]:focus", 1).await;
    window.click("[data-slot=ask-no]").await;
    window.click("[data-slot=nav-mapping]").await;
    window.wait_for_text("[data-slot=mapping-effect]", "3 lines ($300.00) get a budget code").await;
    album.take("mapping-table", "Mapping: cost types and sub jobs by table").await;
    save(window).await;
    reimport(session, &simulation, "24-103", &[("03-300.O", "30.00"), ("1.03-300.S", "270.00")]).await;
}
