//! Budget codes that lines lack: offered in the comparison, made as the plan's first step, and only where somebody said yes to it.

use crate::amount;
use bench::{Answer, House};
use jobcost::JobId;
use simulators::bench::{Effect, Fault};
use simulators::procore::Right;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{EndKind, LineOutcome, OfferKind, PlanOptions, StatusKind};

const BULK: &str = "wbs_codes/bulk_create";
const SEGMENTS: &str = "/segments";

/// One line drifted; two more have a cost code and a cost type that the project has, and no budget code of both.
fn lacking() -> JobBuilder {
    job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "612400.00")
        .budget("03-30-00", "S", "588900.00")
        .estimate("05-50-00", "LABOR", "38400.00")
        .code_to_be_made("05-50-00", "L")
        .estimate("09-91-00", "MATERIAL", "0.01")
        .code_to_be_made("09-91-00", "M")
}

fn creating() -> PlanOptions {
    PlanOptions { create_codes: true, ..PlanOptions::default() }
}

fn harbor_point() -> JobId {
    JobId::new("24-101")
}

async fn house() -> House {
    let house = House::with(Company::with_jobs([lacking()])).await;
    house.forget_requests();
    house
}

/// What the budget code is called in Procore.
fn code(house: &House, flat_code: &str) -> Option<String> {
    let procore = &house.simulation.procore;
    procore.code_description(procore.project_of("24-101").unwrap(), flat_code)
}

fn asked(house: &House, path: &str) -> usize {
    house.request_log().matches(path).count()
}

#[tokio::test]
async fn they_are_offered_made_and_their_lines_created() {
    let house = house().await;
    let row = house.row("24-101").await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::OutOfBalance, "Out of balance"));
    assert!(row.status.remedy.unwrap().contains("create"), "the way out is in Tieout");
    let company = house.company().await;
    let shown = company.open_comparison(&harbor_point()).await.unwrap();
    let [offer] = shown.summary.offers.as_slice() else { panic!("{:?}", shown.summary.offers) };
    assert_eq!((offer.kind, offer.taken), (OfferKind::CreateCodes, false));
    assert!(offer.sentence.contains("2 missing budget codes"), "{}", offer.sentence);
    assert_eq!(shown.summary.lines, 1);

    let replanned = company.replan(&shown.plan, &creating()).unwrap();
    let outcomes: Vec<_> = replanned.lines.iter().map(|one| (one.line.code.as_str(), one.line.outcome)).collect();
    assert_eq!(outcomes, [("05-50-00.L", LineOutcome::Created), ("09-91-00.M", LineOutcome::Created)]);
    assert_eq!(replanned.summary.steps, ["Create 2 budget codes in Procore.", "Re-import 3 lines."]);
    let answer = Answer::ok();
    let end = company.reimport(&shown.plan, &creating(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{:?}", end.report);
    assert!(answer.asked()[0].body.contains("1. Create 2 budget codes in Procore."), "{:?}", answer.asked());
    assert!(end.report.details.contains(&"2 budget codes created.".to_owned()), "{:?}", end.report);
    assert_eq!(house.in_procore("24-101", "05-50-00.L"), Some(amount("38400")));
    assert_eq!(house.in_procore("24-101", "09-91-00.M"), Some(amount("0.01")));
    assert_eq!(house.writes().iter().filter(|write| write.contains(BULK)).count(), 1);
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::TiesOut);
}

#[tokio::test]
async fn without_the_offer_the_lines_are_left_out_and_no_code_is_made() {
    let house = house().await;
    let end = house.reimport("24-101").await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers);
    assert_eq!(
        end.report.message,
        "Re-imported as planned. Procore is still $38,400.01 below Acumatica: 2 lines of the estimate without a budget code in Procore."
    );
    let left_out = "2 lines of the estimate without a budget code in Procore";
    assert!(end.report.details.iter().any(|detail| detail.contains(left_out)), "{:?}", end.report);
    assert_eq!(asked(&house, BULK), 0);
    assert_eq!(house.in_procore("24-101", "05-50-00.L"), None);
    // Now nothing but those two would change: the page says so, and the offer is the way out.
    let row = house.row("24-101").await;
    let reason = row.reimport.reason.unwrap();
    assert!(
        !row.reimport.available && reason.contains("Left out, $38,400.01: Procore's project has no budget code"),
        "{reason}"
    );
    let end = house.reimport_choosing("24-101", &creating(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted);
}

#[tokio::test]
async fn a_line_that_is_left_needs_no_code() {
    let house = house().await;
    let choice = tieout::LineChoice { code: "05-50-00.L".into(), choice: tieout::Choice::Leave };
    let options = PlanOptions { choices: vec![choice], ..creating() };
    assert_eq!(house.reimport_choosing("24-101", &options, &Answer::ok()).await.unwrap().kind, EndKind::StillDiffers);
    assert_eq!(house.in_procore("24-101", "05-50-00.L"), None);
    assert_eq!(house.in_procore("24-101", "09-91-00.M"), Some(amount("0.01")));
    assert_eq!(code(&house, "05-50-00.L"), None);
    assert!(code(&house, "09-91-00.M").is_some());
}

