//! A job whose books stay apart after its re-import is not green; its differences are accepted with a reason, and are out of balance again
//! when one of them moves by a cent or is taken back.

use simulators::DEMO_SEED;
use simulators::ridgeline::Company;
use test_desktop::desktop::{Album, close_window, dialog, dialog_gone, press, window_back};
use test_desktop::notifications::put_away;
use test_desktop::session::{Session, cell};
use test_desktop::window::Window;

const ENTER: &str = "\u{E007}";
const ITEMS: &str = "[data-slot=line-row] [data-slot=take-back]";
const REASON: &str = "Owner's contingency, kept in Procore";

/// A job of the demo company that a re-import does not bring together, and how it says so.
struct Job {
    id: &'static str,
    creates_codes: bool,
    /// The window is closed while it is re-imported.
    in_the_background: bool,
    /// What the message, the dialog and the notification say of it.
    words: &'static str,
    /// In the row and on the strip.
    amount: &'static str,
    /// Below its status.
    stays: &'static str,
    outcome: &'static str,
    lines: usize,
    /// In the sum, once it is accepted.
    items: &'static str,
}

/// Four lines of it only Procore has.
const ONLY_IN_PROCORE: Job = Job {
    id: "24-160",
    creates_codes: false,
    in_the_background: false,
    words: "Procore is still $88,340.18 above Acumatica: 4 lines that only Procore has.",
    amount: "+88,340.18",
    stays: "4 lines only in Procore",
    outcome: "onlyInProcore",
    lines: 4,
    items: "1 with reconciling items of 88,340.18",
};
/// Two lines of its estimate have no budget code in Procore, and get none with the others either.
const LEFT_OUT: Job = Job {
    id: "24-139",
    creates_codes: true,
    in_the_background: true,
    words: "Procore is still $263,985.00 below Acumatica: 2 lines of the estimate without a budget code in Procore.",
    amount: "\u{2212}263,985.00",
    stays: "2 reasons",
    outcome: "unmapped",
    lines: 2,
    items: "2 with reconciling items of 352,325.18",
};

#[tokio::test]
async fn what_stays_apart_is_not_green_until_it_is_accepted() {
    let mut album = Album::open();
    let session = Session::open("light").await;
    let window = &session.window;
    window.click("[data-slot=open-demo]").await;
    session.read_everything(ONLY_IN_PROCORE.id).await;
    for job in [ONLY_IN_PROCORE, LEFT_OUT] {
        window.click("[data-slot=filter-drifted]").await;
        open_comparison(window, &job).await;
        if job.creates_codes {
            window.click("[data-slot=offer-createCodes]").await;
            window.wait_for_count("[data-slot=offer-createCodes]:checked", 1).await;
        }
        session.demo.slow_down(if job.in_the_background { 500 } else { 0 }).await;
        window.click("[data-slot=reimport-main][aria-disabled=false]").await;
        dialog().await;
        album.take(&format!("dialog-{}", job.id), "The dialog says what stays out of balance").await;
        press(&["Right", "Return"]);
        dialog_gone().await;
        if job.in_the_background {
            is_notified(&session, &job).await;
        }
        is_not_green(&session, &job).await;
        open_comparison(window, &job).await;
        accept_the_rest(window, &job).await;
        album.take(&format!("accepted-{}", job.id), "Reconciling items, with their reason").await;
        ties_out_with_items(window, &job).await;
    }
    album.take("ties-out-with-items", "Two jobs that tie out with reconciling items").await;
    a_cent_puts_it_out_of_balance_again(&session, &ONLY_IN_PROCORE).await;
    album.take("an-item-moved", "One of them moved by a cent").await;
    so_does_taking_one_back(window, &LEFT_OUT).await;
    session.quit().await;
}

/// Proven, and not green: the message, the row, the strip and the sum say so, and the job stays in its place.
async fn is_not_green(session: &Session, job: &Job) {
    let window = &session.window;
    let ending = format!("[data-slot=ending][data-job-id='{}'][data-kind=stillDiffers]", job.id);
    window.wait_for_text(&ending, job.words).await;
    window.wait_for_text("[data-slot=out-of-balance]", job.amount).await;
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_count("[data-slot=filter-drifted][aria-pressed=true]", 1).await;
    window.wait_for_text(&cell(job.id, "out-of-balance"), job.amount).await;
    window.wait_for_text(&cell(job.id, "stays"), job.stays).await;
    window.wait_for_count(&status(job, "outOfBalance"), 1).await;
    let sum = window.text("[data-slot=sum]").await;
    assert!(!sum.contains(job.items), "nothing of it is accepted yet: {sum}");
}

