//! Every screen of the window, one after the other, for whoever has something to ask of all of them.

use crate::broad::{A_CENT_APART, DRIFTED, broad_company};
use simulators::{Settings, Simulation};
use test_desktop::connecting::connect;
use test_desktop::desktop::{dialog, dialog_gone, press};
use test_desktop::session::{Session, cell};
use test_desktop::window::Window;

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const FILTERS: [&str; 5] = ["readyToImport", "synced", "drifted", "blocked", "all"];
const SHOWN: [&str; 3] = ["changes", "problems", "all"];
const GROUPINGS: [&str; 4] = ["costCode", "costType", "none", "division"];

/// What is asked of a screen.
pub(crate) trait Look {
    /// Of the screen that is shown, by its name.
    async fn look(&mut self, window: &Window, screen: &str);
}

/// Opens the window in an appearance and shows every screen of it to `look`. Gives the session and the company that it was connected to.
pub(crate) async fn every_screen(appearance: &str, look: &mut impl Look) -> (Session, Simulation) {
    let settings = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
    let simulation = simulators::start(broad_company(), settings).await.unwrap();
    let session = Session::open(appearance).await;
    let window = &session.window;
    window.text("[data-slot=open-demo]").await;
    look.look(window, "Welcome").await;
    window.click("[data-slot=connect-accounts]").await;
    look.look(window, "Connect form").await;
    window.click("[data-slot=connect]").await;
    window.text("[data-slot=field-problem]").await;
    look.look(window, "Connect form with what is wrong").await;
    window.keys(ESCAPE).await;
    connect(window, &simulation).await;
    window.wait_for_count("[data-slot=reading]", 0).await;
    window.wait_for_count("[data-slot=status][data-kind=unread]", 0).await;

    budgets(window, look).await;
    comparison(window, look).await;
    messages(&session, look).await;
    others(window, look).await;
    (session, simulation)
}

async fn budgets(window: &Window, look: &mut impl Look) {
    for filter in FILTERS {
        window.click(&format!("[data-slot=filter-{filter}]")).await;
        window.wait_for_count(&format!("[data-slot=filter-{filter}][aria-pressed=true]"), 1).await;
        window.text("[data-slot=row]").await;
        look.look(window, &format!("Budgets, {filter}")).await;
        window.click("[data-slot=row] [data-slot=job-id]").await;
        window.keys(ENTER).await;
        window.text("[data-slot=lines-panel] h2").await;
        window.wait_for_count("[data-slot=lines-panel] [data-slot=lines-waits]", 0).await;
        look.look(window, &format!("Budgets, {filter}, with lines")).await;
        window.keys(ESCAPE).await;
        window.wait_for_count("[data-slot=lines-panel]", 0).await;
    }
}

async fn comparison(window: &Window, look: &mut impl Look) {
    window.click(&cell(DRIFTED, "job-id")).await;
    window.keys(ENTER).await;
    window.click("[data-slot=compare]").await;
    window.text("[data-slot=comparison-grid] [data-slot=line-row]").await;
    for shown in SHOWN {
        window.click(&format!("[data-slot=comparison-filter-{shown}]")).await;
        window.wait_for_count(&format!("[data-slot=comparison-filter-{shown}][aria-pressed=true]"), 1).await;
        look.look(window, &format!("Comparison, {shown}")).await;
    }
    for grouping in GROUPINGS {
        window.click(&format!("[data-slot=comparison-grouping-{grouping}]")).await;
        window.wait_for_count(&format!("[data-slot=comparison-grouping-{grouping}][aria-pressed=true]"), 1).await;
        look.look(window, &format!("Comparison by {grouping}")).await;
    }
    window.click("[data-slot=comparison-filter-problems]").await;
    window.click("[data-slot=accept-rest]").await;
    window.text("[data-slot=accepting]").await;
    look.look(window, "Comparison, accepting").await;
    window
        .fill("[data-slot=accept-reason]", "Owner's contingency, kept in Procore until the change order is signed")
        .await;
    window.click("[data-slot=accept]").await;
    window.wait_for_count("[data-slot=accepting]", 0).await;
    window.click("[data-slot=comparison-filter-items]").await;
    window.text("[data-slot=line-row] [data-slot=take-back]").await;
    look.look(window, "Comparison, items").await;
    window.click("[data-slot=comparison-back]").await;
}

/// What a re-import says, and where it is read again.
async fn messages(session: &Session, look: &mut impl Look) {
    let window = &session.window;
    window.click("[data-slot=filter-all]").await;
    session.press_reimport(A_CENT_APART).await;
    dialog().await;
    press(&["Right", "Return"]);
    dialog_gone().await;
    window.text(&format!("[data-slot=ending][data-job-id='{A_CENT_APART}']")).await;
    look.look(window, "Budgets, with a message").await;
    window.click("[data-slot=message-log]").await;
    window.text("[data-slot=message-log-list]").await;
    look.look(window, "Budgets, with the messages").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=message-log-list]", 0).await;
}

async fn others(window: &Window, look: &mut impl Look) {
    window.click("[data-slot=nav-links]").await;
    window.text("[data-slot=linked]").await;
    look.look(window, "Link jobs").await;
    window.click(&format!("[data-slot=linked][data-job-id='{DRIFTED}'] [data-slot=change]")).await;
    window.text("[data-slot=choose-project] h2").await;
    look.look(window, "Link jobs, choosing a project").await;
    window.click("[data-slot=choose-project-close]").await;
    window.click(&format!("[data-slot=linked][data-job-id='{DRIFTED}'] [data-slot=unlink]")).await;
    window.text("[data-slot=link-done]").await;
    look.look(window, "Link jobs, unlinked").await;
    window.click("[data-slot=link-undo]").await;
    window.wait_for_count("[data-slot=link-done]", 0).await;

    window.click("[data-slot=nav-mapping]").await;
    window.text("[data-slot=mapping-cost-types] tbody tr").await;
    look.look(window, "Mapping").await;
    window.click("[data-slot=cost-codes-add]").await;
    window.click("[data-slot=sub-jobs-table]").await;
    window.wait_for_count("[data-slot=mapping-undo]", 1).await;
    look.look(window, "Mapping, changed").await;
    window.click("[data-slot=mapping-undo]").await;
    window.wait_for_count("[data-slot=mapping-undo]", 0).await;

    window.click("[data-slot=nav-settings]").await;
    window.text("[data-slot=watch-interval]").await;
    look.look(window, "Settings").await;

    window.click("[data-slot=nav-connections]").await;
    window.text("[data-slot=connection-row]").await;
    window.click("[data-slot=test-connection]").await;
    window.text("[data-slot=checks]").await;
    look.look(window, "Connections, tested").await;
    window.click("[data-slot=edit]").await;
    window.text("[data-slot=connect-form]").await;
    look.look(window, "Connections, edited").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=connect-form]", 0).await;
    window.keys("?").await;
    window.text("[data-slot=keys] h2").await;
    look.look(window, "Keys").await;
    window.keys(ESCAPE).await;
    window.wait_for_count("[data-slot=keys]", 0).await;
}
