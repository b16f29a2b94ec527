//! Requests whose answer is lost and that arrive later all the same: "not known yet" until it is known, and never "nothing was changed".

use crate::amount;
use bench::{House, notices};
use jiff::SignedDuration;
use simulators::bench::{Effect, Fault, FaultId, Later, Nth};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind, PlanOptions, Report, Tone};

const JOB: &str = "24-331";
const SYNC: &str = "budget_line_items/sync";
const LINE: &str = "v1.1/budget_line_items";
const LOCK: &str = "/budget/lock";
const BULK: &str = "wbs_codes/bulk_create";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .estimate("05-50-00", "MATERIAL", "40.00")
}

/// Every request on a path goes unanswered, and arrives when it is let.
fn unanswered(house: &House, path: &str, method: &str, code: Option<u16>) -> FaultId {
    let effect = Effect::HandleLater { later: Later::Released, code };
    house.simulation.procore.bench.faults.inject(Fault::every(path, effect).on(method))
}

fn text(report: &Report) -> String {
    format!("{}\n{}\n{}", report.message, report.details.join("\n"), report.remedy)
}

/// No word that claims to know.
fn claims_nothing(report: &Report) {
    let text = text(report);
    for claim in ["Nothing was changed", "as it was", "No line reached", "No amount was changed"] {
        assert!(!text.contains(claim), "{claim} in {text}");
    }
}

async fn open_end(house: &House, options: &PlanOptions) -> tieout::ReimportEnd {
    let end = house.reimport_choosing(JOB, options, &bench::Answer::ok()).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::NotKnownYet, End::NotProven), "{:?}", end.report);
    claims_nothing(&end.report);
    assert!(end.report.remedy.contains("Check now"), "{:?}", end.report);
    assert_eq!(house.company().await.history().await.unwrap().len(), 0, "the record stays open");
    end
}

#[tokio::test]
async fn lines_that_arrive_after_the_end_are_told_by_the_next_look() {
    for code in [None, Some(504)] {
        let house = House::with(Company::with_jobs([drifted()])).await;
        let fault = unanswered(&house, SYNC, "POST", code);
        let end = open_end(&house, &PlanOptions::default()).await;
        assert!(text(&end.report).contains("2 lines were sent and do not show"), "{:?}", end.report);
        // A look before they arrive knows no more.
        let told = house.notices().await;
        assert_eq!((told.len(), told[0].tone), (1, Tone::Problem));
        claims_nothing(&told[0].report);
        assert!(told[0].report.message.contains("not known yet"), "{told:?}");
        house.let_arrive(fault).await;
        let told = house.notices().await;
        assert_eq!(told[0].tone, Tone::Success, "{told:?}");
        assert!(told[0].report.details[0].contains("All 2 lines had reached Procore"), "{told:?}");
        assert_eq!(house.in_procore(JOB, "05-50-00.M"), Some(amount("40")), "created once");
        assert_eq!(house.notices().await, [], "and told once");
        let history = house.company().await.history().await.unwrap();
        assert_eq!((history.len(), Some(history[0].id)), (1, end.reimport));
    }
}

#[tokio::test]
async fn a_write_that_arrives_while_it_is_looked_for_is_found() {
    for requests in 1..=4 {
        let house = House::with(Company::with_jobs([drifted()])).await;
        let effect = Effect::HandleLater { later: Later::Requests(requests), code: Some(504) };
        house.simulation.procore.bench.faults.inject(Fault::only(1, SYNC, effect));
        let end = house.reimport(JOB).await.unwrap();
        assert_eq!(end.end, End::Posted, "{requests}: {:?}", end.report);
        assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
        assert_eq!(house.in_procore(JOB, "05-50-00.M"), Some(amount("40")));
        assert_eq!(house.writes().len(), 1, "what was found is not sent again");
    }
}

#[tokio::test]
async fn line_by_line_it_is_the_same() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_sync_enabled(false);
    for method in ["POST", "PATCH"] {
        unanswered(&house, LINE, method, Some(504));
    }
    let end = open_end(&house, &PlanOptions::default()).await;
    assert!(text(&end.report).contains("sent and do"), "{:?}", end.report);
    house.simulation.procore.bench.faults.clear();
    let landed = |log: &[simulators::bench::RequestRecord]| {
        let late = |one: &&simulators::bench::RequestRecord| one.faults.iter().any(|fault| fault == "handle_later");
        let arrived = |one: &&simulators::bench::RequestRecord| one.faults.iter().any(|fault| fault == "handled_late");
        log.iter().filter(late).count() == log.iter().filter(arrived).count()
    };
    house.simulation.procore.bench.log.wait_until(landed, std::time::Duration::from_mins(1)).await.unwrap();
    let told = house.notices().await;
    assert!(told.len() == 1 && !text(&told[0].report).contains("No line reached"), "{told:?}");
    house.company().await.check().await.unwrap();
    if house.row(JOB).await.lines != Some(0) {
        assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted);
    }
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
    assert_eq!(house.in_procore(JOB, "05-50-00.M"), Some(amount("40")), "created once, not twice");
}

