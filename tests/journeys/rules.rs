//! The rules of a re-import, over the wire: $0, credits, lines only Procore has, lines split by inventory item, unmapped codes.

use crate::amount;
use bench::House;
use jobcost::JobId;
use simulators::ridgeline::{Company, job};
use tieout::{EndKind, LineOutcome, StatusKind};

async fn house() -> House {
    let job = job("24-101", "Harbor Point")
        // $0, with and without a budget line.
        .estimate("03-41-00", "MATERIAL", "0.00")
        .budget("03-41-00", "M", "22500.00")
        .estimate("05-52-00", "SUBCON", "0.00")
        // Credits, with and without.
        .estimate("26-24-16", "MATERIAL", "-4200.00")
        .budget("26-24-16", "M", "0.00")
        .estimate("26-51-00", "MATERIAL", "-10.00")
        // Only Procore has it.
        .budget("09-65-00", "M", "12800.00")
        // Split by inventory item and by task.
        .estimate_item("09-21-16", "SUBCON", "DRYWALL", "200000.10")
        .estimate_item("09-21-16", "SUBCON", "FRAMING", "84309.90")
        .estimate_in_task("PHASE2", "09-21-16", "SUBCON", "0.50")
        .budget("09-21-16", "S", "279810.00")
        .modified_by("5000.00")
        // Unmapped: a cost code Procore does not have, an account group without a cost type.
        .estimate("31-99-99", "SUBCON", "7000.00")
        .unknown_to_procore("31-99-99")
        .estimate("03-41-00", "TRAVEL", "300.00");
    House::with(Company::with_jobs([job])).await
}

#[tokio::test]
async fn every_line_says_what_happens_and_why() {
    let house = house().await;
    let lines = house.company().await.open_comparison(&JobId::new("24-101")).await.unwrap().lines;
    let outcome = |code: &str| {
        let line = lines
            .iter()
            .find(|line| line.code.eq_ignore_ascii_case(code))
            .unwrap_or_else(|| panic!("{code} in {lines:#?}"));
        (line.outcome, line.after.map(|after| after.digits()))
    };
    let after = |text: &str| Some(text.to_owned());
    assert_eq!(outcome("03-41-00.M"), (LineOutcome::SetToZero, after("0.00")));
    assert_eq!(outcome("05-52-00.S"), (LineOutcome::NotCreated, None));
    assert_eq!(outcome("26-24-16.M"), (LineOutcome::RevisedToCredit, after("-4200.00")));
    assert_eq!(outcome("26-51-00.M"), (LineOutcome::NotCreated, None));
    assert_eq!(outcome("09-65-00.M"), (LineOutcome::OnlyInProcore, after("12800.00")));
    assert_eq!(outcome("09-21-16.S"), (LineOutcome::Revised, after("284310.50")));
    assert_eq!(outcome("31-99-99 SUBCON"), (LineOutcome::Unmapped, None));
    assert_eq!(outcome("03-41-00 TRAVEL"), (LineOutcome::Unmapped, None));
    let row = house.row("24-101").await;
    assert_eq!((row.status.kind, row.status.label.as_str()), (StatusKind::OutOfBalance, "Out of balance"));
    assert_eq!(row.stays.as_deref(), Some("4 reasons: +5,510.00"), "all of it, with its sign");
    let reason = row.status.reason.unwrap();
    assert!(reason.starts_with("1 line only Procore has, $12,800.00. Left out, $"), "{reason}");
    assert_eq!(row.lines, Some(3));
}

#[tokio::test]
async fn applied_by_the_rules_and_nothing_else_is_touched() {
    let house = house().await;
    let end = house.reimport("24-101").await.unwrap();
    assert_eq!(end.kind, EndKind::StillDiffers);
    assert_eq!(
        end.report.message,
        "Re-imported as planned. Procore is still $5,510.00 above Acumatica: 2 lines of the estimate without a budget code in Procore, \
         1 line that only Procore has and 1 line of the estimate not above zero, for which nothing is created."
    );
    let left_out = "2 lines of the estimate without a budget code in Procore";
    assert!(end.report.details.iter().any(|line| line.contains(left_out)), "{:?}", end.report);
    for (code, expected) in [
        ("03-41-00.M", Some("0.00")),
        ("05-52-00.S", None),
        ("26-24-16.M", Some("-4200.00")),
        ("26-51-00.M", None),
        ("09-65-00.M", Some("12800.00")),
        ("09-21-16.S", Some("284310.50")),
    ] {
        assert_eq!(house.in_procore("24-101", code), expected.map(amount), "{code}");
    }
    let project = house.simulation.procore.project_of("24-101").unwrap();
    assert_eq!(
        house.simulation.procore.modifications(project),
        [amount("5000.00")],
        "modifications are not ours to touch"
    );
    // What is left is not mended by another re-import, and is not green.
    let row = house.row("24-101").await;
    assert_eq!((row.lines, row.status.kind), (Some(0), StatusKind::OutOfBalance));
}