/// The notification of the end says the amount too, and its action opens the job.
async fn is_notified(session: &Session, job: &Job) {
    close_window().await;
    // What is said of the tray when the window is closed the first time must not lie over it.
    put_away();
    session.demo.slow_down(0).await;
    session.notifications.wait_for(job.words.split(':').next().unwrap()).await;
    session.notifications.choose_first();
    window_back().await;
    session.window.text(&format!("[data-slot=comparison][data-job-id='{}']", job.id)).await;
}

async fn open_comparison(window: &Window, job: &Job) {
    window.click(&cell(job.id, "job-id")).await;
    window.keys(ENTER).await;
    window.text(&format!("[data-slot=lines-panel][data-job-id='{}']", job.id)).await;
    window.keys(ENTER).await;
    window
        .text(&format!("[data-slot=comparison][data-job-id='{}'] [data-slot=comparison-filter-problems]", job.id))
        .await;
}

/// Every line of it at once, with a reason.
async fn accept_the_rest(window: &Window, job: &Job) {
    window.wait_for_text("[data-slot=out-of-balance]", job.amount).await;
    window.click("[data-slot=comparison-filter-problems]").await;
    window.wait_for_count(&format!("[data-slot=line-row][data-outcome={}]", job.outcome), job.lines).await;
    window.click("[data-slot=accept-rest]").await;
    window.fill("[data-slot=accept-reason]", REASON).await;
    window.click("[data-slot=accept]").await;
    window.wait_for_count("[data-slot=accepting]", 0).await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.wait_for_count(ITEMS, job.lines).await;
    window.wait_for_text("[data-slot=items-amount]", job.amount).await;
    window.wait_for_text("[data-slot=line-row]", REASON).await;
}

/// A tag and a part of the sum of its own, and no drift.
async fn ties_out_with_items(window: &Window, job: &Job) {
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_count(&row(job), 0).await;
    window.click("[data-slot=filter-synced]").await;
    window.wait_for_count(&status(job, "tiesOutWithItems"), 1).await;
    window.wait_for_text("[data-slot=sum]", job.items).await;
}

/// And it is said.
async fn a_cent_puts_it_out_of_balance_again(session: &Session, job: &Job) {
    let window = &session.window;
    open_comparison(window, job).await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.wait_for_count(ITEMS, job.lines).await;
    let code = window.attribute("[data-slot=line-row]", "data-code").await.unwrap();
    window.click("[data-slot=nav-budgets]").await;
    let (project, amount) = line(job, &code);
    let moved = amount + rust_decimal::Decimal::new(1, 2);
    session.demo.set_amount(project, &code, &moved.to_string()).await;
    window.click("[data-slot=check-now]").await;
    window.wait_for_count(&status(job, "outOfBalance"), 1).await;
    window.wait_for_text("[data-slot=messages]", "It is out of balance again.").await;
}

async fn so_does_taking_one_back(window: &Window, job: &Job) {
    open_comparison(window, job).await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.wait_for_count(ITEMS, job.lines).await;
    window.click(ITEMS).await;
    window.wait_for_count(ITEMS, job.lines - 1).await;
    window.click("[data-slot=nav-budgets]").await;
    window.wait_for_count(&status(job, "outOfBalance"), 1).await;
}

/// A budget line of the demo company: its project and its amount.
fn line(job: &Job, code: &str) -> (u64, rust_decimal::Decimal) {
    let company = Company::ridgeline(DEMO_SEED);
    let project = company.jobs.into_iter().find(|one| one.project_id == job.id).and_then(|one| one.procore).unwrap();
    let line = project.lines.iter().find(|line| format!("{}.{}", line.cost_code, line.cost_type) == code).unwrap();
    (project.id, line.original_amount)
}

fn row(job: &Job) -> String {
    format!("[data-slot=row][data-job-id='{}']", job.id)
}

fn status(job: &Job, kind: &str) -> String {
    format!("{} [data-slot=status][data-kind={kind}]", row(job))
}