#[tokio::test]
async fn a_request_to_unlock_that_arrives_late_finds_the_budget_locked_again_by_the_next_look() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    let fault = unanswered(&house, LOCK, "DELETE", Some(504));
    let unlocking = PlanOptions { unlock: true, ..PlanOptions::default() };
    let end = open_end(&house, &unlocking).await;
    assert!(text(&end.report).contains("may still be unlocked"), "{:?}", end.report);
    let (procore, project) = (house.simulation.procore.clone(), house.project(JOB));
    assert!(procore.is_locked(project));
    house.let_arrive(fault).await;
    assert!(!procore.is_locked(project), "it arrived");
    let told = house.notices().await;
    assert!(told[0].report.details[0].contains("it is locked again"), "{told:?}");
    assert!(procore.is_locked(project));
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("100")));
}

#[tokio::test]
async fn a_request_to_lock_that_is_lost_is_owed_until_the_next_look() {
    let house = House::with(Company::with_jobs([drifted().locked()])).await;
    let fault = unanswered(&house, LOCK, "POST", Some(504));
    let unlocking = PlanOptions { unlock: true, ..PlanOptions::default() };
    let end = house.reimport_choosing(JOB, &unlocking, &bench::Answer::ok()).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Interrupted, End::NotProven), "{:?}", end.report);
    assert!(end.report.message.contains("UNLOCKED"), "{:?}", end.report);
    house.let_arrive(fault).await;
    house.simulation.procore.bench.faults.clear();
    let told = house.notices().await;
    assert_eq!((told.len(), told[0].tone), (1, Tone::Success), "{told:?}");
    assert!(house.simulation.procore.is_locked(house.project(JOB)));
}

#[tokio::test]
async fn a_budget_code_that_may_still_be_made_is_not_known_yet() {
    let lacking = drifted().estimate("09-91-00", "LABOR", "9.00").code_to_be_made("09-91-00", "L");
    let house = House::with(Company::with_jobs([lacking])).await;
    let fault = unanswered(&house, BULK, "PATCH", Some(504));
    let creating = PlanOptions { create_codes: true, ..PlanOptions::default() };
    let end = open_end(&house, &creating).await;
    assert!(text(&end.report).contains("1 budget code was asked for without an answer"), "{:?}", end.report);
    house.let_arrive(fault).await;
    house.simulation.procore.bench.faults.clear();
    let told = house.notices().await;
    assert!(told[0].report.details.iter().any(|line| line.contains("1 budget code")), "{told:?}");
    let end = house.reimport_choosing(JOB, &creating, &bench::Answer::ok()).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "09-91-00.L"), Some(amount("9")));
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_what_does_not_show_did_not_arrive() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.bench.faults.inject(Fault {
        nth: Nth::Every,
        ..Fault::every(SYNC, Effect::Status { code: 504, body: String::new(), headers: Vec::new() })
    });
    let end = open_end(&house, &PlanOptions::default()).await;
    house.application.quit().await;
    house.simulation.procore.bench.faults.clear();
    for (minutes, known) in [(10, false), (16, true)] {
        let next = house.later(SignedDuration::from_mins(minutes)).await;
        let told = notices(&next).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(
            next.company().await.unwrap().history().await.unwrap().len(),
            usize::from(known),
            "{minutes} minutes later: {told:?}"
        );
        if known {
            assert!(text(&told[0].report).contains("did not arrive"), "{told:?}");
            assert_eq!(Some(next.company().await.unwrap().history().await.unwrap()[0].id), end.reimport);
        } else {
            claims_nothing(&told[0].report);
        }
        next.quit().await;
    }
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("100")));
}

#[tokio::test]
async fn a_job_reimported_anew_while_something_is_out_doubles_nothing() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    let fault = unanswered(&house, SYNC, "POST", Some(504));
    open_end(&house, &PlanOptions::default()).await;
    // It arrives while the new dialog is open: the plan is outdated, and says by what.
    let answer = bench::Answer::ok_after({
        let bench = house.simulation.procore.bench.clone();
        move || {
            bench.faults.release(fault);
            bench.faults.clear();
        }
    });
    let landed = |log: &[simulators::bench::RequestRecord]| {
        log.iter().any(|one| one.faults.iter().any(|fault| fault == simulators::bench::HANDLED_LATE))
    };
    let again = house.reimport_answering(JOB, &answer).await.unwrap();
    assert!(matches!(again.end, End::Refused | End::Posted | End::NotProven), "{again:?}");
    house.simulation.procore.bench.log.wait_until(landed, std::time::Duration::from_mins(1)).await.unwrap();
    house.company().await.check().await.unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.row(JOB).await.lines_out_of_balance, Some(0));
    assert_eq!(house.in_procore(JOB, "05-50-00.M"), Some(amount("40")), "once");
}
