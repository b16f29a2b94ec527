//! Tied out means one thing: a job whose books stay apart is out of balance wherever it is told of, until each difference is accepted at
//! its amount; and it is out of balance again when one of them moves by a cent.

use crate::amount;
use bench::{Answer, House};
use jobcost::JobId;
use rust_decimal::Decimal;
use simulators::DEMO_SEED;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::view::{ItemEndingKind, Receipt, Tie};
use tieout::{
    ApplicationErrorKind, Choice, End, EndKind, Event, ExportFormat, Filter, LineChoice, LineRow, Notice, PlanOptions,
    StatusKind, Tone,
};

/// What the demo company's two jobs leave between the books: what only Procore has, and what no budget code can be made for.
const LEFT_APART: [(&str, &str, bool); 2] = [("24-160", "88340.18", false), ("24-139", "-263985.00", true)];
/// The demo company with these two jobs alone: the others have nothing to do with it, and take long to be read.
fn demo_jobs() -> Company {
    let mut company = Company::ridgeline(DEMO_SEED);
    company.jobs.retain(|job| LEFT_APART.iter().any(|(id, ..)| *id == job.project_id));
    company
}

const REASON: &str = "The owner pays it directly";

fn none() -> PlanOptions {
    PlanOptions::default()
}

/// What was told since, without having been asked.
fn noticed(house: &mut House) -> Vec<Notice> {
    let mut notices = Vec::new();
    while let Ok(event) = house.events.try_recv() {
        if let Event::Noticed(notice) = event {
            notices.push(notice);
        }
    }
    notices
}

async fn newest_receipt(house: &House, job: &str) -> Receipt {
    let history = house.company().await.history().await.unwrap();
    history.into_iter().find(|closed| closed.job == JobId::new(job)).map(Receipt::from).unwrap()
}

/// Accepts every line that differs, one after the other.
async fn accept_each(house: &House, job: &str) -> usize {
    let company = house.company().await;
    let mut accepted = 0;
    loop {
        let shown = company.open_comparison(&JobId::new(job)).await.unwrap();
        let differs = |line: &LineRow| !line.variance.is_zero() && line.accepted.is_none();
        let Some(place) = shown.lines.iter().position(differs) else { return accepted };
        let places = [u32::try_from(place).unwrap()];
        company.accept_lines(&shown.plan, &none(), &places, REASON).await.unwrap();
        accepted += 1;
    }
}

#[tokio::test]
async fn the_demo_jobs_that_stay_apart_are_told_everywhere_and_tie_out_only_with_their_items() {
    let mut house = House::with(demo_jobs()).await;
    for (id, apart, create_codes) in LEFT_APART {
        let options = PlanOptions { create_codes, ..none() };
        let apart: Decimal = apart.parse().unwrap();
        let answer = Answer::ok();
        let end = house.reimport_choosing(id, &options, &answer).await.unwrap();
        let written = if apart.is_sign_negative() { "263,985.00 below" } else { "88,340.18 above" };
        // The dialog said it before, the message, which is the notification's too, says it after.
        assert!(answer.asked()[0].body.contains(written), "{}", answer.asked()[0].body);
        assert_eq!((end.kind, end.end), (EndKind::StillDiffers, End::StillDiffers), "{:?}", end.report);
        assert!(end.report.message.contains(&format!("Procore is still ${written} Acumatica: ")), "{:?}", end.report);
        assert!(end.report.remedy.contains("can be accepted"), "{:?}", end.report);
        if id == "24-160" {
            let whole =
                "Re-imported as planned. Procore is still $88,340.18 above Acumatica: 4 lines that only Procore has.";
            assert_eq!(end.report.message, whole);
        }

        let row = house.row(id).await;
        assert_eq!(row.out_of_balance.map(|money| money.amount()), Some(apart), "{row:?}");
        assert_eq!(row.tie, Some(Tie::OutOfBalance));
        assert!(!matches!(row.status.kind, StatusKind::TiesOut | StatusKind::TiesOutWithItems), "{row:?}");
        assert!(house.page_of(Filter::Drifted).await.rows.iter().any(|row| row.job_id == id), "still among them");
        let receipt = newest_receipt(&house, id).await;
        assert_eq!(receipt.kind, EndKind::StillDiffers, "{receipt:?}");
        assert_eq!(receipt.out_of_balance_after.map(|money| money.amount()), Some(apart));
        assert!(receipt.sentence.contains(written), "{receipt:?}");

        let accepted = accept_each(&house, id).await;
        let row = house.row(id).await;
        assert_eq!((row.tie, row.status.kind), (Some(Tie::TiesOutWithItems), StatusKind::TiesOutWithItems), "{row:?}");
        assert_eq!((row.items as usize, row.items_amount.map(|money| money.amount())), (accepted, Some(apart)));
        assert!(house.page_of(Filter::Drifted).await.rows.iter().all(|row| row.job_id != id));
        let end = house.company().await.nothing_to_change(&JobId::new(id), &none()).unwrap();
        assert_eq!((end.kind, end.end), (EndKind::WithItems, End::AlreadyInAgreement), "{:?}", end.report);
        assert!(end.report.message.contains(&format!("{accepted} reconciling items of ")), "{:?}", end.report);
    }
    drop(noticed(&mut house));
    moves_by_a_cent(&mut house).await;
}

