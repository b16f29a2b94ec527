//! A budget of 20,000 lines in the built window: opened, filtered, grouped, searched and gone through by the keyboard, with only the
//! rows in sight in the page.

use crate::sizes::every_figure_is_whole;
use calamine::Reader;
use simulators::Settings;
use simulators::ridgeline::Company;
use std::path::Path;
use test_desktop::connecting::{connect, forget};
use test_desktop::desktop::{Album, dialog, dialog_gone, press, run, visible_window};
use test_desktop::large::{JOB, large_job};
use test_desktop::session::{Session, cell};
use test_desktop::wait::until;
use test_desktop::window::Window;

const DOWN: &str = "\u{E015}";
const END: &str = "\u{E010}";
const HOME: &str = "\u{E011}";
const PAGE_DOWN: &str = "\u{E00F}";
const LEFT: &str = "\u{E012}";
const RIGHT: &str = "\u{E014}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const F7: &str = "\u{E037}";
const SHIFT_DOWN: &str = "\u{E008}\u{E015}\u{E000}";
const LINES: usize = 20_000;
/// Far fewer than there are lines: a window's height, and some to spare.
const ROWS_IN_THE_PAGE_MAX: usize = 120;

#[tokio::test]
async fn twenty_thousand_lines_by_keyboard() {
    let settings = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
    let simulation = simulators::start(Company::with_jobs([large_job(LINES)]), settings).await.unwrap();
    let session = Session::open("light").await;
    let window = &session.window;
    connect(window, &simulation).await;
    let mut album = Album::open();

    // Enter looks at the lines, Enter again compares.
    window.click(&format!("{}[aria-disabled=false]", cell(JOB, "reimport-button"))).await;
    dialog().await;
    press(&["Escape"]);
    dialog_gone().await;
    window.click(&cell(JOB, "job-id")).await;
    window.keys(ENTER).await;
    window.text("[data-slot=lines-panel] [data-slot=line-row]").await;
    window.keys(ENTER).await;
    window.wait_for_text("[data-slot=comparison-filter-all]", "20,000").await;
    window.wait_for_text("[data-slot=comparison-filter-changes]", "6,661").await;
    album.take("comparison-changes", "20,000 lines: what changes, by division").await;
    every_figure_is_whole(window).await;

    // All lines, from the first to the last.
    window.click("[data-slot=comparison-filter-all]").await;
    window.wait_for_text("[data-slot=selection-totals]", "20,000 lines").await;
    rows_are_few(window).await;
    window.keys(END).await;
    active_line(window, "29-09-99.S").await;
    rows_are_few(window).await;
    window.keys(HOME).await;
    for _ in 0..3 {
        window.keys(PAGE_DOWN).await;
    }
    window.keys(HOME).await;
    window.keys(DOWN).await;
    active_line(window, "10-00-00.S").await;
    window.keys(SHIFT_DOWN).await;
    window.wait_for_text("[data-slot=selection-totals]", "Selected: 2 lines").await;

    // The next change, leaving it, and taking that back.
    window.keys(F7).await;
    active_line(window, "10-00-03.S").await;
    window.keys(" ").await;
    window.wait_for_count("[data-slot=line-row].active[data-outcome=left]", 1).await;
    window.wait_for_text("[data-slot=comparison-choices]", "1 line as you chose").await;
    window.keys(" ").await;
    window.wait_for_count("[data-slot=comparison-choices]", 0).await;

    groups_close_and_open(window).await;

    // Search, and what only Procore has.
    window.keys("/").await;
    window.keys("10-00-05").await;
    window.wait_for_text("[data-slot=selection-totals]", "Shown: 1 line").await;
    window.keys(ESCAPE).await;
    window.click("[data-slot=comparison-filter-problems]").await;
    window.wait_for_text("[data-slot=selection-totals]", "Shown: 20 lines").await;
    album.take("comparison-problems", "20,000 lines: what still differs afterwards").await;

    export(&session).await;
    window.click("[data-slot=comparison-back]").await;
    window.text(&cell(JOB, "job-id")).await;
    forget(window).await;
    session.quit().await;
}

async fn groups_close_and_open(window: &Window) {
    window.keys(HOME).await;
    window.keys(LEFT).await;
    window.wait_for_count("[data-slot=group-row][data-key='10'][aria-expanded=false]", 1).await;
    window.keys(DOWN).await;
    window.wait_for_count("[data-slot=group-row].active[data-key='11']", 1).await;
    window.keys(HOME).await;
    window.keys(RIGHT).await;
    window.click("[data-slot=comparison-grouping-costType]").await;
    window.wait_for_count("[data-slot=group-row][data-key='Subcontract']", 1).await;
    window.click("[data-slot=comparison-grouping-division]").await;
}

/// The plan is written where the native dialog says, and another library reads every line of it.
async fn export(session: &Session) {
    session.window.click("[data-slot=export-menu]").await;
    session.window.click("[data-slot=export-xlsx]").await;
    let dialog = until("the save dialog", async || visible_window("^Export$")).await;
    run("xdotool", &["windowactivate", "--sync", &dialog]);
    press(&["Return"]);
    session.window.wait_for_text("[data-slot=comparison-said]", "Exported to plan-24-900.xlsx").await;
    let path = Path::new(&std::env::var("HOME").unwrap()).join("plan-24-900.xlsx");
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let rows = workbook.worksheet_range("Lines").unwrap().height();
    assert_eq!(rows, 1 + LINES + 1, "the headings, every line, the sums");
}

/// Only what is in sight is in the page; what a screen reader is told counts them all.
async fn rows_are_few(window: &Window) {
    assert!(window.count("[data-slot=comparison-grid] tr").await < ROWS_IN_THE_PAGE_MAX);
    let told = window.attribute("[data-slot=comparison-grid]", "aria-rowcount").await.unwrap();
    assert_eq!(told.parse::<usize>().unwrap(), LINES + 20 + 1, "the lines, their groups and the header");
}

async fn active_line(window: &Window, code: &str) {
    window.wait_for_count(&format!("[data-slot=line-row].active[data-code='{code}']"), 1).await;
}
