//! What holds for every budget, over 100,000 generated ones each.
//!
//! 1. Applying a plan to the budget gives the planned budget, to the cent.
//! 2. Equal sides give an empty plan.
//! 3. The variances of the lines sum to the variance of the totals.
//! 4. The order of the input does not matter.
//! 5. Budget codes that a project lacks are made only where a line is created on them, each once, and nothing else changes by it.
//! 6. Out of balance is budget minus estimate and the sum of its parts; the books tie out exactly when there is none, with items exactly
//!    when every one is accepted at its amount; and after a proven re-import what stays out is what the plan said.
//! 7. What remains between the books after a plan is the sum of its parts, by any choices, and of the right lines.
//! 8. A choice changes no other line, leaving every line leaves the budget as it is, and the totals are the sums of the lines.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod jobs;

use jobcost::{
    AccountGroup, Budget, Choice, Choices, CodeMapping, CostCode, CostTypeCode, Currency, Estimate, EstimateLine,
    InventoryItem, JobId, LineKey, LineKind, Money, OutOfBalance, OutOfBalancePart, ReimportPlan, TaskId, Tie,
    Unchanged, Verification, What, plan, verify,
};
use jobs::{
    COST_CODES, COST_TYPES, applied, budget, cents, choices, chosen_plan_of, codes, estimate, lacking_codes, plan_of,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

const CASES: u32 = 100_000;

fn applying_a_plan_gives_the_planned_budget_to_the_cent(plan: &ReimportPlan) -> TestCaseResult {
    let after = applied(plan);
    let total: Decimal = after.line_items.iter().map(|line| cents(line.original_budget)).sum();
    prop_assert_eq!(total, cents(plan.totals.new_procore));
    prop_assert_eq!(verify(plan, &after), Verification::Proven { total: plan.totals.new_procore });
    // And once applied there is nothing left to do.
    prop_assert!(plan_of(&plan.estimate, &after).is_empty());
    Ok(())
}

fn line_variances_sum_to_the_total_variance(plan: &ReimportPlan) -> TestCaseResult {
    let variances = plan.lines.iter().map(|line| line.compared.variance().unwrap());
    let summed = Money::sum(Currency::USD, variances).unwrap();
    let estimated = plan.lines.iter().filter_map(|line| line.compared.estimate);
    let estimated = Money::sum(Currency::USD, estimated).unwrap();
    prop_assert_eq!(summed, plan.totals.procore.minus(estimated).unwrap());
    // Where no line had more than cents, that is the variance of the two totals shown.
    if plan.estimate.lines.iter().all(|line| line.original_estimate == line.original_estimate.to_smallest_unit()) {
        prop_assert_eq!(summed, plan.totals.procore.minus(plan.totals.acumatica).unwrap());
    }
    let effects = plan.changes().map(|(_, change)| change.effect().unwrap());
    prop_assert_eq!(Money::sum(Currency::USD, effects).unwrap(), plan.totals.change);
    Ok(())
}

fn a_choice_changes_its_own_line_only(
    ruled: &ReimportPlan,
    chosen: &ReimportPlan,
    choices: &Choices,
) -> TestCaseResult {
    prop_assert_eq!(chosen.lines.len(), ruled.lines.len());
    for (chosen, ruled) in chosen.lines.iter().zip(&ruled.lines) {
        prop_assert_eq!(&chosen.compared, &ruled.compared);
        if chosen.wbs_code().and_then(|code| choices.of(code)).is_none() {
            prop_assert_eq!(chosen, ruled);
        }
    }
    let after: Decimal = chosen.lines.iter().filter_map(jobcost::PlannedLine::after).map(cents).sum();
    prop_assert_eq!(after, cents(chosen.totals.new_procore));
    let proven = matches!(verify(chosen, &applied(chosen)), Verification::Proven { .. });
    prop_assert!(proven);
    Ok(())
}

fn what_remains_is_the_sum_of_its_parts(plan: &ReimportPlan) -> TestCaseResult {
    let apart = &plan.out_of_balance_after;
    prop_assert_eq!(apart.amount, plan.totals.new_procore.minus(plan.totals.acumatica).unwrap());
    let summed = Money::sum(Currency::USD, apart.parts.iter().map(|part| part.amount)).unwrap();
    prop_assert_eq!(summed, apart.amount);
    let sums = apart.unaccepted_by_reason().unwrap();
    prop_assert!(sums.iter().all(|sum| sum.codes.len() == sum.lines));
    // By another way: every line that is not what the estimate says counts once.
    let zero = Money::zero(Currency::USD);
    let differs = |line: &&jobcost::PlannedLine| {
        let chosen_zero = line.change().is_some() && line.compared.estimate.is_none();
        !chosen_zero && line.after().unwrap_or(zero) != line.compared.estimate.unwrap_or(zero)
    };
    let lines: usize = sums.iter().map(|sum| sum.lines).sum();
    prop_assert_eq!(lines, plan.lines.iter().filter(differs).count());
    Ok(())
}

fn leaving_every_line_leaves_the_budget(estimate: &Estimate, budget: &Budget) -> TestCaseResult {
    let every = codes().wbs_codes.into_iter().map(|code| (code.wbs_code, Choice::Leave)).collect();
    let plan = chosen_plan_of(estimate, budget, &every);
    prop_assert!(plan.is_empty());
    prop_assert_eq!(&applied(&plan), budget);
    Ok(())
}

/// The budget as it was applied, but for the line of this place: missing, there twice, or on another code.
fn what_the_proof_refuses_is_named(plan: &ReimportPlan, place: prop::sample::Index, how: u8) -> TestCaseResult {
    let mut found = applied(plan);
    if found.line_items.is_empty() {
        return Ok(());
    }
    let place = place.index(found.line_items.len());
    let code = found.line_items[place].wbs_code.clone();
    match how {
        0 => drop(found.line_items.remove(place)),
        1 => found.line_items.push(found.line_items[place].clone()),
        _ => found.line_items[place].wbs_code.cost_code = CostCode::new("77-77-77"),
    }
    match verify(plan, &found) {
        Verification::Discrepant(lines) => prop_assert!(lines.iter().any(|line| line.wbs_code == code)),
        Verification::Proven { .. } => prop_assert!(false, "a changed budget is proven"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    /// All that is asked of the same two plans, by the rules and by choices: making them is what takes the time.
    #[test]
    fn every_plan_holds_what_it_promises(
        estimate in estimate(),
        budget in budget(),
        choices in choices(),
        place in any::<prop::sample::Index>(),
        how in 0..3u8,
    ) {
        let (ruled, chosen) = (plan_of(&estimate, &budget), chosen_plan_of(&estimate, &budget, &choices));
        applying_a_plan_gives_the_planned_budget_to_the_cent(&ruled)?;
        line_variances_sum_to_the_total_variance(&ruled)?;
        a_choice_changes_its_own_line_only(&ruled, &chosen, &choices)?;
        what_remains_is_the_sum_of_its_parts(&chosen)?;
        what_the_proof_refuses_is_named(&ruled, place, how)?;
        leaving_every_line_leaves_the_budget(&estimate, &budget)?;
    }

    #[test]
    fn equal_sides_give_an_empty_plan(budget in budget()) {
        let lines = budget.line_items.iter().map(|line| EstimateLine {
            task: TaskId::new("01"),
            cost_code: line.wbs_code.cost_code.clone(),
            account_group: AccountGroup::new(
                COST_TYPES.iter().find(|(code, _)| CostTypeCode::new(code) == line.wbs_code.cost_type).unwrap().1,
            ),
            inventory_item: InventoryItem::new("<N/A>"),
            kind: LineKind::Expense,
            description: String::new(),
            original_estimate: line.original_budget,
        });
        let estimate = Estimate { job: JobId::new("24-101"), currency: Currency::USD, lines: lines.collect() };
        let plan = plan_of(&estimate, &budget);
        prop_assert!(plan.is_empty());
        prop_assert_eq!(plan.totals.acumatica, plan.totals.procore);
        prop_assert!(plan.totals.change.is_zero());
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (estimate, shuffled) in estimate().prop_flat_map(|estimate| {
            let lines = Just(estimate.lines.clone()).prop_shuffle();
            (Just(estimate), lines)
        }),
        (budget, line_items) in budget().prop_flat_map(|budget| {
            let lines = Just(budget.line_items.clone()).prop_shuffle();
            (Just(budget), lines)
        }),
    ) {
        let one = plan_of(&estimate, &budget);
        let other = plan_of(&Estimate { lines: shuffled, ..estimate }, &Budget { line_items, ..budget });
        prop_assert_eq!(one.totals, other.totals);
        prop_assert_eq!(&one.lines, &other.lines);
        // And planning the same twice gives the same twice.
        prop_assert_eq!(&one, &plan_of(&one.estimate, &one.budget));
    }

    #[test]
    fn codes_are_made_where_lines_need_them(
        estimate in estimate(),
        budget in budget(),
        lacking in prop::collection::hash_set(0..COST_CODES.len() * COST_TYPES.len(), 0..8),
        choices in choices(),
    ) {
        let codes = lacking_codes(&lacking, &budget);
        let planned = |choices: &Choices| {
            plan(estimate.clone(), budget.clone(), &codes, &CodeMapping::default(), choices).unwrap()
        };
        let (without, with) = (planned(&choices), planned(&choices.clone().creating_codes(true)));
        prop_assert_eq!(without.new_codes().count(), 0);
        let made: Vec<_> = with.new_codes().collect();
        prop_assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len(), "each once");
        for (with, without) in with.lines.iter().zip(&without.lines) {
            prop_assert_eq!(&with.compared, &without.compared);
            if with != without {
                let code = with.wbs_code().unwrap();
                let left = matches!(with.what, What::Stays(Unchanged::Left(_)));
                prop_assert!(made.contains(&code) != left, "{} is made or left", code);
                prop_assert!(without.change().is_none());
            }
        }
        prop_assert!(made.iter().all(|code| codes.wbs_codes.iter().all(|listed| listed.wbs_code != **code)));
        let proven = matches!(verify(&with, &applied(&with)), Verification::Proven { .. });
        prop_assert!(proven);
    }

    #[test]
    fn the_figure_is_one_thing_everywhere(
        estimate in estimate(),
        budget in budget(),
        choices in choices(),
        accepted in prop::collection::vec(any::<bool>(), 24),
        moved in prop::option::weighted(0.3, any::<prop::sample::Index>()),
    ) {
        // What was accepted of the job as it is, some of it at an amount that has moved since.
        let today = chosen_plan_of(&estimate, &budget, &choices).out_of_balance;
        let mut items: Vec<_> = (today.parts.iter().zip(accepted.iter().cycle()))
            .filter(|(_, accepted)| **accepted)
            .map(|(part, _)| (part.key.clone(), part.amount))
            .collect();
        if let Some(moved) = moved.filter(|_| !items.is_empty()) {
            let (place, cent) = (moved.index(items.len()), Money::new(Decimal::new(1, 2), Currency::USD));
            items[place].1 = items[place].1.plus(cent).unwrap();
        }
        let accepted: HashMap<LineKey, Money> = items.iter().cloned().collect();
        let choices = choices.accepting(items.into_iter().collect());
        let plan = chosen_plan_of(&estimate, &budget, &choices);

        // Today and after the plan: budget minus estimate, by its own sums.
        let acumatica = estimate.total().unwrap();
        let total = |budget: &Budget| Money::sum(Currency::USD, budget.line_items.iter().map(|line| line.original_budget));
        let after = applied(&plan);
        for (books, budget) in [(&plan.out_of_balance, &budget), (&plan.out_of_balance_after, &after)] {
            prop_assert_eq!(books.amount, total(budget).unwrap().minus(acumatica).unwrap());
            let parts = |of: fn(&&OutOfBalancePart) -> bool| {
                Money::sum(Currency::USD, books.parts.iter().filter(of).map(|part| part.amount)).unwrap()
            };
            prop_assert_eq!(parts(|_| true), books.amount);
            prop_assert_eq!(parts(|part| part.accepted), books.accepted);
            prop_assert_eq!(parts(|part| !part.accepted), books.unaccepted);
            prop_assert!(books.parts.iter().all(|part| !part.amount.is_zero()));
            // An item stands for its amount and no other.
            let holds = |part: &OutOfBalancePart| accepted.get(&part.key) == Some(&part.amount);
            prop_assert!(books.parts.iter().all(|part| part.accepted == holds(part)));
            let expected = match books.parts.as_slice() {
                [] => Tie::TiesOut,
                parts if parts.iter().all(holds) => Tie::TiesOutWithItems,
                _ => Tie::OutOfBalance,
            };
            prop_assert_eq!(books.tie(), expected);
        }

        // A proven re-import leaves what the plan said, line by line.
        let again = chosen_plan_of(&estimate, &after, &choices);
        let said = |books: &OutOfBalance| -> HashMap<LineKey, (Money, bool)> {
            books.parts.iter().map(|part| (part.key.clone(), (part.amount, part.accepted))).collect()
        };
        prop_assert_eq!(said(&again.out_of_balance), said(&plan.out_of_balance_after));
        prop_assert_eq!(again.out_of_balance.amount, plan.out_of_balance_after.amount);
        prop_assert_eq!(again.out_of_balance.tie(), plan.out_of_balance_after.tie());
    }
}