/// One of the accepted lines moves: out of balance again, said once, and the others hold.
async fn moves_by_a_cent(house: &mut House) {
    let id = "24-160";
    let line = house.lines(id).await.into_iter().find(|line| line.accepted.is_some()).unwrap();
    let (was, code) = (line.budget.unwrap(), line.code);
    house.simulation.procore.set_amount(house.project(id), &code, was.amount() + amount("0.01"));
    house.company().await.check().await.unwrap();
    let told = noticed(house);
    let [notice] = told.as_slice() else { panic!("{told:?}") };
    let sentence = was.sentence();
    let moved = format!("{id}: the accepted difference of {code} moved from {sentence} to ");
    assert!(notice.report.message.starts_with(&moved), "{notice:?}");
    assert!(notice.report.message.ends_with("It is out of balance again."), "{notice:?}");
    assert_eq!((notice.tone, notice.job.as_deref()), (Tone::Problem, Some(id)), "its action opens the job");
    let row = house.row(id).await;
    assert_eq!(row.tie, Some(Tie::OutOfBalance));
    assert!(row.items > 0, "the others hold: {row:?}");
    house.company().await.check().await.unwrap();
    assert_eq!(noticed(house), [], "it is said once");
    let items = house.company().await.reconciling_items(&JobId::new(id)).await.unwrap();
    let lapsed: Vec<_> = items.iter().filter_map(|item| item.ended.as_ref()).map(|end| end.kind).collect();
    assert_eq!(lapsed, [ItemEndingKind::Lapsed]);
}

const JOB: &str = "24-411";

/// A line that drifted, one that only Procore has, and one without a budget code.
fn apart() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .budget("03-30-00", "S", "100.00")
        .budget("09-91-00", "S", "7.00")
        .estimate("77-00-00", "SUBCON", "50.00")
        .unknown_to_procore("77-00-00")
}

#[tokio::test]
async fn a_reimport_with_items_is_not_green_and_its_receipt_and_export_name_them_for_ever() {
    let house = House::with(Company::with_jobs([apart()])).await;
    let (company, job) = (house.company().await, JobId::new(JOB));
    let shown = company.open_comparison(&job).await.unwrap();
    assert_eq!(company.accept_rest(&shown.plan, &none(), REASON).await.unwrap(), 2, "what a re-import would leave");
    let row = house.row(JOB).await;
    assert_eq!((row.tie, row.items), (Some(Tie::OutOfBalance), 2), "the line that drifted is still to be re-imported");
    let answer = Answer::ok();
    let end = house.reimport_answering(JOB, &answer).await.unwrap();
    assert!(
        answer.asked()[0].body.contains("ties out with 2 reconciling items of \u{2212}$43.00"),
        "{:?}",
        answer.asked()
    );
    assert_eq!((end.kind, end.end), (EndKind::WithItems, End::Posted), "{:?}", end.report);
    assert_eq!(
        end.report.message, "Re-imported as planned. Ties out with 2 reconciling items of \u{2212}$43.00.",
        "{:?}",
        end.report
    );
    let shown = company.open_comparison(&job).await.unwrap();
    let sheet = company.export_plan(&shown.plan, &none(), ExportFormat::Csv).unwrap();
    let text = String::from_utf8(sheet.bytes).unwrap();
    assert_eq!(text.matches(REASON).count(), 2, "{text}");
    company.take_back_items(&job, &["09-91-00.S".to_owned()]).await.unwrap();
    let receipt = newest_receipt(&house, JOB).await;
    assert_eq!((receipt.kind, receipt.items.len()), (EndKind::WithItems, 2), "{receipt:?}");
    assert!(receipt.items.iter().all(|item| item.reason == REASON && !item.by.is_empty()), "{receipt:?}");
    assert_eq!(house.row(JOB).await.tie, Some(Tie::OutOfBalance));
}

