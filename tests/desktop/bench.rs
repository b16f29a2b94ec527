//! What the comparison takes in the built window, 20,000 lines beside 200 in the same run: from the click to the first rows, and the
//! longest frame while paging through them. A measurement, no test: nothing fails by the clock. `cargo xtask bench` puts a desktop
//! around it.

#![expect(clippy::unwrap_used, reason = "a measurement may stop where it stands")]

use simulators::Settings;
use simulators::ridgeline::Company;
use std::fmt::Write as _;
use test_desktop::connecting::{connect, forget};
use test_desktop::large::{JOB, large_job};
use test_desktop::places::left;
use test_desktop::session::{Session, cell};
use test_desktop::window::Window;

const SIZES: [(usize, &str); 2] = [(200, "200 lines"), (20_000, "20,000 lines")];

/// From the click on a row to two frames after its first lines are in the page, in microseconds.
const UNTIL_FIRST_ROWS: &str = "
    const [row, done] = arguments;
    const begun = performance.now();
    document.querySelector(row).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    const look = () => {
        if (!document.querySelector('[data-slot=comparison-grid] [data-slot=line-row]')) return setTimeout(look, 0);
        requestAnimationFrame(() => requestAnimationFrame(() => done(Math.round((performance.now() - begun) * 1000))));
    };
    look();";

/// Pages to the end and back, a key a frame, and gives the longest frame in microseconds.
const LONGEST_FRAME: &str = "
    const [done] = arguments;
    const grid = document.querySelector('[data-slot=comparison-grid]');
    const keys = [...Array(60).fill('PageDown'), 'End', ...Array(60).fill('PageUp'), 'Home'];
    let [longest, last] = [0, performance.now()];
    const frame = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        const key = keys.shift();
        if (!key) return done(Math.round(longest * 1000));
        grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);";

#[tokio::main]
async fn main() {
    let mut measured = Vec::new();
    for (lines, all) in SIZES {
        let settings = Settings { requests_per_hour: 100_000, requests_per_10_seconds: 100_000, ..Settings::default() };
        let simulation = simulators::start(Company::with_jobs([large_job(lines)]), settings).await.unwrap();
        let session = Session::open("light").await;
        connect(&session.window, &simulation).await;
        session.window.text(&format!("{}[aria-disabled=false]", cell(JOB, "reimport-button"))).await;
        measured.push(measure(&session.window, all).await);
        session.window.click("[data-slot=comparison-back]").await;
        forget(&session.window).await;
        session.quit().await;
    }
    let [small, large] = measured.as_slice() else { panic!("two sizes") };
    let mut page = "| the comparison | 200 lines | 20,000 lines | ratio |\n|---|---|---|---|\n".to_owned();
    for (name, small, large) in
        [("click to first rows", small.0, large.0), ("longest frame while paging", small.1, large.1)]
    {
        let tenths = large * 10 / small.max(1);
        writeln!(page, "| {name} | {} ms | {} ms | {}.{} |", small / 1_000, large / 1_000, tenths / 10, tenths % 10)
            .unwrap();
    }
    std::fs::write(left("measured.md"), page).unwrap();
}

/// To the first rows, and the longest frame, in microseconds.
async fn measure(window: &Window, all: &str) -> (u64, u64) {
    let row = format!("[data-slot=row][data-job-id='{JOB}']");
    let first_rows = measured(window, UNTIL_FIRST_ROWS, vec![row.into()]).await;
    window.click("[data-slot=comparison-filter-all]").await;
    window.wait_for_text("[data-slot=selection-totals]", all).await;
    (first_rows, measured(window, LONGEST_FRAME, vec![]).await)
}

/// Runs a script that ends by giving a whole number to its last argument.
async fn measured(window: &Window, script: &str, arguments: Vec<serde_json::Value>) -> u64 {
    window.client.execute_async(script, arguments).await.unwrap().as_u64().unwrap()
}
