//! Somebody else locks or unlocks the budget, at every moment of the work; and a budget that waits in the ERP.

use crate::amount;
use bench::{Answer, House};
use simulators::bench::Moment;
use simulators::procore::Deed;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind, PlanOptions, ReimportEnd};

const JOB: &str = "24-351";
const SYNC: &str = "budget_line_items/sync";
const LOCK: &str = "/budget/lock";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "200.00").budget("03-30-00", "S", "100.00")
}

fn unlocking() -> PlanOptions {
    PlanOptions { unlock: true, ..PlanOptions::default() }
}

async fn unlocked_by_plan(moment: Option<(Moment, Deed)>) -> (House, ReimportEnd) {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    if let Some((moment, deed)) = moment {
        house.simulation.procore.somebody_at(moment, house.project(JOB), deed);
    }
    let end = house.reimport_choosing(JOB, &unlocking(), &Answer::ok()).await.unwrap();
    (house, end)
}

fn is_locked(house: &House) -> bool {
    house.simulation.procore.is_locked(house.project(JOB))
}

fn now(house: &House) -> rust_decimal::Decimal {
    house.in_procore(JOB, "03-30-00.S").unwrap()
}

#[tokio::test]
async fn locked_after_the_yes_and_before_the_write_nothing_is_changed() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.somebody_at(Moment::before(1, SYNC), house.project(JOB), Deed::Lock);
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Voided, End::Refused), "{:?}", end.report);
    assert!(end.report.details[0].contains("locked in Procore while the re-import ran"), "{:?}", end.report);
    assert_eq!(now(&house), amount("100"));
    assert!(is_locked(&house), "what somebody else locked stays locked");
}

#[tokio::test]
async fn locked_under_its_fields_name_or_as_a_sentence_is_the_same() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_locked_under_field(house.project(JOB), true);
    house.simulation.procore.somebody_at(Moment::before(1, SYNC), house.project(JOB), Deed::Lock);
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Voided, End::Refused), "{:?}", end.report);
    assert!(end.report.details[0].contains("locked"), "{:?}", end.report);
}

#[tokio::test]
async fn locked_after_the_write_the_proof_holds_all_the_same() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.somebody_at(Moment::after(1, SYNC), house.project(JOB), Deed::Lock);
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    assert!(is_locked(&house));
}

#[tokio::test]
async fn unlocked_by_somebody_else_before_the_yes_the_plan_is_outdated() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    let answer = Answer::ok_after(move || procore.unlock(project));
    let end = house.reimport_choosing(JOB, &unlocking(), &answer).await.unwrap();
    match end.end {
        // It was confirmed to be unlocked, written and locked again: either that happens, or it is said that it moved.
        End::Posted => assert!(is_locked(&house), "{:?}", end.report),
        End::Refused => assert_eq!((now(&house), is_locked(&house)), (amount("100"), false), "{:?}", end.report),
        other => panic!("{other:?}: {:?}", end.report),
    }
}

#[tokio::test]
async fn locked_again_by_somebody_else_during_the_writing_nothing_is_changed_and_it_stays_locked() {
    let (house, end) = unlocked_by_plan(Some((Moment::before(1, SYNC), Deed::Lock))).await;
    assert_eq!(end.end, End::Refused, "{:?}", end.report);
    assert!(end.report.details.iter().any(|line| line.contains("locked in Procore while")), "{:?}", end.report);
    assert_eq!((now(&house), is_locked(&house)), (amount("100"), true));
}

#[tokio::test]
async fn locked_by_somebody_else_before_it_is_locked_again_is_locked() {
    let (house, end) = unlocked_by_plan(Some((Moment::after(1, SYNC), Deed::Lock))).await;
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert!(is_locked(&house));
}

#[tokio::test]
async fn unlocked_by_somebody_else_after_it_was_locked_again_is_theirs() {
    let (house, end) = unlocked_by_plan(Some((Moment::after(1, LOCK).on("POST"), Deed::Unlock))).await;
    // What Tieout opened it closed; that somebody opened it afterwards is seen and said, or not looked at, and never closed anew.
    assert!(matches!(end.end, End::Posted | End::NotProven), "{:?}", end.report);
    assert_eq!(now(&house), amount("200"));
    let locks = house.writes().iter().filter(|write| write.starts_with("POST") && write.contains(LOCK)).count();
    assert!(locks <= 2, "{:?}", house.writes());
}

#[tokio::test]
async fn a_budget_that_waits_in_the_erp_cannot_be_unlocked_and_that_is_said_in_words() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.somebody(JOB, &Deed::SendToErp);
    house.company().await.check().await.unwrap();
    let reason = house.row(JOB).await.status.reason.unwrap();
    assert!(reason.contains("sent to the ERP"), "both causes of a lock are named: {reason}");
    let end = house.reimport_choosing(JOB, &unlocking(), &Answer::ok()).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Voided, End::Refused), "{:?}", end.report);
    assert!(end.report.details[0].contains("did not unlock the budget"), "{:?}", end.report);
    assert!(end.report.details[0].contains("waiting to be accepted in ERP"), "Procore's words: {:?}", end.report);
    assert!(end.report.remedy.contains("retrieve it there first"), "{:?}", end.report);
    assert_eq!((now(&house), is_locked(&house)), (amount("100"), true));
    // Accepted there and retrieved, it goes.
    house.somebody(JOB, &Deed::RetrieveFromErp);
    let end = house.reimport_choosing(JOB, &unlocking(), &Answer::ok()).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert!(is_locked(&house));
}

#[tokio::test]
async fn sent_to_the_erp_while_it_is_written_it_is_locked_and_stays_so() {
    let (house, end) = unlocked_by_plan(Some((Moment::before(1, SYNC), Deed::SendToErp))).await;
    assert_eq!(end.end, End::Refused, "{:?}", end.report);
    assert_eq!((now(&house), is_locked(&house)), (amount("100"), true));
}
