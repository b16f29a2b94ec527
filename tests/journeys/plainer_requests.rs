//! What an instance cannot answer, or not in time, is asked for in a plainer way: smaller pages, fewer parameters. It is read all the same.

use crate::amount;
use bench::{House, no_limits};
use simulators::acumatica::{SelectAnswer, Setting};
use simulators::ridgeline::{Company, job};
use std::time::Duration;
use tieout::EndKind;

/// A job of so many lines of one dollar, and a small one.
fn company(lines: usize) -> Company {
    let large = (0..lines).fold(job("24-101", "Harbor Point"), |job, line| {
        job.estimate_item("03-30-00", "SUBCON", &format!("ITEM{line:04}"), "1.00")
    });
    Company::with_jobs([
        large.budget("03-30-00", "S", "1.00"),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "5.00"),
    ])
}

/// Reads everything and re-imports the large job.
async fn read_and_posted(house: &House, lines: usize, why: &str) {
    house.company().await.check().await.unwrap_or_else(|error| panic!("{why}: {error:?}"));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{why}");
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount(&lines.to_string())), "{why}");
}

#[tokio::test]
async fn large_pages_that_are_too_slow_become_smaller_ones() {
    let house = House::waiting(company(1_200), no_limits(), Duration::from_millis(1_500)).await;
    house.simulation.acumatica.set(Setting::SlowLists { over_top: 500, ms: 30_000 }).unwrap();
    read_and_posted(&house, 1_200, "slow").await;
    house.forget_requests();
    house.company().await.check().await.unwrap();
    let large = house.simulation.acumatica.bench.log.count(|request| {
        request.path.contains("ProjectBudget")
            && (request.path.contains("top=1000") || request.path.contains("top=2000"))
    });
    assert_eq!(large, 0, "what helped is remembered: {}", house.request_log());
}

#[tokio::test]
async fn a_list_that_needs_a_top_has_one() {
    let house = House::unread(company(12), no_limits()).await;
    house.simulation.acumatica.set(Setting::NeedsTop { over_rows: Some(5) }).unwrap();
    read_and_posted(&house, 12, "needs $top").await;
}

#[tokio::test]
async fn a_selection_that_is_refused_or_passed_over_is_done_without() {
    for entity in ["ProjectBudget", "Project", "AccountGroup", "CostCode"] {
        for answer in [SelectAnswer::Refused, SelectAnswer::Ignored] {
            let house = House::unread(company(12), no_limits()).await;
            house.simulation.acumatica.set(Setting::Select { entity: entity.into(), answer }).unwrap();
            read_and_posted(&house, 12, &format!("{entity} {answer:?}")).await;
        }
    }
}
