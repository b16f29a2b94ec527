//! Budgets that hang on sub jobs: no line is made beside them before the mapping says what a task is, and nothing doubles.

use bench::{Answer, House};
use jobcost::JobId;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{CodeFormat, CodeMapping, End, LineOutcome, OfferKind, PlanOptions, SubJobs, TaskId};

const JOB: &str = "24-391";

/// Lines hang on sub jobs, and codes without one exist or could be made.
fn by_sub_jobs() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate_in_task("NORTH", "03-30-00", "SUBCON", "200.00")
        .estimate_in_task("SOUTH", "03-30-00", "SUBCON", "80.00")
        .budget_in_sub_job("NORTH", "03-30-00", "S", "150.00")
        .budget_in_sub_job("SOUTH", "03-30-00", "S", "80.00")
        .code_to_be_made("03-30-00", "S")
}

fn creating() -> PlanOptions {
    PlanOptions { create_codes: true, ..PlanOptions::default() }
}

fn tasks_are_sub_jobs() -> CodeMapping {
    let sub_jobs = SubJobs::TaskCode { format: CodeFormat::default(), default_task: Some(TaskId::new("BASE")) };
    CodeMapping { sub_jobs, ..CodeMapping::default() }
}

fn before() -> Vec<(String, String)> {
    [("NORTH.03-30-00.S", "150.00"), ("SOUTH.03-30-00.S", "80.00")].map(|(code, sum)| (code.into(), sum.into())).into()
}

#[tokio::test]
async fn without_a_mapping_no_line_is_made_and_none_is_offered() {
    let house = House::with(Company::with_jobs([by_sub_jobs()])).await;
    let lines = house.lines(JOB).await;
    assert!(lines.iter().all(|line| line.outcome != LineOutcome::Created), "{lines:?}");
    let unmapped: Vec<_> = lines.iter().filter(|line| line.outcome == LineOutcome::Unmapped).collect();
    assert!(!unmapped.is_empty() && unmapped.iter().all(|line| line.reason.contains("task")), "{unmapped:?}");
    let shown = house.company().await.open_comparison(&JobId::new(JOB)).await.unwrap();
    assert!(
        shown.summary.offers.iter().all(|offer| offer.kind != OfferKind::CreateCodes),
        "{:?}",
        shown.summary.offers
    );
    assert!(house.row(JOB).await.status.remedy.unwrap().contains("Mapping"));
    for options in [PlanOptions::default(), creating()] {
        let _ = house.reimport_choosing(JOB, &options, &Answer::ok()).await;
        assert_eq!(house.budget(JOB), before(), "{options:?}");
    }
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn with_a_mapping_it_is_posted_once_and_nothing_doubles() {
    let house = House::with(Company::with_jobs([by_sub_jobs()])).await;
    house.company().await.save_mapping(&tasks_are_sub_jobs()).await.unwrap();
    for (options, end) in [(creating(), Some(End::Posted)), (creating(), None)] {
        let ended = house.reimport_choosing(JOB, &options, &Answer::ok()).await.ok().map(|ended| ended.end);
        assert_eq!(ended, end);
        let budget = house.budget(JOB);
        let expected: Vec<(String, String)> = [("NORTH.03-30-00.S", "200.00"), ("SOUTH.03-30-00.S", "80.00")]
            .map(|(code, sum)| (code.into(), sum.into()))
            .into();
        assert_eq!(budget, expected);
    }
}

#[tokio::test]
async fn sub_jobs_whose_texts_differ_are_found_by_what_the_erp_left() {
    let house = House::unread(
        Company::with_jobs([job(JOB, "Harbor Point")
            .estimate_in_task("NORTH", "03-30-00", "SUBCON", "200.00")
            .budget_in_sub_job("01", "03-30-00", "S", "150.00")]),
        bench::no_limits(),
    )
    .await;
    house.simulation.procore.set_origin_of_sub_job(house.project(JOB), "01", Some("NORTH"));
    house.company().await.save_mapping(&tasks_are_sub_jobs()).await.unwrap();
    house.company().await.check().await.unwrap();
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert_eq!(house.budget(JOB), [("01.03-30-00.S".to_owned(), "200.00".to_owned())]);
}

#[tokio::test]
async fn a_project_whose_codes_alone_have_sub_jobs_asks_for_the_mapping_too() {
    let empty = job(JOB, "Harbor Point")
        .estimate_in_task("NORTH", "03-30-00", "SUBCON", "200.00")
        .budget("09-91-00", "S", "0.00")
        .code_in_sub_job("NORTH", "03-30-00", "S");
    let house = House::with(Company::with_jobs([empty])).await;
    let line = house.lines(JOB).await.into_iter().find(|line| line.estimate.is_some()).unwrap();
    assert_eq!(line.outcome, LineOutcome::Unmapped, "{line:?}");
    let _ = house.reimport_choosing(JOB, &creating(), &Answer::ok()).await;
    assert_eq!(house.budget(JOB).len(), 1);
    house.company().await.save_mapping(&tasks_are_sub_jobs()).await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
}
