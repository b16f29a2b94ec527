//! What is applied is what was previewed, or nothing is applied: over 100,000 generated jobs, choices and interruptions.

use crate::world::World;
use jobcost::{Choice, Choices, Currency, Money, PlannedLine, WbsCode};
use proptest::prelude::*;
use reimport::Outcome;
use rust_decimal::Decimal;
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};

const CASES: u32 = 100_000;
const CODES: usize = 6;

/// What comes between the preview and the yes.
#[derive(Clone, Copy, Debug)]
enum Meanwhile {
    Nothing,
    No,
    /// The budget line of this place is moved by a cent, or appears.
    Moves(usize),
}

fn amount() -> impl Strategy<Value = Money> {
    prop_oneof![3 => -500_i64..2_000, 1 => Just(0)].prop_map(|cents| Money::new(Decimal::new(cents, 2), Currency::USD))
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    prop_oneof![
        3 => Just(Meanwhile::Nothing),
        1 => Just(Meanwhile::No),
        2 => (0..CODES).prop_map(Meanwhile::Moves),
    ]
}

fn code(place: usize) -> WbsCode {
    WbsCode::new(format!("{:02}-00-00", place + 1), "S")
}

/// One for all jobs: it takes longer to make than some of them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Builder::new_current_thread().build().unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_is_applied_is_what_was_previewed_or_nothing_is(
        estimate in prop::collection::vec(amount(), CODES),
        budget in prop::collection::vec(prop::option::of(amount()), CODES),
        left in prop::collection::vec(any::<bool>(), CODES),
        lines_max in 1..=CODES,
        meanwhile in meanwhile(),
    ) {
        let world = World::with_amounts(&estimate, &budget);
        world.batches_of(lines_max);
        let choices: Choices = left.iter().enumerate().filter(|(_, left)| **left).map(|(place, _)| (code(place), Choice::Leave)).collect();
        RUNTIME.block_on(async {
            let before = world.amounts();
            let prepared = world.prepare(&choices).await;
            if !prepared.refusals.is_empty() {
                return Ok(());
            }
            let plan = prepared.plan.unwrap();
            let previewed: Vec<_> =
                plan.lines.iter().filter_map(|line: &PlannedLine| Some((line.wbs_code()?.clone(), line.after()?))).collect();
            match meanwhile {
                Meanwhile::Nothing => {}
                Meanwhile::No => world.answer_no(),
                Meanwhile::Moves(place) => world.while_the_dialog_is_open(move |budget| {
                    let cent = Money::new(Decimal::new(1, 2), Currency::USD);
                    match budget.line_items.iter_mut().find(|line| line.wbs_code == code(place)) {
                        Some(line) => line.original_budget = line.original_budget.plus(cent).unwrap(),
                        None => budget.line_items.push(crate::world::line_item(place, cent)),
                    }
                }),
            }
            match (world.carry_out(plan).await, meanwhile) {
                (Outcome::Posted(receipt), Meanwhile::Nothing) => {
                    prop_assert_eq!(world.amounts(), previewed);
                    prop_assert_eq!(receipt.read_back, Some(receipt.totals.new_procore));
                }
                (Outcome::Declined, Meanwhile::No) => prop_assert_eq!(world.amounts(), before),
                (Outcome::Outdated(_), Meanwhile::Moves(place)) => {
                    let others = |amounts: Vec<(WbsCode, Money)>| -> Vec<_> {
                        amounts.into_iter().filter(|(one, _)| *one != code(place)).collect()
                    };
                    prop_assert_eq!(others(world.amounts()), others(before));
                    prop_assert!(world.calls().is_empty());
                }
                other => prop_assert!(false, "{:?}", other),
            }
            Ok(())
        })?;
    }
}
