//! Amounts as servers write them: in powers of ten, with many digits, as texts or numbers; and projects that round what they are given.

use crate::amount;
use bench::House;
use simulators::ridgeline::{Company, JobBuilder, job};
use tieout::{End, EndKind, StatusKind};

const JOB: &str = "24-431";

fn drifted() -> JobBuilder {
    job(JOB, "Harbor Point")
        .estimate("03-30-00", "SUBCON", "123000.00")
        .budget("03-30-00", "S", "123000.00")
        .estimate("05-12-00", "SUBCON", "80.55")
        .budget("05-12-00", "S", "70.00")
}

#[tokio::test]
async fn however_an_amount_is_spelled_it_is_read_to_the_cent() {
    for (text, as_number) in [
        ("1.23E+5", true),
        ("1.23E+5", false),
        ("123000", true),
        ("123000.000000000000000000000000000000000000", false),
        ("123000.0000000000000000000000", true),
        ("0123000.00", false),
    ] {
        let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
        house.simulation.procore.spell_amount(house.project(JOB), "03-30-00.S", text, as_number);
        house.company().await.check().await.unwrap();
        let row = house.row(JOB).await;
        assert_eq!((row.status.kind, row.lines), (StatusKind::Drifted, Some(1)), "{text}: {row:?}");
        assert_eq!(row.procore.unwrap().amount(), amount("123070.00"), "{text}");
        assert_eq!(house.reimport(JOB).await.unwrap().end, End::Posted, "{text}");
    }
}

#[tokio::test]
async fn an_amount_that_cannot_be_read_is_trouble_and_never_zero() {
    for text in ["", "n/a", "1,23,0", "NaN", "99999999999999999999999999999999999.00"] {
        let house = House::unread(Company::with_jobs([drifted()]), bench::no_limits()).await;
        house.simulation.procore.spell_amount(house.project(JOB), "03-30-00.S", text, false);
        house.company().await.check().await.unwrap();
        let row = house.row(JOB).await;
        assert_eq!(row.status.kind, StatusKind::Trouble, "{text:?}: {row:?}");
        assert!(house.reimport(JOB).await.is_err(), "{text:?}");
        assert_eq!(house.writes(), [""; 0], "{text:?}");
    }
}

#[tokio::test]
async fn a_project_that_rounds_what_it_is_given_is_found_by_the_proof() {
    let house = House::with(Company::with_jobs([drifted()])).await;
    house.simulation.procore.set_rounding(house.project(JOB), Some(0));
    let end = house.reimport(JOB).await.unwrap();
    assert_eq!((end.kind, end.end), (EndKind::Discrepant, End::NotProven), "{:?}", end.report);
    let text = end.report.details.join("\n");
    assert!(text.contains("expected $80.55, found $81.00"), "{text}");
}
