//! What stays between the books, the brake, and currencies that nobody states.

use super::{budget_of, codes_of, estimate_of, plan_of, usd};
use jobcost::{
    ApartBy, Budget, Choice, Choices, CodeMapping, Currency, ErpLevel, Money, Refusal, Rights, Side, ZeroingCause,
    comparable, plan, refusals,
};

/// Estimate, budget, the estimate's total before it was gone, and what is asked about apart with its lines.
type Row = (&'static str, &'static str, Option<&'static str>, Option<(ZeroingCause, usize)>);

#[test]
fn what_remains_is_told_by_its_reasons() {
    let plan = plan_of(
        "03=100.00, 04=50.00, 05=-5.00",
        "03=90.00, 07=7.00, 08=0.00",
        "03, 05, 07, 08",
        &CodeMapping::default(),
    );
    let apart = &plan.out_of_balance_after;
    let sums = apart.unaccepted_by_reason().unwrap();
    let parts: Vec<_> = sums.iter().map(|part| (part.by, part.lines, part.amount, part.codes.join(" "))).collect();
    assert_eq!(
        parts,
        [
            (ApartBy::Unmapped, 1, usd("-50.00"), "04 SUBCON".to_owned()),
            (ApartBy::OnlyInProcore, 1, usd("7.00"), "07.S".to_owned()),
            (ApartBy::NotAboveZero, 1, usd("5.00"), "05.S".to_owned()),
        ]
    );
    assert_eq!(apart.amount, usd("-38.00"));
    assert!(plan_of("03=100.00", "03=90.00", "03", &CodeMapping::default()).out_of_balance_after.is_nothing());
    let cancels = plan_of("03=100.00, 04=7.00", "03=90.00, 07=7.00", "03, 07", &CodeMapping::default());
    let apart = &cancels.out_of_balance_after;
    assert!(apart.amount.is_zero() && !apart.is_nothing(), "equal totals are not the same books");
}

#[test]
fn taking_most_of_a_jobs_money_is_asked_apart() {
    use ZeroingCause::{EstimateGone, EstimateIsZero, MostOfTheBudget};
    let rows: &[Row] = &[
        ("03=0.00, 05=0.00", "03=10.00, 05=20.00", None, Some((EstimateIsZero, 2))),
        ("03=0.00", "03=10.00, 05=2000.00", None, Some((EstimateIsZero, 1))),
        ("03=0.00, 05=20.00", "03=10.00, 05=20.00", None, None),
        ("03=0.00, 05=9.00", "03=10.00, 05=10.00", None, None),
        ("03=0.00, 05=9.00", "03=10.01, 05=10.00", None, Some((MostOfTheBudget, 1))),
        ("03=-1.00, 05=9.00", "03=10.01, 05=10.00", None, Some((MostOfTheBudget, 1))),
        ("03=0.00, 05=9.00", "03=-10.01, 05=10.00", None, Some((MostOfTheBudget, 1))),
        ("03=0.01, 05=9.00", "03=1000.00, 05=10.00", None, None),
        // The estimate is gone: that is known only to who knew it before.
        ("", "03=10.00", None, None),
        ("", "03=10.00", Some("10.00"), Some((EstimateGone, 0))),
        ("", "", Some("10.00"), Some((EstimateGone, 0))),
        ("03=0.00", "03=10.00", Some("10.00"), Some((EstimateGone, 1))),
        ("03=0.00", "03=0.00", Some("0.00"), None),
        ("03=5.00, 05=-5.00", "03=5.00", Some("10.00"), None),
        ("03=0.00", "", None, None),
    ];
    for (estimate, budget, earlier, expected) in rows {
        let plan = plan_of(estimate, budget, "03, 05", &CodeMapping::default());
        let zeroing = plan.zeroing(earlier.map(usd)).unwrap();
        let told = zeroing.map(|zeroing| (zeroing.cause, zeroing.lines));
        assert_eq!(told, *expected, "{estimate} | {budget} | {earlier:?}");
    }
    let chosen: Choices = [(super::wbs_code("03"), Choice::SetToZero)].into_iter().collect();
    let codes = codes_of("03, 05");
    let plan = plan(estimate_of("05=1.00"), budget_of("03=99.00, 05=1.00"), &codes, &CodeMapping::default(), &chosen);
    let plan = plan.unwrap();
    assert_eq!(plan.changes().count(), 1);
    assert_eq!(plan.zeroing(Some(usd("100.00"))).unwrap(), None, "a choice is a decision");
}

#[test]
fn a_currency_that_nobody_states_is_never_taken_for_another() {
    let code = |text: &str| Currency::parse(text).unwrap();
    let rights = Rights::ErpIntegrations(ErpLevel::Admin);
    let with = |currency: Currency, lines: &str| {
        let unstated = Budget { currency: Currency::UNSTATED, ..budget_of(lines) };
        let restate = |mut line: jobcost::BudgetLineItem| {
            line.original_budget = Money::new(line.original_budget.amount(), currency);
            line
        };
        Budget { currency, line_items: unstated.line_items.clone().into_iter().map(restate).collect(), ..unstated }
    };
    let estimate = |currency: Currency| {
        let mut estimate = estimate_of("03=100.00");
        estimate.currency = currency;
        estimate.lines[0].original_estimate = Money::new(100.into(), currency);
        estimate
    };
    let differ = |estimate, budget| Some(Refusal::CurrenciesDiffer { estimate, budget });
    for (own, procores, lines, expected) in [
        ("USD", "USD", "03=1.00", None),
        ("CAD", "XXX", "", None),
        ("CAD", "XXX", "03=1.00", Some(Refusal::CurrencyUnstated(Side::Procore))),
        ("XXX", "XXX", "03=1.00", Some(Refusal::CurrencyUnstated(Side::Acumatica))),
        ("XXX", "XXX", "", Some(Refusal::CurrencyUnstated(Side::Acumatica))),
        ("XXX", "USD", "", Some(Refusal::CurrencyUnstated(Side::Acumatica))),
        ("CAD", "USD", "", differ(code("CAD"), Currency::USD)),
    ] {
        let (estimate, budget) = (estimate(code(own)), with(code(procores), lines));
        let found = refusals(&estimate, &budget, rights, None);
        assert_eq!(found, expected.iter().cloned().collect::<Vec<_>>(), "{own} {procores} {lines}");
        assert_eq!(comparable(&estimate, &budget), expected.is_none());
        let plan = plan(estimate, budget, &codes_of("03"), &CodeMapping::default(), &Choices::none());
        assert_eq!(plan.is_ok(), expected.is_none(), "{own} {procores} {lines}");
        if let Ok(plan) = plan {
            assert_eq!(plan.currency_to_prove, procores == "XXX");
            assert_eq!(plan.currency(), code(own));
            assert!(plan.changes().all(|(_, change)| change.after().currency() == code(own)));
        }
    }
    let stated = with(Currency::UNSTATED, "03=1.00").in_currency(code("CAD")).unwrap();
    assert_eq!(stated, with(code("CAD"), "03=1.00"));
    assert!(stated.in_currency(Currency::USD).is_err(), "what is stated is not restated");
}

#[test]
fn amounts_go_to_the_smallest_unit_of_their_currency() {
    for (code, amount, after, total) in
        [("JPY", "100.5", "101", "101"), ("BHD", "1.2345", "1.235", "1.235"), ("USD", "0.125", "0.13", "0.13")]
    {
        let currency = Currency::parse(code).unwrap();
        let mut estimate = estimate_of("03=1.00");
        estimate.currency = currency;
        estimate.lines[0].original_estimate = Money::new(amount.parse().unwrap(), currency);
        let budget = Budget { currency, ..budget_of("") };
        let plan = plan(estimate, budget, &codes_of("03"), &CodeMapping::default(), &Choices::none()).unwrap();
        let after = Money::new(after.parse().unwrap(), currency);
        assert_eq!(plan.lines[0].after(), Some(after), "{code}");
        assert_eq!(plan.totals.acumatica.digits(), total, "a head has no more decimals than its currency");
    }
}
