//! Nine thousand budget lines, and people who work in them while they are read. The reading ends, within a bounded number of requests;
//! the jobs nobody touched are read to the cent, and the job that was touched is right or says that it moved.

use crate::amount;
use bench::{House, no_limits};
use simulators::acumatica::{Edit, EditAfter, LineKey, Setting};
use simulators::bench::Nth;
use simulators::ridgeline::{Company, JobBuilder, job};
use std::time::Duration;
use tieout::{EndKind, StatusKind};

const JOBS: usize = 90;
const LINES: usize = 100;
/// Nothing of a tenant of five pages should ever cost more.
const REQUESTS_MAX: usize = 40;

fn id(number: usize) -> String {
    format!("24-{number:03}")
}

/// A job of so many lines of one dollar, which are one line to Procore.
fn of_lines(number: usize, lines: usize) -> JobBuilder {
    let job = job(&id(number), "Job");
    (0..lines).fold(job, |job, line| job.estimate_item("03-30-00", "SUBCON", &format!("ITEM{line:04}"), "1.00"))
}

/// Ninety jobs of a hundred lines. One is linked, and differs.
async fn house() -> House {
    let linked = 45;
    let of = |number| match of_lines(number, LINES) {
        job if number == linked => job.budget("03-30-00", "S", "1.00"),
        job => job.unlinked(),
    };
    House::unread(Company::with_jobs((0..JOBS).map(of)), no_limits()).await
}

fn asked_for_lines(house: &House) -> usize {
    house.simulation.acumatica.bench.log.count(|request| request.path.contains("ProjectBudget"))
}

fn after(house: &House, nth: Nth, then: Edit) {
    let entity = "ProjectBudget".to_owned();
    house.simulation.acumatica.edit_after(EditAfter { entity, nth, then });
}

/// Reads everything, and expects every job but the touched ones to have its hundred dollars.
async fn read_but(house: &House, touched: &[usize], why: &str) {
    let read = tokio::time::timeout(Duration::from_mins(1), house.company().await.check()).await;
    read.expect("the reading ends").unwrap();
    let touched: Vec<String> = touched.iter().copied().map(id).collect();
    for row in house.page().await.rows.iter().filter(|row| !touched.contains(&row.job_id)) {
        assert_eq!(row.acumatica.map(|total| total.digits()).as_deref(), Some("100.00"), "{why}: {}", row.job_id);
        assert_ne!(row.status.kind, StatusKind::Trouble, "{why}: {row:?}");
    }
    let requests = asked_for_lines(house);
    assert!(requests <= REQUESTS_MAX, "{why}: {requests} requests");
    house.forget_requests();
    house.simulation.acumatica.stop_waiting_edits();
}

#[tokio::test]
async fn lines_that_come_while_others_are_read_lose_nothing() {
    let house = house().await;
    // In front of the first edge without end, beside it once, at the end thrice.
    for (touched, nth) in [(0, Nth::Every), (20, Nth::Only(1)), (89, Nth::Range(1, 3))] {
        after(&house, nth, Edit::Grow { project: id(touched) });
        // What a posting makes has no original amount: not even the touched job's total moves.
        read_but(&house, &[], &format!("grows {touched} {nth:?}")).await;
    }
}

#[tokio::test]
async fn lines_that_go_while_others_are_read_lose_nothing_else() {
    let house = house().await;
    let mut gone = Vec::new();
    for (touched, nth) in [(0, Nth::Every), (19, Nth::Range(1, 4)), (20, Nth::Only(1))] {
        gone.push(touched);
        after(&house, nth, Edit::Shrink { project: id(touched) });
        read_but(&house, &gone, &format!("shrinks {touched} {nth:?}")).await;
    }
}

#[tokio::test]
async fn many_lines_that_go_at_once_lose_nothing_else() {
    let house = house().await;
    let gone: Vec<usize> = (0..18).collect();
    for number in &gone {
        for _ in 0..LINES {
            after(&house, Nth::Only(1), Edit::Shrink { project: id(*number) });
        }
    }
    read_but(&house, &gone, "eighteen jobs emptied").await;
}

#[tokio::test]
async fn a_job_is_reimported_while_others_are_worked_on() {
    let house = house().await;
    after(&house, Nth::Every, Edit::Grow { project: id(0) });
    after(&house, Nth::Each(2), Edit::Shrink { project: id(1) });
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(&id(45)).await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore(&id(45), "03-30-00.S"), Some(amount("100")));
}

#[tokio::test]
async fn a_large_job_that_never_rests_is_told_and_not_planned() {
    let jobs = [of_lines(0, 3_000).budget("03-30-00", "S", "1.00"), of_lines(1, LINES).budget("03-30-00", "S", "1.00")];
    let house = House::unread(Company::with_jobs(jobs), no_limits()).await;
    after(&house, Nth::Every, Edit::Shrink { project: id(0) });
    house.cannot_tell(&id(0), "changed while they were read").await;
    assert!(asked_for_lines(&house) <= REQUESTS_MAX, "{}", asked_for_lines(&house));
    assert_eq!(house.reimport(&id(1)).await.unwrap().kind, EndKind::Posted);
    house.simulation.acumatica.stop_waiting_edits();
    assert_eq!(house.reimport(&id(0)).await.unwrap().kind, EndKind::Posted);
    let left = house.simulation.acumatica.original_total(&id(0), simulators::ridgeline::Kind::Expense);
    assert_eq!(house.in_procore(&id(0), "03-30-00.S"), Some(left));
}

#[tokio::test]
async fn an_amount_that_changes_between_two_pages_is_read_as_it_is_or_not_at_all() {
    let jobs = [of_lines(0, 3_000).budget("03-30-00", "S", "1.00")];
    let house = House::unread(Company::with_jobs(jobs), no_limits()).await;
    let line = LineKey::of(id(0)).item("ITEM2500");
    after(&house, Nth::Only(1), Edit::SetOriginal { line, amount: amount("9001.00") });
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(&id(0)).await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore(&id(0), "03-30-00.S"), Some(amount("12000.00")));
}

#[tokio::test]
async fn a_server_that_ignores_skip_is_told_at_once() {
    let house = house().await;
    house.simulation.acumatica.set(Setting::IgnoredSkip { ignored: true }).unwrap();
    let read = tokio::time::timeout(Duration::from_secs(30), house.company().await.check()).await;
    let error = read.expect("the reading ends").unwrap_err();
    assert!(error.sentence.contains("first page"), "{error}");
    assert!(asked_for_lines(&house) <= 3, "{}", asked_for_lines(&house));
    assert!(house.company().await.attention().needs_you > 0);
    // A job that fits on one page needs no second one.
    assert_eq!(house.reimport(&id(45)).await.unwrap().kind, EndKind::Posted);
}
