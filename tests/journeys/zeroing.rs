//! A plan that takes most of a job's money to zero is asked about apart, by words that name it; and OK alone does not carry it out.

use crate::amount;
use async_trait::async_trait;
use bench::{Answer, House};
use reimport::ports::{Confirmation, ConfirmationQuestion};
use simulators::acumatica::{Edit, LineKey};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind};

const JOB: &str = "24-421";

fn imported() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "900.00")
        .budget("03-30-00", "S", "900.00")
        .estimate("05-12-00", "SUBCON", "100.00")
        .budget("05-12-00", "S", "90.00")
}

/// Says yes to everything but the question apart.
struct NotToZero;

#[async_trait]
impl Confirmation for NotToZero {
    async fn confirm(&self, _: &ConfirmationQuestion) -> bool {
        true
    }

    async fn confirm_zeroing(&self, _: &ConfirmationQuestion) -> bool {
        false
    }
}

async fn emptied() -> House {
    let house = House::with(Company::with_jobs([imported()])).await;
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    for code in ["03-30-00", "05-12-00"] {
        let line = LineKey::of(JOB).cost_code(code);
        house.simulation.acumatica.edit(Edit::SetOriginal { line, amount: amount("0") }).unwrap();
    }
    house.forget_requests();
    house
}

#[tokio::test]
async fn it_is_asked_apart_and_named_and_carried_out_after_two_yeses() {
    let house = emptied().await;
    let answer = Answer::ok();
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    let [question] = answer.asked_zeroing().try_into().expect("asked once");
    assert!(question.heading.contains("$0") && question.affirmative.contains("$0"), "{question:?}");
    assert!(question.body.contains("$1,000.00 to $0.00"), "{}", question.body);
    assert!(question.body.contains("Mostly that is a right"), "what it mostly is: {}", question.body);
    assert_eq!(answer.asked().len(), 1, "and the usual question follows");
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("0")));
}

#[tokio::test]
async fn a_no_to_it_is_a_no() {
    let house = emptied().await;
    let plan = house.company().await.prepare(&jobcost::JobId::new(JOB), &tieout::PlanOptions::default()).await;
    let end =
        house.company().await.reimport(&plan.unwrap(), &tieout::PlanOptions::default(), &NotToZero).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Declined, End::Refused));
    assert_eq!(house.writes(), [""; 0]);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("900")));
}

#[tokio::test]
async fn it_is_known_after_a_restart_that_the_job_had_an_estimate() {
    let house = House::with(Company::with_jobs([imported()])).await;
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    house.application.quit().await;
    for code in ["03-30-00", "05-12-00"] {
        let line = LineKey::of(JOB).cost_code(code);
        house.simulation.acumatica.edit(Edit::RemoveLine { line }).unwrap();
    }
    house.forget_requests();
    let next = house.another().await;
    next.company().await.unwrap().check().await.unwrap();
    let set_to_zero = |code: &str| tieout::LineChoice { code: code.into(), choice: tieout::Choice::SetToZero };
    let choices = ["03-30-00.S", "05-12-00.S"].map(set_to_zero).into();
    let options = tieout::PlanOptions { choices, ..tieout::PlanOptions::default() };
    match next.company().await.unwrap().prepare(&jobcost::JobId::new(JOB), &options).await {
        Ok(plan) => {
            let end = next.company().await.unwrap().reimport(&plan, &options, &NotToZero).await.unwrap();
            assert_eq!(end.kind, EndKind::Declined, "{:?}", end.report);
        }
        Err(error) => assert!(!error.sentence.is_empty()),
    }
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_small_cut_is_asked_once() {
    let house = House::with(Company::with_jobs([imported()])).await;
    let line = LineKey::of(JOB).cost_code("05-12-00");
    house.simulation.acumatica.edit(Edit::SetOriginal { line, amount: amount("0") }).unwrap();
    let answer = Answer::ok();
    assert_eq!(house.reimport_answering(JOB, &answer).await.unwrap().end, End::Posted);
    assert_eq!((answer.asked().len(), answer.asked_zeroing().len()), (1, 0));
    assert!(answer.asked()[0].body.contains("set to $0"), "it is warned of all the same: {}", answer.asked()[0].body);
}
