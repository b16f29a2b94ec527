//! What no re-import brings together is said by its end: the two books still differ, by how much, and why.

use crate::amount;
use bench::{Answer, House};
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{ApplicationErrorKind, Choice, End, EndKind, Filter, LineChoice, PlanOptions};

const JOB: &str = "24-411";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "200.00").budget("03-30-00", "S", "100.00")
}

/// Re-imports and expects it carried out as planned, and the books apart.
async fn apart(house: &House, options: &PlanOptions, message: &str, part: &str, remedy: &str) {
    let end = house.reimport_choosing(JOB, options, &Answer::ok()).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::StillDiffers, End::StillDiffers), "{:?}", end.report);
    assert!(
        end.report.message.starts_with("Re-imported as planned.") && end.report.message.contains(message),
        "{end:?}"
    );
    assert!(end.report.details.iter().any(|line| line.contains(part)), "{part} in {:?}", end.report);
    assert!(end.report.details[0].contains("read back and equal to the cent"), "{:?}", end.report);
    assert!(end.report.remedy.contains(remedy), "{:?}", end.report);
    assert!(house.row(JOB).await.lines_out_of_balance.unwrap() > 0);
}

#[tokio::test]
async fn by_lines_without_a_budget_code() {
    let unmapped = drifted().estimate("77-00-00", "SUBCON", "50.00").unknown_to_procore("77-00-00");
    let house = House::with(Company::with_jobs([unmapped])).await;
    apart(
        &house,
        &PlanOptions::default(),
        "Procore is still $50.00 below Acumatica: 1 line of the estimate without a budget code in Procore.",
        "1 line of the estimate without a budget code in Procore",
        "Give the lines that were left out a budget code",
    )
    .await;
    assert_eq!(house.in_procore(JOB, "03-30-00.S"), Some(amount("200")));
}

#[tokio::test]
async fn by_lines_left_by_choice() {
    let house = House::with(Company::with_jobs([drifted()
        .estimate("05-12-00", "SUBCON", "80.00")
        .budget("05-12-00", "S", "95.00")]))
    .await;
    let leave = LineChoice { code: "05-12-00.S".into(), choice: Choice::Leave };
    let options = PlanOptions { choices: vec![leave], ..PlanOptions::default() };
    apart(
        &house,
        &options,
        "Procore is still $15.00 above Acumatica: 1 line left as you chose.",
        "1 line left as you chose",
        "",
    )
    .await;
    assert_eq!(house.in_procore(JOB, "05-12-00.S"), Some(amount("95")));
}

#[tokio::test]
async fn by_lines_that_only_procore_has() {
    let house = House::with(Company::with_jobs([drifted().budget("09-91-00", "S", "7.00")])).await;
    apart(
        &house,
        &PlanOptions::default(),
        "Procore is still $7.00 above Acumatica: 1 line that only Procore has.",
        "1 line that only Procore has",
        "Set lines that only Procore has to zero",
    )
    .await;
    // Then nothing would change, and that is no agreement either.
    let error = house.reimport(JOB).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::NothingToChange);
    assert_eq!(house.row(JOB).await.lines_out_of_balance, Some(1));
    let company = house.company().await;
    let shown = company.open_comparison(&jobcost::JobId::new(JOB)).await.unwrap();
    let again = company.reimport(&shown.plan, &PlanOptions::default(), &Answer::ok()).await;
    if let Ok(end) = again {
        assert_eq!((end.kind, end.end), (EndKind::StillDiffers, End::StillDiffers), "{:?}", end.report);
    }
}

#[tokio::test]
async fn by_amounts_that_cancel_out() {
    let crossed = drifted()
        .estimate("77-00-00", "SUBCON", "50.00")
        .unknown_to_procore("77-00-00")
        .budget("09-91-00", "S", "50.00");
    let house = House::with(Company::with_jobs([crossed])).await;
    apart(
        &house,
        &PlanOptions::default(),
        "have the same total and still differ line by line",
        "1 line that only Procore has",
        "budget code",
    )
    .await;
    let row = house.row(JOB).await;
    assert_eq!((row.out_of_balance.unwrap().amount(), row.lines_out_of_balance), (amount("0"), Some(2)));
}

#[tokio::test]
async fn what_agrees_already_is_said_and_nobody_is_asked() {
    let agrees = job(JOB, "Harbor Point").estimate("03-30-00", "SUBCON", "100.00").budget("03-30-00", "S", "100.00");
    let house = House::with(Company::with_jobs([agrees])).await;
    let answer = Answer::ok();
    let error = house.reimport_answering(JOB, &answer).await.unwrap_err();
    assert_eq!(error.kind, ApplicationErrorKind::NothingToChange);
    assert_eq!((answer.asked(), house.writes()), (vec![], vec![]));
    let row = house.row(JOB).await;
    assert_eq!((row.lines_out_of_balance, row.out_of_balance.unwrap().amount()), (Some(0), amount("0")));
    assert_eq!(house.page_of(Filter::Drifted).await.rows, []);
}
