//! The watch, with seconds between its looks instead of hours: the demo's servers are on this computer.

use simulators::DEMO_SEED;
use simulators::ridgeline::Company;
use test_desktop::desktop::{close_window, window_back};
use test_desktop::notifications::put_away;
use test_desktop::session::Session;
use test_desktop::wait::until;

/// A job of the demo company that ties out.
const JOB: &str = "24-131";
const SECONDS: u32 = 3;

/// A budget line of the job: its project, its code, and its amount with so many cents more.
fn line(cents: i64) -> (u64, String, String) {
    let company = Company::ridgeline(DEMO_SEED);
    let project = company.jobs.into_iter().find(|job| job.project_id == JOB).and_then(|job| job.procore).unwrap();
    let row = &project.lines[0];
    let amount = row.original_amount + rust_decimal::Decimal::new(cents, 2);
    (project.id, format!("{}.{}", row.cost_code, row.cost_type), amount.to_string())
}

async fn drift(session: &Session, cents: i64) {
    let (project, code, amount) = line(cents);
    session.demo.set_amount(project, &code, &amount).await;
}

/// The window goes to the tray.
async fn close() {
    close_window().await;
    // What it says of the tray is said once, perhaps to an earlier test: it must not lie over the next.
    put_away();
}

/// The times of day, now and a minute ago, as the window writes them.
async fn now_in_the_window(session: &Session) -> Vec<String> {
    let script =
        "const form = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
        return [0, 60_000].map((ago) => form.format(new Date(Date.now() - ago)));";
    let times = session.window.client.execute(script, vec![]).await.unwrap();
    serde_json::from_value(times).unwrap()
}

#[tokio::test]
async fn a_drift_is_notified_once_its_action_opens_the_job_and_pause_is_in_the_tray() {
    let session = Session::watched("light", SECONDS).await;
    session.window.click("[data-slot=open-demo]").await;
    session.read_everything("24-101").await;
    let watch = session.window.wait_for_text("[data-slot=watch]", "next look").await;
    let times = now_in_the_window(&session).await;
    assert!(times.iter().any(|time| watch.contains(&format!("looked {time}"))), "{watch}, {times:?}");
    close().await;

    drift(&session, -1).await;
    let told = format!("{JOB} Fulton Market Tenant Fit-out is out of balance by $0.01.");
    session.notifications.wait_for(&told).await;
    assert!(session.tray.menu().await[0].contains("out of balance. Looked "), "{:?}", session.tray.menu().await);
    // Another look has gone by once it moves again: what was told then was not told before.
    drift(&session, -2).await;
    session.notifications.wait_for(&format!("{JOB} Fulton Market Tenant Fit-out is out of balance by $0.02.")).await;
    assert_eq!(session.notifications.all().matches(&told).count(), 1, "told once");

    session.notifications.choose_first();
    window_back().await;
    session.window.text(&format!("[data-slot=comparison][data-job-id='{JOB}']")).await;

    session.tray.choose("Pause watching").await;
    session.window.wait_for_text("[data-slot=watch]", "watching is paused").await;
    until("the tray to offer it", async || {
        session.tray.menu().await.contains(&"Resume watching".to_owned()).then_some(())
    })
    .await;
    session.window.click("[data-slot=nav-settings]").await;
    session.window.wait_for_text("[data-slot=watch-next]", "None while paused").await;
    session.window.click("[data-slot=watch-state-on]").await;
    session.window.wait_for_text("[data-slot=watch]", "next look").await;
    session.quit().await;
}
