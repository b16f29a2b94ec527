//! What was set inactive in Procore: codes whose lines stay, codes the list leaves out, projects that were closed out.

use crate::amount;
use bench::House;
use simulators::bench::{Effect, Fault};
use simulators::procore::Deed;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, Filter, LineOutcome, StatusKind};

const JOB: &str = "24-311";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "120.00")
        .budget("03-30-00", "S", "100.00")
        .budget("05-12-00", "M", "1.00")
}

#[tokio::test]
async fn a_line_on_an_inactive_code_is_revised_and_said_to_be_on_one() {
    let house = House::with(Company::with_jobs([drifted().inactive_code("03-30-00", "S")])).await;
    let line = house.line(JOB, "03-30-00.S").await;
    assert_eq!(line.outcome, LineOutcome::Revised);
    assert!(line.reason.contains("inactive in Procore"), "{}", line.reason);
    assert_eq!(house.row(JOB).await.new_procore.unwrap().to_string(), "121.00 USD");
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::StillDiffers, "the dollar that only Procore has stays: {:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("120")));
    let row = house.row(JOB).await;
    assert_eq!((row.lines_out_of_balance, row.lines), (Some(1), Some(0)), "of the inactive code nothing is left");
    assert_eq!(house.page_of(Filter::Drifted).await.rows.len(), 1, "for the two books still differ by that dollar");
}

#[tokio::test]
async fn a_code_set_inactive_while_the_dialog_is_open_keeps_its_line_and_its_amount() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    let answer = bench::Answer::ok_after(move || procore.deactivate_code(project, "03-30-00.S"));
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    // Either the plan still holds and is carried out, or it is said to have moved; nothing in between.
    match end.end {
        End::StillDiffers => assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("120"))),
        End::Refused => assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("100"))),
        other => panic!("{other:?}: {:?}", end.report),
    }
    assert_eq!(house.budget(JOB).len(), 2);
}

#[tokio::test]
async fn a_new_line_is_not_made_on_an_inactive_code() {
    let lacking = drifted().estimate("09-91-00", "SUBCON", "7.00");
    let house = House::unread(Company::with_jobs([lacking]), bench::no_limits()).await;
    house.somebody(JOB, &Deed::SetCodeActive { code: "09-91-00.S".into(), active: false });
    house.company().await.check().await.unwrap();
    let unmapped: Vec<_> =
        house.lines(JOB).await.into_iter().filter(|line| line.outcome == LineOutcome::Unmapped).collect();
    assert!(unmapped.len() == 1 && unmapped[0].reason.contains("inactive"), "{unmapped:?}");
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::StillDiffers);
    assert_eq!(house.in_procore(JOB, "09-91-00.S"), None);
    assert!(end.report.details.iter().any(|detail| detail.contains("without a budget code")), "{:?}", end.report);
}

#[tokio::test]
async fn a_line_whose_code_the_list_leaves_out_still_meets_its_estimate() {
    let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
    let nothing = Effect::ReplaceBody { body: "[]".into() };
    house.simulation.procore.bench.faults.inject(Fault::every("/wbs_codes?", nothing).on("GET"));
    house.company().await.check().await.unwrap();
    let line = house.line(JOB, "03-30-00.S").await;
    assert_eq!(line.outcome, LineOutcome::Revised, "{line:?}");
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::StillDiffers, "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("120")));
}

#[tokio::test]
async fn a_project_that_was_closed_out_keeps_its_link_and_says_so() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.somebody(JOB, &Deed::SetProjectActive { active: false });
    house.company().await.check().await.unwrap();
    let row = house.row(JOB).await;
    assert!(row.linked, "{row:?}");
    assert_eq!(row.status.kind, StatusKind::OutOfBalance);
    assert!(row.status.reason.unwrap().contains("The project is inactive in Procore."));
    let connection = house.application.start_state().await.unwrap().connections[0].clone();
    house.application.close_connection().await.unwrap();
    house.application.open_connection(&connection.id).await.unwrap();
    assert!(house.row(JOB).await.linked, "and at the next start");
}
