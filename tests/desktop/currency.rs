//! A budget whose currency Procore leaves unstated: the window asks once, compares then, and lets what was stated be taken back.

use simulators::Settings;
use simulators::ridgeline::{Company, job};
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::Album;
use test_desktop::session::{Session, cell};

const ENTER: &str = "\u{E007}";
const JOB: &str = "25-072";

#[tokio::test]
async fn a_currency_is_stated_once_and_can_be_taken_back() {
    let job = job(JOB, "Rideau Canal Lock Houses")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "150.00")
        .currency_unstated();
    let simulation = simulators::start(Company::with_jobs([job]), Settings::default()).await.unwrap();
    let session = Session::open("light").await;
    let window = &session.window;
    connect(window, &simulation).await;
    window.click("[data-slot=filter-all]").await;
    window.wait_for_text(&cell(JOB, "status"), "Currency unknown").await;
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.wait_for_text("[data-slot=lines-panel] [data-slot=refusals]", "in which currency").await;
    let mut album = Album::open();
    album.take("currency", "A currency that Procore does not state is asked for once").await;

    window.fill("[data-slot=currency-code]", "usd").await;
    window.click("[data-slot=currency-state]").await;
    window.wait_for_text(&cell(JOB, "status"), "Out of balance").await;
    window.wait_for_count("[data-slot=line-row]", 1).await;
    window.wait_for_count("[data-slot=currency]", 0).await;

    // The comparison says what was stated, and offers to take it back.
    window.click("[data-slot=compare]").await;
    window.wait_for_text("[data-slot=currency-stated]", "USD, as you stated").await;
    window.click("[data-slot=currency-take-back]").await;
    window.wait_for_text("[data-slot=comparison]", "in which currency").await;
    window.wait_for_count("[data-slot=currency-code]", 1).await;

    window.click("[data-slot=comparison-back]").await;
    window.wait_for_text(&cell(JOB, "status"), "Currency unknown").await;
    forget(window).await;
    session.quit().await;
}
