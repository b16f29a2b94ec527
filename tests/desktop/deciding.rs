//! A locked budget in the comparison: a line is left, the budget is unlocked for the rest and a missing budget code is made, a side moves meanwhile and the old plan stands
//! beside the new one, which is then carried out through the native dialog.

use simulators::Settings;
use simulators::ridgeline::{Company, job};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::{Album, dialog, dialog_gone, press};
use test_desktop::session::{Session, cell};

const ENTER: &str = "\u{E007}";
const CONTROL_ENTER: &str = "\u{E009}\u{E007}\u{E000}";
const JOB: &str = "24-126";

#[tokio::test]
async fn a_locked_budget_is_decided_line_by_line() {
    let cedar_ridge = job(JOB, "Cedar Ridge Fire Station 4")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "150.00")
        .estimate("05-12-00", "MATERIAL", "80.00")
        .budget("05-12-00", "M", "70.00")
        .budget("09-65-00", "M", "40.00")
        .estimate("07-92-00", "SUBCON", "5.00")
        .code_to_be_made("07-92-00", "S")
        .locked();
    let simulation = simulators::start(Company::with_jobs([cedar_ridge]), Settings::default()).await.unwrap();
    let (procore, project) = (&simulation.procore, simulation.procore.project_of(JOB).unwrap());
    let session = Session::open("dark").await;
    let window = &session.window;
    connect(window, &simulation).await;
    window.wait_for_text(&cell(JOB, "status"), "Locked in Procore").await;
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.click("[data-slot=compare]").await;

    // Locked, it cannot be re-imported; unlocking is offered, and the code that a line lacks, with the steps of both.
    window.wait_for_count("[data-slot=reimport-main][aria-disabled=true]", 1).await;
    window.click("[data-slot=offer-unlock]").await;
    window.wait_for_count("[data-slot=steps] li", 3).await;
    window.click("[data-slot=offer-createCodes]").await;
    window.wait_for_text("[data-slot=steps]", "Create 1 budget code").await;
    window.wait_for_count("[data-slot=steps] li", 4).await;
    window.wait_for_count("[data-slot=reimport-main][aria-disabled=false]", 1).await;
    window.click("[data-slot=line-row][data-code='05-12-00.M'] [data-slot=line-choice]").await;
    window.wait_for_count("[data-slot=line-row][data-outcome=left]", 1).await;
    let mut album = Album::open();
    album.take("unlocking", "A locked budget: its steps, and a line that is left").await;

    // A side moves: nothing is asked, and what moved is shown.
    simulation
        .acumatica
        .set_original_amount(JOB, "BASE", "03-30-00", "SUBCON", "<N/A>", "210.00".parse().unwrap())
        .unwrap();
    window.keys(CONTROL_ENTER).await;
    window.wait_for_text("[data-slot=outdated-panel]", "03-30-00.S").await;
    album.take("outdated", "What moved since, with the new plan beside the old one").await;
    window.click("[data-slot=use-new-plan]").await;
    window.wait_for_count("[data-slot=outdated-panel]", 0).await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;

    // The new plan is carried out: exactly what is shown, and the budget is locked again.
    window.wait_for_text("[data-slot=reimport-main]", "Re-import 2 lines").await;
    window.click("[data-slot=reimport-main][aria-disabled=false]").await;
    dialog().await;
    album.take("dialog", "What OK does with how much money, and how the two books stand afterwards").await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    // As planned, and said to differ: by the line that was left, and the one that only Procore has.
    window.wait_for_text("[data-slot=ending][data-kind=stillDiffers]", "Procore is still $30.00 above Acumatica").await;
    album.take("still-differs", "As planned, and what stays between the two books").await;
    window.wait_for_count("[data-slot=comparison-choices]", 0).await;
    let amounts: Vec<String> =
        procore.budget(project).iter().map(|line| line.original_budget_amount.to_string()).collect();
    assert_eq!(amounts, ["210.00", "70.00", "5.00", "40.00"]);
    assert!(procore.is_locked(project));

    window.click("[data-slot=comparison-back]").await;
    forget(window).await;
    session.quit().await;
}
