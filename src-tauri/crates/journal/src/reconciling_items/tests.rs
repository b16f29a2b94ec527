#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::example::{intent, now, usd};
use reimport::Ending;
use reimport::ports::ReimportJournal;

fn keys() -> [LineKey; 4] {
    let mut in_sub_job = WbsCode::new("03-30-00", "S");
    in_sub_job.sub_job = Some(SubJob::new("North"));
    let unmapped = LineKey::Unmapped { estimate_code: "09-68-00 TRAVEL".into(), why: "no cost type".into() };
    [LineKey::Code(WbsCode::new("03-30-00", "S")), LineKey::Code(in_sub_job), unmapped, LineKey::Rounding]
}

fn item(job: &str, key: LineKey, amount: &str) -> ReconcilingItem {
    let (description, reason) = ("Concrete".to_owned(), "Billed by the owner directly".to_owned());
    ReconcilingItem { job: JobId::new(job), key, description, amount: usd(amount), reason, by: "Ann".into(), at: now() }
}

#[tokio::test]
async fn every_kind_of_line_is_the_same_there_and_back_across_starts() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let amounts = ["8340.18", "-0.01", "98765432109876543210.12", "0.00"];
    let items: Vec<_> = keys().into_iter().zip(amounts).map(|(key, amount)| item("24-160", key, amount)).collect();
    journal.accept_items(&items).await.unwrap();
    drop(journal);
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(journal.reconciling_items().await.unwrap(), items);
    let history = journal.item_history(&JobId::new("24-160 ")).await.unwrap();
    assert_eq!(history.iter().rev().map(|record| record.item.clone()).collect::<Vec<_>>(), items);
    assert!(history.iter().all(|record| record.ended.is_none()));
}

#[tokio::test]
async fn the_newest_word_of_a_line_holds_and_every_word_stays_on_record() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let [code, in_sub_job, unmapped, rounding] = keys();
    let job = JobId::new("24-160");
    for (key, amount) in [(&code, "1.00"), (&in_sub_job, "2.00"), (&unmapped, "3.00"), (&rounding, "0.01")] {
        journal.accept_items(&[item("24-160", key.clone(), amount)]).await.unwrap();
    }
    let other = item("24-139", code.clone(), "5.00");
    journal.accept_items(std::slice::from_ref(&other)).await.unwrap();
    // In another spelling it is the same line.
    journal.accept_items(&[item("24-160", LineKey::Code(WbsCode::new("03-30-00", "s")), "1.01")]).await.unwrap();
    journal.take_back_items(&JobId::new(" 24-160"), &[in_sub_job, rounding], "Ben", now()).await.unwrap();
    journal.lapse_items(&job, &[(unmapped.clone(), usd("3.01"))], "Cy", now()).await.unwrap();
    // Once is enough, and what has ended cannot end again.
    journal.lapse_items(&job, &[(unmapped, usd("3.02"))], "Cy", now()).await.unwrap();
    drop(journal);
    let journal = Journal::open(folder.path()).unwrap();
    let holding = journal.reconciling_items().await.unwrap();
    let holding: Vec<_> = holding.iter().map(|item| (item.job.as_str(), item.amount)).collect();
    assert_eq!(holding, [("24-139", usd("5.00")), ("24-160", usd("1.01"))]);
    let history = journal.item_history(&job).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|record| (record.item.amount, record.ended.as_ref().map(|ended| (ended.ending, ended.by.as_str()))))
        .collect();
    let expected = [
        (usd("1.01"), None),
        (usd("0.01"), Some((ItemEnding::TakenBack, "Ben"))),
        (usd("3.00"), Some((ItemEnding::Lapsed { moved_to: usd("3.01") }, "Cy"))),
        (usd("2.00"), Some((ItemEnding::TakenBack, "Ben"))),
        (usd("1.00"), Some((ItemEnding::AcceptedAnew, "Ann"))),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_receipt_names_the_items_of_its_job_that_held_when_it_began_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let [code, in_sub_job, ..] = keys();
    let intent = intent(1);
    let job = intent.job.as_str();
    let (held, taken_back) = (item(job, code.clone(), "1.00"), item(job, in_sub_job.clone(), "2.00"));
    journal.accept_items(&[held.clone(), taken_back, item("24-139", code.clone(), "5.00")]).await.unwrap();
    journal.take_back_items(&intent.job, &[in_sub_job], "Ben", now()).await.unwrap();
    journal.begin(&intent).await.unwrap();
    journal.close(intent.id, &Ending::Posted { total: usd("1.00") }, now()).await.unwrap();
    journal.take_back_items(&intent.job, &[code], "Ben", now()).await.unwrap();
    let history = journal.history().await.unwrap();
    assert_eq!(history[0].items, [held]);
    assert_eq!(history[0].lines_left_apart, intent.lines_left_apart);
}

#[tokio::test]
async fn an_item_is_never_changed_nor_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    let [code, ..] = keys();
    journal.accept_items(&[item("24-160", code, "1.00")]).await.unwrap();
    for sql in ["DELETE FROM reconciling_item", "UPDATE reconciling_item SET amount = '2.00'"] {
        assert!(journal.run(move |connection| connection.execute(sql, [])).await.is_err(), "{sql}");
    }
}
