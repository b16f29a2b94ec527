//! Which budget code a line means: by what the ERP connection left, by how codes look, and never by a guess.

use crate::amount;
use bench::House;
use simulators::procore::OriginForm;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind, LineOutcome, OfferKind};

const JOB: &str = "24-321";

async fn unmapped(house: &House) -> Vec<String> {
    let lines = house.lines(JOB).await.into_iter().filter(|line| line.outcome == LineOutcome::Unmapped);
    lines.map(|line| line.reason).collect()
}

fn reworded() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "120.00")
        .estimate("05-12-00", "SUBCON", "80.00")
        .budget("03-30-00", "S", "100.00")
        .budget("05-12-00", "S", "80.00")
        .procore_text("03-30-00", "03-3000.0")
        .procore_text("05-12-00", "05-1200.0")
}

#[tokio::test]
async fn codes_that_read_otherwise_are_found_by_what_the_erp_left() {
    let house = House::with(Company::with_jobs([reworded()])).await;
    assert_eq!(unmapped(&house).await, [""; 0]);
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Posted, End::Posted), "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "03-3000.0.S"), Some(amount("120")));
    assert_eq!(house.budget(JOB).len(), 2, "and nothing is doubled");
}

#[tokio::test]
async fn what_another_connector_left_is_no_identity() {
    for form in [OriginForm::ListId, OriginForm::Joined, OriginForm::Guid, OriginForm::Prefixed, OriginForm::Absent] {
        let house = House::unread(Company::with_jobs([reworded()]), bench::no_limits()).await;
        house.simulation.procore.set_origin_ids(form);
        house.company().await.check().await.unwrap();
        let lines = house.lines(JOB).await;
        let found = lines.iter().filter(|line| line.estimate.is_some() && line.budget.is_some()).count();
        // Texts without their separators are alike, too: what matters is that nothing is written twice.
        let end = house.reimport(JOB).await;
        assert_eq!(house.budget(JOB).len(), 2, "{form:?}: {end:?}, {found} found");
    }
}

#[tokio::test]
async fn one_identity_on_two_codes_means_neither() {
    let two = job(JOB, "Harbor Point")
        .estimate("0330", "SUBCON", "120.00")
        .unknown_to_procore("0330")
        .budget("03-A", "S", "100.00")
        .budget("03-B", "S", "5.00");
    let house = House::unread(Company::with_jobs([two]), bench::no_limits()).await;
    for code in ["03-A", "03-B"] {
        house.simulation.procore.set_origin_of_cost_code(code, Some("0330"));
    }
    house.company().await.check().await.unwrap();
    let reasons = unmapped(&house).await;
    assert!(
        reasons.len() == 1 && reasons[0].contains("03-A") && reasons[0].contains("03-B"),
        "both are named: {reasons:?}"
    );
    assert!(house.reimport(JOB).await.is_err());
    assert_eq!((house.writes(), house.budget(JOB).len()), (vec![], 2), "neither is touched");
    // Once one of them is somebody else's, the other is meant.
    house.simulation.procore.set_origin_of_cost_code("03-B", Some("0340"));
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::StillDiffers);
    assert_eq!(house.in_procore(JOB, "03-A.S"), Some(amount("120")));
}

#[tokio::test]
async fn two_codes_that_print_alike_stay_apart() {
    // Sub job 01 with code 03, and code 01.03 without a sub job: both print 01.03.S.
    let alike = job(JOB, "Harbor Point")
        .estimate_in_task("01", "03", "SUBCON", "50.00")
        .estimate("01.03", "SUBCON", "60.00")
        .budget_in_sub_job("01", "03", "S", "5.00")
        .budget("01.03", "S", "6.00");
    let house = House::with(Company::with_jobs([alike])).await;
    let mapping = tieout::CodeMapping {
        sub_jobs: tieout::SubJobs::TaskCode {
            format: tieout::CodeFormat::default(),
            default_task: Some(tieout::TaskId::new("BASE")),
        },
        ..tieout::CodeMapping::default()
    };
    house.company().await.save_mapping(&mapping).await.unwrap();
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!(end.end, End::Posted, "{:?}", end.report);
    let mut amounts: Vec<_> = house.budget(JOB).into_iter().map(|(_, amount)| amount).collect();
    amounts.sort();
    assert_eq!(amounts, ["50.00", "60.00"], "each got its own");
    let lines = house.simulation.procore.budget(house.project(JOB));
    assert_ne!(lines[0].wbs_code_id, lines[1].wbs_code_id);
}

#[tokio::test]
async fn the_order_of_segments_and_dots_in_codes_do_not_matter() {
    let odd = |builder: JobBuilder| {
        builder
            .estimate("9-92116.000", "SUBCON", "20.00")
            .estimate("00-.30.14-", "LABOR", "30.00")
            .estimate("Div 1-01-002", "OTHER", "40.00")
            .budget("9-92116.000", "S", "2.00")
            .budget("00-.30.14-", "L", "3.00")
            .budget("Div 1-01-002", "O", "4.00")
    };
    for (builder, code) in [
        (odd(job(JOB, "Harbor Point")), "9-92116.000.S"),
        (odd(job(JOB, "Harbor Point")).codes_reversed(), "S.9-92116.000"),
    ] {
        let house = House::with(Company::with_jobs([builder])).await;
        assert_eq!(unmapped(&house).await, [""; 0]);
        let end = house.reimport(JOB).await.unwrap();
        assert_eq!(end.end, End::Posted, "{:?}", end.report);
        assert_eq!(house.in_procore(JOB, code), Some(amount("20")));
        assert_eq!(house.budget(JOB).len(), 3);
    }
}

#[tokio::test]
async fn a_code_outside_the_erps_list_is_said_and_the_others_are_posted() {
    let company = || {
        Company::with_jobs([job(JOB, "Harbor Point")
            .estimate("03-30-00", "SUBCON", "120.00")
            .budget("03-30-00", "S", "100.00")
            .estimate("05-50-00", "LABOR", "7.00")
            .code_to_be_made("05-50-00", "L")])
    };
    let house = House::with(company()).await;
    house.simulation.procore.set_origin_of_cost_code("05-50-00", None);
    house.simulation.procore.set_erp_list_only(true);
    let company = house.company().await;
    let shown = company.open_comparison(&jobcost::JobId::new(JOB)).await.unwrap();
    assert!(shown.summary.offers.iter().any(|offer| offer.kind == OfferKind::CreateCodes), "{:?}", shown.summary);
    let creating = tieout::PlanOptions { create_codes: true, ..tieout::PlanOptions::default() };
    let end = house.reimport_choosing(JOB, &creating, &bench::Answer::ok()).await.unwrap();
    // Refused with Procore's words, and no line was half made.
    assert!(matches!(end.end, End::Refused | End::Failed), "{end:?}");
    assert!(!end.report.details.is_empty(), "{:?}", end.report);
    assert_eq!(house.in_procore(JOB, "05-50-00.L"), None);
    // Without the code the other line goes.
    assert_eq!(house.reimport(JOB).await.unwrap().end, End::StillDiffers);
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("120")));
}
