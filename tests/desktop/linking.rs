//! Link jobs: what is uncertain is laid out with what speaks for it and linked by a click; then the budget that was on both sides is looked
//! at and adopted as it is.

use simulators::Settings;
use simulators::ridgeline::{Company, job};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::Album;
use test_desktop::session::{Session, cell};

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const JOB: &str = "25-024";

#[tokio::test]
async fn an_uncertain_job_is_linked_and_its_budget_adopted() {
    let certain = job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "2.00");
    let uncertain = job(JOB, "Meridian Bank Branch Refresh")
        .at("16 Market St, Dayton, OH")
        .estimate("09-91-00", "MATERIAL", "100.00")
        .budget("09-91-00", "M", "90.00")
        .made_by_hand("Meridian Bank - Dayton Branch Refresh");
    let simulation = simulators::start(Company::with_jobs([certain, uncertain]), Settings::default()).await.unwrap();
    let session = Session::open("light").await;
    let window = &session.window;
    connect(window, &simulation).await;
    window.click("[data-slot=filter-all]").await;
    window.wait_for_text(&cell(JOB, "status"), "Not linked").await;
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.click("[data-slot=go-links]").await;

    let row = format!("[data-slot=unlinked][data-job-id='{JOB}']");
    window.wait_for_text(&row, "similar name").await;
    window.wait_for_text(&row, "same address").await;
    let mut album = Album::open();
    album.take("links", "A job that is not certain, with what speaks for its project").await;
    window.click(&format!("{row} [data-slot=link]")).await;
    window.wait_for_text(&format!("[data-slot=linked][data-job-id='{JOB}']"), "you said so").await;

    // Its budget was there before: it is compared, and taken over as it is.
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_text(&cell(JOB, "status"), "On both sides").await;
    window.click(&cell(JOB, "job-id")).await;
    // Its panel was left open, so that Enter goes on to the comparison.
    window.keys(ENTER).await;
    window.wait_for_count("[data-slot=line-row]", 1).await;
    album.take("adopting", "A budget that is there on both sides").await;
    window.click("[data-slot=adopt]").await;
    window.wait_for_count("[data-slot=first-import]", 0).await;
    window.click("[data-slot=comparison-back]").await;
    window.wait_for_text(&cell(JOB, "status"), "Out of balance").await;
    let writes = simulation.procore.bench.log.writes();
    assert!(writes.iter().all(|write| !write.path.contains("/rest/")), "adopting writes nothing: {writes:?}");

    // Taken off its project it is compared no longer, and that can be undone; another project is chosen from all there are.
    window.click("[data-slot=nav-links]").await;
    let linked = format!("[data-slot=linked][data-job-id='{JOB}']");
    window.click(&format!("{linked} [data-slot=unlink]")).await;
    window.wait_for_text("[data-slot=link-done]", &format!("{JOB} is no longer compared")).await;
    window.wait_for_count(&format!("[data-slot=unlinked][data-job-id='{JOB}']"), 1).await;
    window.click("[data-slot=link-undo]").await;
    window.wait_for_text(&linked, "you said so").await;
    window.click(&format!("{linked} [data-slot=change]")).await;
    window.fill("[data-slot=choose-project-search]", "harbor").await;
    window.wait_for_text("[data-slot=choose-project] li", "linked to 24-101").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=choose-project]", 0).await;

    forget(window).await;
    session.quit().await;
}
