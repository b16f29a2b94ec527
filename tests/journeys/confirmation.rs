//! Nothing but OK is a yes.

use crate::amount;
use bench::{Answer, House};
use simulators::ridgeline::{Company, job};
use tieout::{ApplicationErrorKind, EndKind};

fn one_line() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget(
        "03-30-00",
        "S",
        "588900.00",
    )])
}

#[tokio::test]
async fn declined_or_closed_changes_nothing() {
    let house = House::with(one_line()).await;
    let end = house.reimport_answering("24-101", &Answer::no()).await.unwrap();
    assert_eq!((end.kind, end.report.message.as_str()), (EndKind::Declined, "Not confirmed. Nothing was changed."));
    assert_eq!(house.writes(), [""; 0]);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("588900")));
    // And the job can be re-imported afterwards.
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn the_dialog_names_job_lines_totals_and_the_largest_change() {
    let house = House::with(one_line()).await;
    let answer = Answer::no();
    house.reimport_answering("24-101", &answer).await.unwrap();
    let question = &answer.asked()[0];
    assert_eq!(question.heading, "Re-import 1 line of 24-101 Harbor Point?");
    for figure in ["$612,400.00", "$588,900.00", "+$23,500.00", "03-30-00.S"] {
        assert!(question.body.contains(figure), "{figure} is missing in {}", question.body);
    }
}

#[tokio::test]
async fn a_plan_is_carried_out_once() {
    let house = House::with(one_line()).await;
    let prepared = house
        .application
        .prepare_reimport(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default())
        .await
        .unwrap();
    assert_eq!(prepared.lines, 1);
    house.application.reimport(&prepared.plan, &Answer::ok()).await.unwrap();
    let again = house.application.reimport(&prepared.plan, &Answer::ok()).await.unwrap_err();
    assert_eq!(again.kind, ApplicationErrorKind::PlanGone);
}

#[tokio::test]
async fn a_newer_plan_of_the_job_replaces_the_older() {
    let house = House::with(one_line()).await;
    let job = jobcost::JobId::new("24-101");
    let older = house.application.prepare_reimport(&job, &tieout::PlanOptions::default()).await.unwrap();
    let newer = house.application.prepare_reimport(&job, &tieout::PlanOptions::default()).await.unwrap();
    assert_eq!(
        house.application.reimport(&older.plan, &Answer::ok()).await.unwrap_err().kind,
        ApplicationErrorKind::PlanGone
    );
    assert_eq!(house.application.reimport(&newer.plan, &Answer::ok()).await.unwrap().kind, EndKind::Posted);
}
