//! The Budgets page as a month end uses it: the sum leads to its jobs, the next job takes the place of one that ties out, messages stay
//! small and can be read again, and adopting asks and is taken back.

use simulators::Settings;
use simulators::ridgeline::{Company, JobBuilder, job};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::{Album, dialog, dialog_gone, press};
use test_desktop::session::{Session, cell};
use test_desktop::wait::until;

const DOWN: &str = "\u{E015}";
const CONTROL_ENTER: &str = "\u{E009}\u{E007}\u{E000}";

fn simple(id: &str, estimate: &str, budget: &str) -> JobBuilder {
    job(id, &format!("Name of {id}")).estimate("03-30-00", "SUBCON", estimate).budget("03-30-00", "S", budget)
}

#[tokio::test]
async fn the_sum_leads_and_the_next_job_takes_its_place() {
    let jobs = (1..=5).map(|place| simple(&format!("24-10{place}"), "100.00", "90.00"));
    let adoptable = (1..=2).map(|place| simple(&format!("25-00{place}"), "5.00", "5.00").by_number_only());
    let travel = simple("24-106", "30.00", "30.00").estimate("03-30-00", "TRAVEL", "59712.51");
    let company = Company::with_jobs(jobs.chain(adoptable).chain([travel]));
    let simulation = simulators::start(company, Settings::default()).await.unwrap();
    let session = Session::open("light").await;
    let window = &session.window;
    connect(window, &simulation).await;
    window.click("[data-slot=filter-drifted]").await;
    window.wait_for_count("[data-slot=row]", 6).await;
    window.wait_for_text("[data-slot=sum]", "6 are out of balance by 59,762.51").await;

    // What no re-import mends names its amount, and its button leads to the remedy.
    window.wait_for_text(&cell("24-106", "stays"), "\u{2212}59,712.51").await;
    window.click(&cell("24-106", "job-id")).await;
    window.wait_for_text("[data-slot=selected-job]", "TRAVEL").await;
    window.click("[data-slot=lead-to]").await;
    window.text("[data-slot=mapping-cost-types]").await;
    window.click("[data-slot=nav-budgets]").await;

    // Two jobs are re-imported, one after the other, without looking for the next.
    window.keys("/").await;
    window.keys(DOWN).await;
    for (job, next) in [("24-101", "24-102"), ("24-102", "24-103")] {
        if job == "24-101" {
            window.click(&cell(job, "job-id")).await;
        }
        window.keys(CONTROL_ENTER).await;
        dialog().await;
        press(&["Right", "Return"]);
        dialog_gone().await;
        window.wait_for_count(&format!("[data-slot=row][data-job-id='{job}']"), 0).await;
        until(&format!("{next} to take its place"), async || {
            let selected = window.attribute("[data-slot=row][aria-selected=true]", "data-job-id").await;
            (selected.as_deref() == Some(next)).then_some(())
        })
        .await;
    }

    // Good news takes one line; the rest is folded, put away together, and read again.
    window.wait_for_count("[data-slot=ending][data-kind=posted]", 1).await;
    window.wait_for_text("[data-slot=messages-more]", "1 more").await;
    window.click("[data-slot=messages-more]").await;
    window.wait_for_count("[data-slot=ending][data-kind=posted]", 2).await;
    window.click("[data-slot=put-all-away]").await;
    window.wait_for_count("[data-slot=ending]", 0).await;
    window.click("[data-slot=message-log]").await;
    window.wait_for_count("[data-slot=message-log-list] [data-slot=ending]", 2).await;
    window.click("[data-slot=message-log]").await;

    parts_filter_and_adopting_asks(&session).await;
    forget(window).await;
    session.quit().await;
}

async fn parts_filter_and_adopting_asks(session: &Session) {
    let window = &session.window;
    // A part of the sum is a filter in the filter, with its chip.
    window.click("[data-slot=filter-all]").await;
    window.wait_for_count("[data-slot=row]", 8).await;
    window.click("[data-slot=sum-part][data-part=tiesOut]").await;
    window.wait_for_count("[data-slot=row]", 4).await;
    window.click("[data-slot=part-chip]").await;
    window.wait_for_count("[data-slot=row]", 8).await;

    // Adopting names the jobs, says what was done, and is taken back.
    window.click("[data-slot=filter-readyToImport]").await;
    window.click("[data-slot=adopt-agreeing]").await;
    dialog().await;
    Album::open().take("adopting-agreeing", "Adopting names the jobs and their sum").await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.wait_for_text("[data-slot=notice]", "2 budgets adopted, $10.00").await;
    window.click("[data-slot=message-action]").await;
    window.wait_for_text("[data-slot=notice]", "was taken back").await;
    window.wait_for_count("[data-slot=row]", 2).await;
}
