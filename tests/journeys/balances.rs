//! The control totals of a job are Acumatica's own balances, which hold headings and totals besides the account groups, or are not to
//! be had at all. Lines the account may not see are found by them, and only by them.

use crate::amount;
use bench::{House, no_limits};
use simulators::acumatica::{BalancesAnswer, Edit, Hidden, HiddenRows, LineKey, Setting};
use simulators::ridgeline::{Company, Kind, job};
use tieout::EndKind;

/// Lines of every type, with what is booked on them, in a company that has an account group called like the heading of another.
fn company() -> Company {
    Company::with_jobs([
        job("24-101", "Harbor Point")
            .estimate("03-30-00", "SUBCON", "612400.00")
            .actual("1000.00")
            .inclusive_tax("70.00")
            .estimate("05-50-00", "MATERIAL", "38400.00")
            .change_orders("500.00")
            .estimate("06-10-00", "EQUIP", "900.00")
            .open_committed("30.00")
            .posted("07-10-00", "LABOR", "44.00")
            .line_of(Kind::Asset, "01-00-00", "WIP", "99.00")
            .line_of(Kind::Liability, "01-00-00", "RETAINAGE", "12.00")
            .income("01-00-00", "2000000.00")
            .budget("03-30-00", "S", "588900.00"),
        job("24-102", "Mill Creek").estimate("03-30-00", "SUBCON", "5.00").budget("03-30-00", "S", "4.00"),
    ])
    .with_account_group("RETAINAGE", "Retainage", Kind::Liability, false)
    .with_account_group("EXPENSE", "Expense", Kind::Expense, true)
}

fn line(project: &str) -> LineKey {
    LineKey::of(project).task("BASE")
}

#[tokio::test]
async fn a_job_with_headings_and_totals_is_planned_posted_and_posted_again() {
    let house = House::with(company()).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("612400")));
    assert_eq!(
        house.in_procore("24-101", "06-10-00.E"),
        Some(amount("900")),
        "an off-balance group that is ticked is cost"
    );
    assert_eq!(house.in_procore("24-101", "07-10-00.L"), None, "what was only posted has no estimate");
    let line = line("24-101").cost_code("03-30-00").account_group("SUBCON");
    house.simulation.acumatica.edit(Edit::SetOriginal { line, amount: amount("7.00") }).unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("7")));
}

#[tokio::test]
async fn lines_the_account_may_not_see_are_refused_with_their_group() {
    let house = House::with(company()).await;
    let line = LineKey::of("24-101").account_group("MATERIAL");
    house.simulation.acumatica.set(Setting::RestrictedLines { line }).unwrap();
    house.is_not_planned("24-101", "MATERIAL").await;
    assert_eq!(house.reimport("24-102").await.unwrap().kind, EndKind::Posted, "the other job is as it was");
    house.simulation.acumatica.set(Setting::NothingRestricted).unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn a_job_of_which_every_line_is_hidden_is_not_a_job_without_a_budget() {
    let house = House::with(company()).await;
    house.simulation.acumatica.set(Setting::RestrictedLines { line: LineKey::of("24-102") }).unwrap();
    house.is_not_planned("24-102", "SUBCON").await;
    assert_eq!(house.in_procore("24-102", "03-30-00.S"), Some(amount("4")));
}

#[tokio::test]
async fn a_job_that_a_restriction_group_hides_is_not_planned() {
    let house = House::with(company()).await;
    house.simulation.acumatica.set(Setting::RestrictedProject { project: "24-102".into() }).unwrap();
    house.company().await.check().await.unwrap();
    let error = house.reimport("24-102").await.unwrap_err();
    assert!(!error.sentence.is_empty() && !error.remedy.is_empty(), "{error:?}");
    assert_eq!(house.in_procore("24-102", "03-30-00.S"), Some(amount("4")));
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
}

#[tokio::test]
async fn balances_that_cannot_be_had_do_not_stop_a_job() {
    use BalancesAnswer::{Absent, Failing, Forbidden, GroupsAlone, NotFound, Nothing};
    for answer in [GroupsAlone, Nothing, Absent, Forbidden, NotFound, Failing] {
        let house = House::unread(company(), no_limits()).await;
        house.simulation.acumatica.set(Setting::Balances { answer }).unwrap();
        house.company().await.check().await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{answer:?}");
    }
}

#[tokio::test]
async fn balances_without_any_amount_say_nothing_and_with_some_missing_say_which() {
    let house = House::with(company()).await;
    let hidden = |rows| Setting::HiddenField {
        entity: "Balances".into(),
        field: "OriginalBudgetedAmount".into(),
        how: Hidden::Empty,
        rows,
    };
    house.simulation.acumatica.set(hidden(HiddenRows::All)).unwrap();
    assert_eq!(house.reimport("24-102").await.unwrap().kind, EndKind::Posted);
    house.simulation.acumatica.set(Setting::NothingHidden).unwrap();
    house.forget_requests();
    house.simulation.acumatica.set(hidden(HiddenRows::Each(2))).unwrap();
    house.is_not_planned("24-101", "OriginalBudgetedAmount").await;
}
