//! Which lines of Acumatica's list are an estimate: those of every status, by their own type; and jobs whose ids or currencies are unusual.

use crate::amount;
use bench::{House, no_limits};
use simulators::acumatica::{Edit, LineKey, Setting};
use simulators::ridgeline::{Company, JobBuilder, Kind, job};
use tieout::{EndKind, StatusKind};

fn drifted(id: &str) -> JobBuilder {
    job(id, "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00")
}

/// One job alone: re-imported, and what became of one code.
async fn posted(job: JobBuilder, id: &str, code: &str) -> Option<rust_decimal::Decimal> {
    let house = House::with(Company::with_jobs([job])).await;
    let end = house.reimport(id).await.unwrap();
    assert_eq!(end.kind, EndKind::Posted, "{end:?}");
    house.in_procore(id, code)
}

#[tokio::test]
async fn jobs_of_every_status_are_listed_and_read() {
    let statuses = [
        "In Planning",
        "Pending Approval",
        "Active",
        "Completed",
        "Suspended",
        "Canceled",
        "Closed",
        "Rejected",
        "New one",
    ];
    let jobs = statuses.iter().enumerate().map(|(number, status)| drifted(&format!("24-10{number}")).status(status));
    let house = House::with(Company::with_jobs(jobs)).await;
    let rows = house.page().await.rows;
    assert_eq!(rows.len(), statuses.len());
    assert!(rows.iter().all(|row| row.status.kind == StatusKind::Drifted && row.lines == Some(1)), "{rows:#?}");
}

#[tokio::test]
async fn lines_of_a_canceled_task_count_like_any_other() {
    for status in ["In Planning", "Completed", "Canceled"] {
        let job =
            drifted("24-101").estimate_in_task("NORTH", "03-30-00", "SUBCON", "0.50").task_status("NORTH", status);
        assert_eq!(posted(job, "24-101", "03-30-00.S").await, Some(amount("612400.50")), "{status}");
    }
}

#[tokio::test]
async fn an_off_balance_group_counts_while_it_is_ticked_and_an_asset_never() {
    let job = drifted("24-101")
        .estimate("06-10-00", "EQUIP", "900.00")
        .line_of(Kind::Asset, "03-30-00", "WIP", "99.00")
        .budget("06-10-00", "E", "1.00");
    let house = House::with(Company::with_jobs([job])).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "06-10-00.E"), Some(amount("900")));
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")), "without work in progress");
    // Somebody takes the tick away: the line is no cost any more, in every job, and Procore's line stays.
    house.simulation.acumatica.edit(Edit::TickExpense { account_group: "EQUIP".into(), ticked: false }).unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.row("24-101").await.acumatica.unwrap().digits(), "612400.00");
    assert_eq!(house.row("24-101").await.out_of_balance.unwrap().digits(), "900.00", "and the two books differ by it");
    assert_eq!(house.in_procore("24-101", "06-10-00.E"), Some(amount("900")));
}

#[tokio::test]
async fn lines_on_inactive_codes_and_groups_count() {
    let company = Company::with_jobs([drifted("24-101")])
        .with_inactive_cost_code("03-30-00")
        .with_inactive_account_group("SUBCON");
    let house = House::with(company).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
}

#[tokio::test]
async fn a_job_whose_id_has_signs_of_an_address_is_read_like_any_other() {
    for id in ["24/101", "O'BRIEN", "A&B+C", "50% JOB"] {
        // Its balances are had as well: they tell of a line that is hidden.
        let house = House::with(Company::with_jobs([drifted(id).estimate("05-50-00", "MATERIAL", "1.00")])).await;
        let line = LineKey::of(id).account_group("MATERIAL");
        house.simulation.acumatica.set(Setting::RestrictedLines { line }).unwrap();
        house.is_not_planned(id, "MATERIAL").await;
        assert_eq!(posted(drifted(id), id, "03-30-00.S").await, Some(amount("612400")), "{id}");
    }
}

#[tokio::test]
async fn the_project_that_is_no_project_is_none_whatever_it_is_called() {
    let house = House::with(Company::with_jobs([drifted("24-101")]).with_non_project("NONE")).await;
    let rows = house.page().await.rows;
    assert_eq!(rows.iter().map(|row| row.job_id.as_str()).collect::<Vec<_>>(), ["24-101"]);
}

fn in_currency(currency: &str, estimate: &str) -> JobBuilder {
    job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", estimate)
        .budget("03-30-00", "S", "1")
        .estimate_currency(currency)
        .budget_currency(currency)
}

#[tokio::test]
async fn amounts_are_posted_to_the_smallest_unit_of_their_currency() {
    for (currency, estimate, expected) in
        [("JPY", "120000", "120000"), ("JPY", "100.5", "101"), ("BHD", "612.41", "612.41"), ("EUR", "0.006", "0.01")]
    {
        let posted = posted(in_currency(currency, estimate), "24-101", "03-30-00.S").await;
        assert_eq!(posted, Some(amount(expected)), "{currency} {estimate}");
    }
}

/// Procore's documents show money with two places. What it makes of a third one, only the read-back tells.
#[tokio::test]
async fn a_third_place_that_procore_does_not_take_is_told_to_the_unit_and_never_rounded_away() {
    let house = House::with(Company::with_jobs([in_currency("BHD", "612.405")])).await;
    let end = house.reimport("24-101").await.unwrap();
    assert_eq!(end.kind, EndKind::Refused, "{end:?}");
    assert!(end.report.details[0].contains("612.405"), "{end:?}");
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("1")));
}

#[tokio::test]
async fn a_yen_that_was_halved_is_a_whole_yen() {
    let job = job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "100.5")
        .estimate_in_task("NORTH", "03-30-00", "SUBCON", "0.2")
        .budget("03-30-00", "S", "1")
        .estimate_currency("JPY")
        .budget_currency("JPY");
    assert_eq!(posted(job, "24-101", "03-30-00.S").await, Some(amount("101")));
}

#[tokio::test]
async fn what_was_posted_or_ordered_meanwhile_is_no_change_of_the_estimate() {
    let house =
        House::unread(Company::with_jobs([drifted("24-101").estimate("05-50-00", "MATERIAL", "1.00")]), no_limits())
            .await;
    house.company().await.check().await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    let line = LineKey::of("24-101").task("BASE").cost_code("03-30-00").account_group("SUBCON");
    let (post, order) = (
        Edit::Post { line: line.clone(), amount: amount("7.00") },
        Edit::ReleaseChangeOrder { line, amount: amount("9.00") },
    );
    house.simulation.acumatica.edit(post).unwrap();
    house.simulation.acumatica.edit(order).unwrap();
    house.simulation.acumatica.edit(Edit::Grow { project: "24-101".into() }).unwrap();
    house.company().await.check().await.unwrap();
    assert_eq!(house.row("24-101").await.status.kind, StatusKind::TiesOut);
}
