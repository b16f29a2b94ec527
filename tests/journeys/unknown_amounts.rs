//! Unknown is never zero (rule 13): fields that a right hides, that are not there, or that nobody can read are trouble of the jobs they
//! belong to, and of no other. Nothing is planned, nothing is written, and nobody is told that all is well.

use crate::amount;
use bench::{Answer, House, no_limits};
use simulators::acumatica::{Hidden, HiddenRows, LineKey, Setting};
use simulators::ridgeline::{Company, job};
use tieout::{EndKind, StatusKind};

const AMOUNT: &str = "OriginalBudgetedAmount";

fn company() -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point")
            .estimate("03-30-00", "SUBCON", "612400.00")
            .estimate("05-50-00", "MATERIAL", "38400.00")
            .budget("03-30-00", "S", "588900.00"),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "5.00"),
        // Not a cent on either side: a zero that is known.
        job("24-103", "Cedar Ridge").estimate("03-30-00", "SUBCON", "0.00"),
    ])
}

async fn house() -> House {
    let house = House::unread(company(), no_limits()).await;
    // Whether a hidden field is empty or absent no document says.
    house.traffic.means("asked for and missing");
    house
}

fn hide(house: &House, entity: &str, field: &str, how: Hidden, rows: HiddenRows) {
    let setting = Setting::HiddenField { entity: entity.into(), field: field.into(), how, rows };
    house.simulation.acumatica.set(setting).unwrap();
}

/// Every job is trouble, and nobody calls that agreement.
async fn nothing_is_known(house: &House) {
    let page = house.page().await;
    assert!(page.rows.iter().all(|row| row.status.kind == StatusKind::Trouble), "{:#?}", page.rows);
    assert!(page.rows.iter().all(|row| row.acumatica.is_none() && row.lines.is_none()), "an unknown total is no total");
    assert_eq!(page.totals, [], "and nothing is summed");
    let attention = house.company().await.attention();
    assert_eq!((attention.drifted, attention.needs_you), (0, 3));
}

#[tokio::test]
async fn amounts_that_are_hidden_everywhere_are_trouble_of_every_job_and_never_zero() {
    for how in [Hidden::Empty, Hidden::Absent] {
        for of_balances_too in [false, true] {
            let house = house().await;
            hide(&house, "ProjectBudget", AMOUNT, how, HiddenRows::All);
            if of_balances_too {
                hide(&house, "Balances", AMOUNT, how, HiddenRows::All);
            }
            for job in ["24-101", "24-102", "24-103"] {
                house.cannot_tell(job, AMOUNT).await;
            }
            nothing_is_known(&house).await;
            assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("588900")));
        }
    }
}

#[tokio::test]
async fn amounts_that_are_hidden_on_one_job_leave_the_others_alone() {
    let house = house().await;
    hide(&house, "ProjectBudget", AMOUNT, Hidden::Empty, HiddenRows::Project("24-102".into()));
    hide(&house, "Balances", AMOUNT, Hidden::Empty, HiddenRows::Project("24-102".into()));
    house.cannot_tell("24-102", AMOUNT).await;
    let attention = house.company().await.attention();
    assert_eq!(attention.needs_you, 1);
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn one_amount_of_a_job_that_is_missing_is_told_with_its_line() {
    let house = house().await;
    hide(&house, "ProjectBudget", AMOUNT, Hidden::Empty, HiddenRows::Each(2));
    house.cannot_tell("24-101", "SUBCON").await;
}

#[tokio::test]
async fn amounts_that_are_hidden_after_the_yes_change_nothing() {
    let house = house().await;
    house.company().await.check().await.unwrap();
    let acumatica = house.simulation.acumatica.clone();
    let answer = Answer::ok_after(move || {
        let (entity, field) = ("ProjectBudget".to_owned(), AMOUNT.to_owned());
        acumatica.set(Setting::HiddenField { entity, field, how: Hidden::Empty, rows: HiddenRows::All }).unwrap();
    });
    let error = house.reimport_answering("24-101", &answer).await.unwrap_err();
    assert!(error.sentence.contains(AMOUNT), "{error:?}");
    assert_eq!(house.writes(), [""; 0]);
    // What was known before is not passed off as what is known now.
    house.cannot_tell("24-101", AMOUNT).await;
}

#[tokio::test]
async fn every_field_that_a_line_needs_is_asked_for_by_name() {
    for field in ["Type", "ProjectTaskID", "AccountGroup", "CostCode"] {
        for how in [Hidden::Empty, Hidden::Absent] {
            let house = house().await;
            hide(&house, "ProjectBudget", field, how, HiddenRows::Project("24-102".into()));
            house.cannot_tell("24-102", field).await;
            assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{field}");
        }
    }
}

#[tokio::test]
async fn lines_that_do_not_say_whose_they_are_belong_to_nobody() {
    let house = house().await;
    hide(&house, "ProjectBudget", "ProjectID", Hidden::Empty, HiddenRows::All);
    let error = house.company().await.check().await.unwrap_err();
    assert!(error.sentence.contains("ProjectID"), "{error}");
    house.is_not_planned("24-101", "ProjectID").await;
    assert!(house.company().await.attention().needs_you > 0, "and the tray says so");
}

#[tokio::test]
async fn an_amount_that_does_not_fit_is_trouble_of_its_job() {
    let house = house().await;
    let digits =
        |digits: &str| Setting::Digits { line: LineKey::of("24-102"), field: AMOUNT.into(), digits: digits.into() };
    for too_large in ["1234567890123456789012345678901234567890", "1e40"] {
        house.simulation.acumatica.set(digits(too_large)).unwrap();
        house.cannot_tell("24-102", AMOUNT).await;
    }
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn long_fractions_and_powers_of_ten_are_read_to_the_cent() {
    for (digits, expected) in [
        ("6.1240000000000000000000000000000000000001E+5", "612400.00"),
        ("612399.99500000000000000000001", "612400.00"),
    ] {
        let house = house().await;
        let line = LineKey::of("24-101").account_group("SUBCON");
        let setting = Setting::Digits { line, field: AMOUNT.into(), digits: digits.into() };
        house.simulation.acumatica.set(setting).unwrap();
        house.company().await.check().await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{digits}");
        assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount(expected)), "{digits}");
    }
}

#[tokio::test]
async fn a_job_without_a_currency_is_its_own_trouble() {
    let house = house().await;
    house.simulation.acumatica.set(Setting::UnknownCurrency { project: "24-102".into() }).unwrap();
    house.cannot_tell("24-102", "currency").await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}
