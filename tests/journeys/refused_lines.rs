//! Lines that Procore refuses: one of many costs few requests, all of them end the work, and each is named with its words.

use crate::amount;
use bench::House;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind};

const JOB: &str = "24-361";
const LINES: usize = 1_000;

fn code(line: usize) -> String {
    format!("{:02}-{:02}-00", 1 + line / 100, line % 100)
}

fn thousand() -> JobBuilder {
    (0..LINES).fold(job(JOB, "Harbor Point"), |builder, line| builder.estimate(&code(line), "SUBCON", "100.00"))
}

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-12-00", "SUBCON", "80.00")
        .budget("05-12-00", "S", "70.00")
}

#[tokio::test]
async fn one_refused_line_of_a_thousand_costs_few_requests_and_the_others_are_posted() {
    let house = House::with(Company::with_jobs([thousand().budget("99-00-00", "S", "0.00")])).await;
    let refused = format!("{}.S", code(777));
    house.simulation.procore.refuse_line(house.project(JOB), &refused, "Cost code is closed for this project");
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Interrupted, End::NotProven), "{:?}", end.report);
    let writes = house.writes().len();
    assert!(writes <= 30, "{writes} writes");
    assert!(house.requests() <= 80, "{} requests:\n{}", house.requests(), house.request_log());
    let budget = house.budget(JOB);
    assert_eq!(budget.iter().filter(|(_, amount)| amount == "100.00").count(), LINES - 1);
    assert!(end.report.message.contains("999 of 1,000 lines"), "{:?}", end.report);
    let named = end.report.details.iter().find(|line| line.contains(&refused)).expect("the line is named");
    assert!(named.contains("Cost code is closed for this project"), "{named}");
    // Mended, the rest is one line.
    house.simulation.procore.refuse_no_line(house.project(JOB));
    house.forget_requests();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    assert_eq!(house.writes().len(), 1);
}

#[tokio::test]
async fn where_every_line_is_refused_it_ends_soon_and_the_budget_is_as_it_was() {
    for lines in [drifted(), thousand().budget("99-00-00", "S", "0.00")] {
        let house = House::with(Company::with_jobs([lines])).await;
        let before = house.budget(JOB);
        house.simulation.procore.refuse_all_lines(house.project(JOB), "The budget is in review");
        let end = house.reimport(JOB).await.unwrap();
        assert_eq!((end.kind, end.end), (EndKind::Refused, End::Refused), "{:?}", end.report);
        assert!(
            end.report.message.contains("refused every line") && end.report.message.contains("as it was"),
            "{end:?}"
        );
        assert!(end.report.details.iter().any(|line| line.contains("The budget is in review")), "{:?}", end.report);
        assert_eq!(house.budget(JOB), before);
        assert!(house.writes().len() <= 30, "{} writes", house.writes().len());
        let history = house.company().await.history().await.unwrap();
        assert!(history.is_empty() || !format!("{:?}", history[0]).contains("Posted"), "{history:?}");
    }
}

#[tokio::test]
async fn a_refused_line_on_a_server_that_writes_what_it_can_is_the_only_one_that_lacks() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_sync_partial(true);
    house.simulation.procore.refuse_line(house.project(JOB), "05-12-00.S", "Not allowed");
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Interrupted, End::NotProven), "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
    assert_eq!(house.in_procore(JOB, "05-12-00.S"), Some(amount("70")));
    assert!(
        end.report.details.iter().any(|line| line.contains("05-12-00.S") && line.contains("Not allowed")),
        "{end:?}"
    );
}

#[tokio::test]
async fn a_code_that_bulk_creation_leaves_out_without_a_word_is_missed() {
    let lacking = drifted().estimate("09-91-00", "LABOR", "9.00").code_to_be_made("09-91-00", "L");
    let house = House::with(Company::with_jobs([lacking])).await;
    house.simulation.procore.never_make(house.project(JOB), "09-91-00.L");
    let creating = tieout::PlanOptions { create_codes: true, ..tieout::PlanOptions::default() };
    let end = house.reimport_choosing(JOB, &creating, &bench::Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Voided, "{:?}", end.report);
    assert!(end.report.details[0].contains("did not create budget code 09-91-00.L"), "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("100")), "no line was sent");
}
