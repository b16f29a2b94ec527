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
    let plan =
        house.company().await.prepare(&jobcost::JobId::new("24-101"), &tieout::PlanOptions::default()).await.unwrap();
    assert_eq!(house.company().await.replan(&plan, &tieout::PlanOptions::default()).unwrap().summary.lines, 1);
    house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok()).await.unwrap();
    let answer = Answer::ok();
    let again = house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &answer).await.unwrap();
    assert_eq!((again.kind, answer.asked().len()), (EndKind::Outdated, 0), "what it said is done already");
    assert_eq!(house.writes().len(), 1);
}

#[tokio::test]
async fn plans_of_the_same_readings_are_one() {
    let house = House::with(one_line()).await;
    let job = jobcost::JobId::new("24-101");
    let shown = house.company().await.open_comparison(&job).await.unwrap().plan;
    let plan = house.company().await.prepare(&job, &tieout::PlanOptions::default()).await.unwrap();
    assert_eq!(shown, plan, "the comparison on the screen and the row beside it");
    let (unknown, options, answer) = (tieout::PlanId("another".into()), tieout::PlanOptions::default(), Answer::ok());
    let refused = house.company().await.reimport(&unknown, &options, &answer).await.unwrap_err();
    assert_eq!((refused.kind, answer.asked().len()), (ApplicationErrorKind::PlanGone, 0));
}
