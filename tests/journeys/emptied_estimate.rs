//! An estimate that is suddenly gone, or zero, is most often a right that was taken away. Taking a budget's money to zero is asked about
//! apart, and a no changes nothing (rule 16).

use crate::amount;
use bench::{Answer, House};
use simulators::acumatica::{Edit, LineKey};
use simulators::ridgeline::{Company, job};
use tieout::EndKind;

fn company() -> Company {
    Company::with_jobs([job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .estimate("05-50-00", "MATERIAL", "38400.00")
        .budget("03-30-00", "S", "588900.00")
        .budget("05-50-00", "M", "38400.00")])
}

fn line(cost_code: &str, account_group: &str) -> LineKey {
    LineKey::of("24-101").task("BASE").cost_code(cost_code).account_group(account_group)
}

/// A house in which the job was re-imported, and then every amount of its estimate was typed to zero.
async fn emptied() -> House {
    let house = House::with(company()).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    for line in [line("03-30-00", "SUBCON"), line("05-50-00", "MATERIAL")] {
        house.simulation.acumatica.edit(Edit::SetOriginal { line, amount: amount("0") }).unwrap();
    }
    house.forget_requests();
    house
}

#[tokio::test]
async fn an_emptied_estimate_is_asked_about_apart_and_a_no_changes_nothing() {
    let house = emptied().await;
    let answer = Answer::no_to_zeroing();
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Declined, "{end:?}");
    let asked = answer.asked_zeroing().remove(0);
    assert!(asked.body.contains("$650,800.00") && asked.body.contains("$0"), "{asked:?}");
    assert_eq!(house.writes(), [""; 0]);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
}

#[tokio::test]
async fn a_yes_to_both_questions_takes_it_to_zero() {
    let house = emptied().await;
    let answer = Answer::ok();
    let end = house.reimport_answering("24-101", &answer).await.unwrap();
    assert_eq!((end.kind, answer.asked_zeroing().len()), (EndKind::Posted, 1));
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("0")));
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("0")));
}

#[tokio::test]
async fn an_estimate_whose_lines_are_all_gone_leaves_the_budget_as_it_is() {
    let house = House::with(company()).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    for line in [line("03-30-00", "SUBCON"), line("05-50-00", "MATERIAL")] {
        house.simulation.acumatica.edit(Edit::RemoveLine { line }).unwrap();
    }
    house.company().await.check().await.unwrap();
    house.forget_requests();
    let row = house.row("24-101").await;
    assert_eq!(row.out_of_balance.unwrap().digits(), "650800.00", "the books differ by all of it: {row:?}");
    let answer = Answer::no_to_zeroing();
    let _ = house.reimport_answering("24-101", &answer).await;
    assert_eq!(house.writes(), [""; 0]);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
}

#[tokio::test]
async fn an_ordinary_plan_is_not_asked_about_twice() {
    let house = House::with(company()).await;
    let answer = Answer::ok();
    assert_eq!(house.reimport_answering("24-101", &answer).await.unwrap().kind, EndKind::Posted);
    assert_eq!((answer.asked().len(), answer.asked_zeroing().len()), (1, 0));
}