#[tokio::test]
async fn a_line_that_would_change_is_left_once_it_is_accepted() {
    let house = House::with(Company::with_jobs([apart()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    let plan = company.prepare(&JobId::new(JOB), &none()).await.unwrap();
    company.accept_lines(&shown.plan, &none(), &[0], REASON).await.unwrap();
    assert_eq!(house.row(JOB).await.lines, Some(0));
    let line = house.line(JOB, "03-30-00.S").await;
    assert_eq!(line.after.map(|money| money.amount()), Some(amount("100")), "{line:?}");
    assert!(line.accepted.is_some_and(|accepted| accepted.holds && accepted.reason == REASON));
    // A plan from before is not carried out: it says something else.
    let answer = Answer::ok();
    let end = company.reimport(&plan, &none(), &answer).await;
    assert!(end.is_ok_and(|end| end.kind == EndKind::Outdated), "what was accepted meanwhile is left");
    assert_eq!((answer.asked(), house.writes()), (vec![], vec![]));
}

#[tokio::test]
async fn what_is_accepted_holds_after_a_restart_and_for_another_tieout() {
    let house = House::with(Company::with_jobs([apart()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    company.accept_rest(&shown.plan, &none(), REASON).await.unwrap();
    let another = house.another().await;
    let row = another.company().await.unwrap().row(&JobId::new(JOB)).unwrap();
    assert_eq!(row.items, 2, "{row:?}");
    assert_eq!(company.all_reconciling_items().await.unwrap().len(), 2);
}

#[tokio::test]
async fn only_a_difference_can_be_accepted_and_only_for_a_reason() {
    let agreeing = apart().estimate("05-12-00", "SUBCON", "1.00").budget("05-12-00", "S", "1.00");
    let house = House::with(Company::with_jobs([agreeing])).await;
    let (company, job) = (house.company().await, JobId::new(JOB));
    let shown = company.open_comparison(&job).await.unwrap();
    let place = |code: &str| {
        let place = shown.lines.iter().position(|line| line.code == code).unwrap();
        u32::try_from(place).unwrap()
    };
    let (agrees, drifted) = (place("05-12-00.S"), place("03-30-00.S"));
    for (places, reason, kind) in [
        (vec![drifted], "", ApplicationErrorKind::BadInput { field: "reason" }),
        (vec![drifted, agrees], REASON, ApplicationErrorKind::Refused),
        (vec![99], REASON, ApplicationErrorKind::Refused),
        (vec![], REASON, ApplicationErrorKind::Refused),
    ] {
        let error = company.accept_lines(&shown.plan, &none(), &places, reason).await.unwrap_err();
        assert_eq!(error.kind, kind, "{error:?}");
    }
    assert_eq!(company.reconciling_items(&job).await.unwrap(), [], "all or none");
    let nothing = company.take_back_items(&job, &["03-30-00.S".to_owned()]).await.unwrap_err();
    assert_eq!(nothing.kind, ApplicationErrorKind::Refused);
}

#[tokio::test]
async fn what_cannot_be_read_moves_nothing() {
    let mut house = House::with(Company::with_jobs([apart()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    company.accept_rest(&shown.plan, &none(), REASON).await.unwrap();
    let project = house.project(JOB);
    house.simulation.procore.set_amount(project, "09-91-00.S", amount("8"));
    let failed = simulators::bench::Effect::Status { code: 500, body: "{}".into(), headers: Vec::new() };
    let fault = simulators::bench::Fault::every(format!("project_id={project}"), failed);
    house.simulation.procore.bench.faults.inject(fault);
    drop(company.check().await);
    assert_eq!(house.row(JOB).await.items, 2, "an error is no difference");
    house.simulation.procore.bench.faults.clear();
    drop(noticed(&mut house));
    company.check().await.unwrap();
    assert_eq!((noticed(&mut house).len(), house.row(JOB).await.items), (1, 1));
}

#[tokio::test]
async fn a_choice_that_mends_the_line_ends_its_item() {
    let mut house = House::with(Company::with_jobs([apart()])).await;
    let company = house.company().await;
    let shown = company.open_comparison(&JobId::new(JOB)).await.unwrap();
    company.accept_rest(&shown.plan, &none(), REASON).await.unwrap();
    let zero = LineChoice { code: "09-91-00.S".into(), choice: Choice::SetToZero };
    let options = PlanOptions { choices: vec![zero], ..none() };
    let end = house.reimport_choosing(JOB, &options, &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::WithItems, "{:?}", end.report);
    drop(noticed(&mut house));
    company.check().await.unwrap();
    let told = noticed(&mut house);
    assert!(told.iter().any(|one| one.report.message.contains("to $0.00. It still ties out")), "{told:?}");
    assert_eq!(house.row(JOB).await.tie, Some(Tie::TiesOutWithItems));
}
