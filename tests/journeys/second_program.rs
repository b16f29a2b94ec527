//! A second program or a colleague in the same budget: whatever it does, the proof finds it, and it is named.

use crate::amount;
use bench::House;
use simulators::bench::{Effect, Fault, Later, Moment};
use simulators::procore::Deed;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, End, EndKind, StatusKind, Tone};

const JOB: &str = "24-341";
const SYNC: &str = "budget_line_items/sync";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-12-00", "SUBCON", "500.00")
        .budget("05-12-00", "S", "500.00")
        .estimate("09-91-00", "SUBCON", "300.00")
        .budget("09-91-00", "S", "300.00")
}

async fn house() -> House {
    House::with(Company::with_jobs([drifted()])).await
}

fn moves_90() -> Deed {
    Deed::MoveMoney { from: "05-12-00.S".into(), to: "09-91-00.S".into(), amount: amount("90") }
}

fn at(house: &House, moment: Moment, deed: Deed) {
    house.simulation.procore.somebody_at(moment, house.project(JOB), deed);
}

#[tokio::test]
async fn a_doubled_line_is_named_before_and_nothing_is_sent() {
    let house = house().await;
    house.somebody(JOB, &Deed::DoubleLine { code: "05-12-00.S".into(), amount: amount("8") });
    house.company().await.check().await.unwrap();
    let row = house.row(JOB).await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::Blocked, "Code is there twice"));
    let error = house.reimport(JOB).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::Refused);
    assert!(error.sentence.contains("two budget lines for 05-12-00.S"), "{error}");
    assert_eq!(house.writes(), [""; 0]);
}

#[tokio::test]
async fn a_line_that_is_doubled_during_the_work_is_named_by_the_proof() {
    let house = house().await;
    at(&house, Moment::after(1, SYNC), Deed::DoubleLine { code: "03-30-00.S".into(), amount: amount("200") });
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Discrepant, End::NotProven), "{:?}", end.report);
    assert!(end.report.message.contains("1 line differs"), "{:?}", end.report);
    assert!(end.report.details[0].contains("03-30-00.S") && end.report.details[0].contains("2 lines"), "{end:?}");
}

#[tokio::test]
async fn money_moved_between_lines_is_found_although_the_totals_agree() {
    for moment in [Moment::before(1, SYNC), Moment::after(1, SYNC)] {
        let house = house().await;
        at(&house, moment, moves_90());
        let end = house.reimport(JOB).await.unwrap();
        assert_eq!((end.kind, end.end), (EndKind::Discrepant, End::NotProven), "{:?}", end.report);
        let text = end.report.details.join("\n");
        for code in ["05-12-00.S", "09-91-00.S"] {
            assert!(text.contains(code), "{code} in {text}");
        }
        assert!(text.contains("changed by somebody else meanwhile"), "{text}");
        assert_eq!(house.simulation.procore.total(house.project(JOB)), amount("1000"), "the sum is the promised one");
    }
}

#[tokio::test]
async fn money_moved_before_the_look_after_an_open_end_is_found_by_it_too() {
    let house = house().await;
    let late = Effect::HandleLater { later: Later::Released, code: Some(504) };
    let fault = house.simulation.procore.bench.faults.inject(Fault::every(SYNC, late));
    assert_eq!(house.reimport(JOB).await.unwrap().kind, EndKind::NotKnownYet);
    house.let_arrive(fault).await;
    house.somebody(JOB, &moves_90());
    let told = house.notices().await;
    assert_eq!(told[0].tone, Tone::Problem, "{told:?}");
    let text = told[0].report.details.join("\n");
    assert!(text.contains("05-12-00.S") && text.contains("09-91-00.S"), "{text}");
    assert!(!text.contains("proven"), "{text}");
}

#[tokio::test]
async fn a_line_that_appears_or_goes_during_the_work_is_named() {
    let appears = Deed::SetAmount { code: "11-00-00.S".into(), amount: amount("5") };
    let goes = Deed::RemoveLine { code: "09-91-00.S".into() };
    for (deed, code) in [(appears, "11-00-00.S"), (goes, "09-91-00.S")] {
        let house = house().await;
        at(&house, Moment::after(1, SYNC), deed);
        let end = house.reimport(JOB).await.unwrap();
        assert_eq!((end.kind, end.end), (EndKind::Discrepant, End::NotProven), "{:?}", end.report);
        assert!(end.report.details.iter().any(|line| line.contains(code)), "{code}: {:?}", end.report);
    }
}

#[tokio::test]
async fn what_was_changed_while_the_dialog_was_open_is_said_and_nothing_is_sent() {
    let house = house().await;
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    let answer = bench::Answer::ok_after(move || procore.somebody(project, &moves_90()));
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Outdated, End::Refused), "{:?}", end.report);
    assert!(end.report.details.iter().any(|line| line.contains("05-12-00.S")), "{:?}", end.report);
    assert_eq!(house.writes(), [""; 0]);
}
