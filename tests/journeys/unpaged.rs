//! Lists that give everything to whoever asks for a page, long lists, and projects whose people made their own views.

use bench::{House, no_limits};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::End;

const JOB: &str = "24-401";

fn of(lines: usize) -> JobBuilder {
    (0..lines).fold(job(JOB, "Harbor Point"), |builder, line| {
        let code = format!("{:02}-{:02}-00", 1 + line / 100, line % 100);
        builder.estimate(&code, "SUBCON", "100.00").budget(&code, "S", if line == 7 { "90.00" } else { "100.00" })
    })
}

/// Every list that need not be paged, of a job with so many lines: read to its end, once.
async fn read_and_posted(lines: usize) {
    let house = House::unread(Company::with_jobs([of(lines)]), no_limits()).await;
    house.simulation.procore.set_unpaged(&[
        "/projects",
        "/detail_rows",
        "/budget_line_items",
        "/wbs_codes",
        "/segments",
        "/segment_items",
        "/cost_codes",
        "/budget_views",
        "/sub_jobs",
    ]);
    house.company().await.check().await.unwrap();
    assert_eq!(house.row(JOB).await.lines, Some(1), "{:?}", house.row(JOB).await);
    assert_eq!(house.row(JOB).await.procore.unwrap().amount(), (i64::try_from(lines).unwrap() * 100 - 10).into());
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert_eq!(house.budget(JOB).len(), lines);
    assert!(house.requests() < 100, "{} requests:\n{}", house.requests(), house.request_log());
}

#[tokio::test]
async fn unpaged_lists_of_a_hundred_and_twenty_are_read_once() {
    read_and_posted(120).await;
}

#[tokio::test]
async fn unpaged_lists_of_two_thousand_five_hundred_are_read_once() {
    read_and_posted(2_500).await;
}

#[tokio::test]
async fn a_project_without_a_standard_view_is_read_by_its_own() {
    let house = House::unread(Company::with_jobs([of(12).own_views()]), no_limits()).await;
    house.company().await.check().await.unwrap();
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
}

#[tokio::test]
async fn views_past_the_first_page_are_seen() {
    let house = House::unread(Company::with_jobs([of(12)]), no_limits()).await;
    house.simulation.procore.add_views(house.project(JOB), 150);
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
}
