//! What is told of a re-import, at its end, by a later look and by its record, is its own and is so.

use crate::amount;
use bench::{Answer, House};
use simulators::bench::{Effect, Fault, Later, Moment};
use simulators::procore::{Deed, RowLag};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind, Event, PlanOptions, Tone};

const JOB: &str = "24-441";
const SYNC: &str = "budget_line_items/sync";
const BULK: &str = "wbs_codes/bulk_create";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-12-00", "SUBCON", "500.00")
        .budget("05-12-00", "S", "500.00")
}

#[tokio::test]
async fn the_receipt_of_an_earlier_reimport_is_not_a_later_ones() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let first = house.reimport(JOB).await.unwrap();
    assert_eq!(first.end, End::Posted);
    house.somebody(JOB, &Deed::SetAmount { code: "03-30-00.S".into(), amount: amount("1") });
    // Sent, and not to be read back: the record stays open.
    let unread = Effect::Status { code: 503, body: String::new(), headers: Vec::new() };
    let faults = house.simulation.procore.bench.faults.clone();
    house.simulation.procore.bench.happenings.at(Moment::after(1, SYNC), move || {
        faults.inject(Fault::every("detail_rows", unread));
    });
    let second = house.reimport(JOB).await.unwrap();
    assert_eq!((second.kind, second.end), (EndKind::Interrupted, End::NotProven), "{:?}", second.report);
    assert!(second.report.message.contains("nothing is proven yet"), "{:?}", second.report);
    assert!(second.reimport.is_some() && second.reimport != first.reimport);
    let history = house.company().await.history().await.unwrap();
    assert_eq!(history.iter().map(|closed| Some(closed.id)).collect::<Vec<_>>(), [first.reimport]);
    house.simulation.procore.bench.faults.clear();
    let told = house.notices().await;
    assert_eq!((told.len(), told[0].tone), (1, Tone::Success), "{told:?}");
    assert_eq!(told[0].job.as_deref(), Some(JOB), "its action opens the job");
    let history = house.company().await.history().await.unwrap();
    assert_eq!(history.iter().map(|closed| Some(closed.id)).collect::<Vec<_>>(), [second.reimport, first.reimport]);
}

#[tokio::test]
async fn lines_that_arrived_and_show_late_are_never_said_not_to_have_reached() {
    for reads in [1, 3, 6] {
        let house = House::with(Company::with_jobs([drifted()])).await;
        house.simulation.procore.set_row_lag(RowLag::Reads(reads));
        house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, Effect::LoseAnswer));
        let end = house.reimport(JOB).await.unwrap();
        let text = format!("{:?}", end.report);
        assert!(!text.contains("No line reached") && !text.contains("Nothing was changed"), "{reads}: {text}");
        assert!(matches!(end.end, End::Posted | End::NotProven), "{reads}: {text}");
        assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
    }
}

#[tokio::test]
async fn beside_a_line_that_somebody_changed_those_that_show_late_are_waited_for() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    // What somebody changes shows at once, what is written after it only later.
    house.simulation.procore.bench.happenings.at(Moment::before(1, SYNC), move || {
        procore.set_row_lag(RowLag::None);
        procore.somebody(project, &Deed::SetAmount { code: "05-12-00.S".into(), amount: amount("501") });
        procore.set_row_lag(RowLag::Reads(3));
    });
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.kind, EndKind::Discrepant, "{:?}", end.report);
    assert!(end.report.message.contains("1 line differs"), "{:?}", end.report);
    assert!(end.report.details[0].starts_with("05-12-00.S: "), "{:?}", end.report);
}

#[tokio::test]
async fn a_budget_that_nobody_unlocked_is_not_said_to_be_unlocked() {
    let failed = Effect::Status { code: 403, body: "{\"errors\":\"no\"}".into(), headers: Vec::new() };
    for (effect, network_gone) in [(failed, false), (Effect::CloseBefore, true)] {
        let lacking = drifted().locked().estimate("09-91-00", "LABOR", "9.00").code_to_be_made("09-91-00", "L");
        let house = House::with(Company::with_jobs([lacking])).await;
        let faults = house.simulation.procore.bench.faults.clone();
        house.simulation.procore.bench.happenings.at(Moment::before(1, BULK), {
            move || {
                let path = if network_gone { "" } else { BULK };
                faults.inject(Fault::every(path, effect));
            }
        });
        let bulk = Effect::Status { code: 403, body: "{\"errors\":\"no\"}".into(), headers: Vec::new() };
        house.simulation.procore.bench.faults.inject(Fault::only(1, BULK, bulk));
        let options = PlanOptions { unlock: true, create_codes: true, ..PlanOptions::default() };
        let end = house.reimport_choosing(JOB, &options, &Answer::ok()).await.unwrap();
        assert!(!format!("{:?}", end.report).contains("UNLOCKED"), "{:?}", end.report);
        assert_eq!(house.writes().iter().filter(|write| write.contains("/budget/lock")).count(), 0);
        assert!(house.simulation.procore.is_locked(house.project(JOB)));
    }
}

#[tokio::test]
async fn the_proof_is_not_overwritten_by_a_reading_that_began_before_the_write() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let held = house.simulation.procore.bench.faults.inject(Fault::only(1, "detail_rows", Effect::HoldAnswer));
    let application = house.application.clone();
    let sweep = tokio::spawn(async move { application.company().await.unwrap().check().await });
    let began = |log: &[simulators::bench::RequestRecord]| log.iter().any(|one| one.path.contains("detail_rows"));
    house.simulation.procore.bench.log.wait_until(began, std::time::Duration::from_mins(1)).await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    house.simulation.procore.bench.faults.release(held);
    sweep.await.unwrap().unwrap();
    let row = house.row(JOB).await;
    assert_eq!(row.procore.unwrap().to_string(), "700.00 USD", "{row:?}");
    assert_eq!(row.lines_out_of_balance, Some(0));
}

#[tokio::test]
async fn the_end_that_was_told_is_the_one_that_was_answered() {
    let mut house = House::with(Company::with_jobs([drifted()])).await;
    let late = Effect::HandleLater { later: Later::Released, code: Some(504) };
    house.simulation.procore.bench.faults.inject(Fault::every(SYNC, late));
    let end = house.reimport(JOB).await.unwrap();
    let mut told = Vec::new();
    while let Ok(event) = house.events.try_recv() {
        if let Event::Ended(end) = event {
            told.push(*end);
        }
    }
    assert_eq!(told, [end]);
}