#[tokio::test]
async fn a_no_makes_nothing() {
    let house = house().await;
    let end = house.reimport_choosing("24-101", &creating(), &Answer::no()).await.unwrap();
    assert_eq!((end.kind, house.writes().len()), (EndKind::Declined, 0));
}

#[tokio::test]
async fn who_may_not_make_codes_is_told_and_no_amount_moved() {
    let house = house().await;
    let body = r#"{"message":"Forbidden"}"#.to_owned();
    let forbidden =
        Effect::Status { code: 403, body, headers: vec![("content-type".into(), "application/json".into())] };
    house.simulation.procore.bench.faults.inject(Fault::only(1, BULK, forbidden));
    let end = house.reimport_choosing("24-101", &creating(), &Answer::ok()).await.unwrap();
    assert_eq!(end.kind, EndKind::Voided);
    assert!(end.report.details[0].contains("05-50-00.L, 09-91-00.M"), "{:?}", end.report);
    assert!(end.report.details[0].contains("does not let this account create budget codes"), "{:?}", end.report);
    assert!(end.report.remedy.contains("administrator"), "{:?}", end.report);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("588900")), "the other line waits too");
}

#[tokio::test]
async fn who_may_not_make_codes_is_not_offered_it_and_told_who_can() {
    let house = House::unread(Company::with_jobs([lacking()]), bench::no_limits()).await;
    house.simulation.procore.set_budget_rights(Some(&[Right::ModifyOriginal]));
    house.company().await.check().await.unwrap();
    let shown = house.company().await.open_comparison(&harbor_point()).await.unwrap();
    assert_eq!(shown.summary.offers, []);
    let reasons: Vec<_> = shown.lines.iter().filter(|line| line.outcome == LineOutcome::Unmapped).collect();
    let told = |reason: &str| reason.contains("this account may not create it, your Procore administrator can");
    assert!(reasons.len() == 2 && reasons.iter().all(|line| told(&line.reason)), "{reasons:?}");
}

#[tokio::test]
async fn a_lost_answer_is_looked_after() {
    for effect in [Effect::CloseBefore, Effect::LoseAnswer] {
        let house = house().await;
        house.simulation.procore.bench.faults.inject(Fault::only(1, BULK, effect.clone()));
        let end = house.reimport_choosing("24-101", &creating(), &Answer::ok()).await.unwrap();
        assert_eq!(end.kind, EndKind::Posted, "{effect:?}: {:?}", end.report);
    }
}

#[tokio::test]
async fn codes_that_somebody_made_while_the_dialog_was_open_are_used_as_they_are() {
    let house = house().await;
    let (procore, project) = (house.simulation.procore.clone(), house.simulation.procore.project_of("24-101").unwrap());
    let answer = Answer::ok_after(move || {
        procore.make_code(project, "05-50-00.L", "Railings, by hand");
        procore.make_code(project, "09-91-00.M", "Paint, by hand");
    });
    let end = house.reimport_choosing("24-101", &creating(), &answer).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted);
    assert_eq!(asked(&house, BULK), 0);
    assert_eq!(code(&house, "05-50-00.L").as_deref(), Some("Railings, by hand"));
}

#[tokio::test]
async fn an_inactive_code_is_named_and_not_offered() {
    let house = House::unread(Company::with_jobs([lacking()]), bench::no_limits()).await;
    let project = house.simulation.procore.project_of("24-101").unwrap();
    for code in ["05-50-00.L", "09-91-00.M"] {
        house.simulation.procore.make_code(project, code, "");
        house.simulation.procore.deactivate_code(project, code);
    }
    house.company().await.check().await.unwrap();
    let shown = house.company().await.open_comparison(&harbor_point()).await.unwrap();
    assert!(shown.summary.offers.is_empty(), "{:?}", shown.summary.offers);
    let reasons: Vec<_> = shown.lines.iter().filter(|line| line.outcome == LineOutcome::Unmapped).collect();
    assert!(reasons.len() == 2 && reasons.iter().all(|line| line.reason.contains("inactive")), "{reasons:?}");
}

#[tokio::test]
async fn what_codes_are_made_of_is_asked_only_where_a_line_lacks_one() {
    let plain = |number: usize| {
        let id = format!("24-2{number:02}");
        job(&id, "Plain").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00")
    };
    let house = House::unread(Company::with_jobs((0..4).map(plain).chain([lacking()])), bench::no_limits()).await;
    house.company().await.check().await.unwrap();
    // The segments, and the items of each.
    assert_eq!((asked(&house, SEGMENTS), asked(&house, "/segment_items")), (4, 3), "{}", house.request_log());
    house.forget_requests();
    house.company().await.check().await.unwrap();
    // Every line can be given a code, so what is remembered will do: before one is made, its parts are asked for anew.
    assert_eq!((asked(&house, SEGMENTS), asked(&house, "/segment_items")), (0, 0), "{}", house.request_log());
}
