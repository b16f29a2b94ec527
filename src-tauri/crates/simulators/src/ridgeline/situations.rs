//! Turns two sides that agree into the situation a job is there to show.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;

use super::amounts::cents;
use super::catalogue::CODE_ONLY_IN_ACUMATICA;
use super::company::{BudgetRow, EstimateRow, Situation};
use super::cost_types::cost_type;
use super::outlines::Outline;

type Estimate = Vec<EstimateRow>;
type Budget = Vec<BudgetRow>;

/// Makes the situation. Before, the budget has exactly one line for each line of the estimate, with the same amount.
pub(super) fn apply(outline: &Outline, estimate: &mut Estimate, budget: &mut Budget, random: &mut ChaCha8Rng) {
    match outline.situation {
        Situation::NeverImported => budget.clear(),
        Situation::InAgreement | Situation::OtherCurrency | Situation::NotLinked | Situation::Stated => {}
        Situation::DriftedByOneCent => {
            let place = largest(budget);
            budget[place].original_amount -= Decimal::new(1, 2);
        }
        Situation::Reclassified => reclassify(budget, random),
        Situation::Drifted => drift(budget, outline.drifted, random),
        Situation::LockedWithDrift => {
            drift(budget, outline.drifted, random);
            move_money_between(budget, random);
        }
        Situation::ZeroAndNegative => zero_and_negative(estimate, budget, random),
        Situation::ProcoreOnly => {
            orphan(estimate, budget, 3, random);
            drift_kept_lines(estimate, budget, outline.drifted, random);
        }
        Situation::InventorySplit => {
            split_by_item(estimate, random);
            drift(budget, outline.drifted, random);
        }
        Situation::Unmapped => {
            drift(budget, outline.drifted, random);
            unmap(outline, estimate, budget, random);
        }
        Situation::EveryLineDrifted => budget.iter_mut().for_each(|row| revise(row, random)),
    }
}

fn largest(budget: &Budget) -> usize {
    let amounts = budget.iter().enumerate().map(|(place, row)| (row.original_amount, place));
    amounts.max().expect("a demo budget has lines").1
}

/// Moves money from the largest line to another: the totals stay equal.
fn reclassify(budget: &mut Budget, random: &mut ChaCha8Rng) {
    let from = largest(budget);
    let to = (from + random.random_range(1..budget.len())) % budget.len();
    let moved = cents((budget[from].original_amount / Decimal::from(900)).trunc() * Decimal::from(100));
    budget[from].original_amount -= moved;
    budget[to].original_amount += moved;
}

/// Procore still shows older amounts on `count` lines, and one line in seven of them is missing there altogether.
fn drift(budget: &mut Budget, count: usize, random: &mut ChaCha8Rng) {
    let mut places = distinct_places(budget.len(), count, random);
    let missing = places.split_off(count - count / 7);
    for place in places {
        revise(&mut budget[place], random);
    }
    let mut place = 0;
    budget.retain(|_| {
        place += 1;
        !missing.contains(&(place - 1))
    });
}

/// Like [`drift`], but only on lines that the estimate still has, and none goes missing.
fn drift_kept_lines(estimate: &Estimate, budget: &mut Budget, count: usize, random: &mut ChaCha8Rng) {
    let kept = |row: &BudgetRow| estimate.iter().any(|line| line.cost_code == row.cost_code);
    let mut rows: Vec<&mut BudgetRow> = budget.iter_mut().filter(|row| kept(row)).collect();
    for place in distinct_places(rows.len(), count, random) {
        revise(rows[place], random);
    }
}

/// One to twelve percent up or down, in whole tens for a round amount and to the cent for another; never the same amount as before.
fn revise(row: &mut BudgetRow, random: &mut ChaCha8Rng) {
    let percent = Decimal::new(random.random_range(10..=120), 3);
    let step = if row.original_amount.fract().is_zero() { Decimal::TEN } else { Decimal::new(1, 2) };
    let change = ((row.original_amount * percent / step).trunc() * step).max(step);
    let rises = random.random_range(0..10) < 4;
    row.original_amount = cents(if rises { row.original_amount + change } else { row.original_amount - change });
}

/// Four lines of the estimate become zero or a credit: two that Procore has, two that it has not.
fn zero_and_negative(estimate: &mut Estimate, budget: &mut Budget, random: &mut ChaCha8Rng) {
    let credits = [("0.00", true), ("0.00", false), ("-4200.00", true), ("-1850.75", false)];
    for (place, (amount, stays)) in distinct_places(estimate.len(), credits.len(), random).into_iter().zip(credits) {
        let line = &mut estimate[place];
        line.original_amount = Decimal::from_str_exact(amount).expect("an amount is decimal text");
        line.uom = "LS".into();
        line.quantity = Decimal::ONE;
        line.unit_rate = line.original_amount;
        if !stays {
            budget.retain(|row| !pays(row, line));
        }
    }
}

/// Takes lines out of the estimate which Procore keeps.
fn orphan(estimate: &mut Estimate, budget: &Budget, count: usize, random: &mut ChaCha8Rng) {
    for place in distinct_places(budget.len(), count, random) {
        estimate.retain(|line| line.cost_code != budget[place].cost_code);
    }
}

/// Splits four lines by item, the first also by task; the parts add up to the line that was there.
fn split_by_item(estimate: &mut Estimate, random: &mut ChaCha8Rng) {
    let items = ["CONC-4000", "REBAR-60", "ANCHOR-KIT"];
    for (number, place) in distinct_places(estimate.len(), 4, random).into_iter().enumerate() {
        let whole = estimate[place].clone();
        let mut rest = whole.original_amount;
        for item in items.iter().take(1 + number % 3) {
            let part = cents(rest / Decimal::from(3));
            rest -= part;
            estimate.push(part_of(&whole, item, part));
        }
        estimate[place] = part_of(&whole, &whole.inventory_id, rest);
        if number == 0 {
            let other_task = if whole.task == "BASE" { "SITE" } else { "BASE" };
            estimate.last_mut().expect("a part was just added").task = other_task.into();
        }
    }
}

fn part_of(whole: &EstimateRow, inventory_id: &str, amount: Decimal) -> EstimateRow {
    EstimateRow {
        inventory_id: inventory_id.into(),
        uom: "LS".into(),
        quantity: Decimal::ONE,
        unit_rate: amount,
        original_amount: amount,
        ..whole.clone()
    }
}

/// Books one line on an account group that Procore has no cost type for. On the larger job one more is on a cost code it does not have,
/// and three are on combinations that nobody has made a budget code of yet.
fn unmap(outline: &Outline, estimate: &mut Estimate, budget: &mut Budget, random: &mut ChaCha8Rng) {
    let places = distinct_places(estimate.len(), if outline.lines > 60 { 5 } else { 2 }, random);
    budget.retain(|row| places.iter().all(|place| !pays(row, &estimate[*place])));
    estimate[places[0]].account_group = "TRAVEL".into();
    estimate[places[0]].description = "Travel and lodging".into();
    if outline.lines > 60 {
        estimate[places[1]].cost_code = CODE_ONLY_IN_ACUMATICA.0.into();
        estimate[places[1]].description = CODE_ONLY_IN_ACUMATICA.1.into();
    }
}

/// Whether a budget row is the one of this estimate line.
fn pays(row: &BudgetRow, line: &EstimateRow) -> bool {
    row.cost_code == line.cost_code
        && cost_type(&line.account_group).is_some_and(|letter| row.cost_type.starts_with(letter))
}

fn distinct_places(length: usize, count: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    let all: Vec<usize> = (0..length).collect();
    all.choose_multiple(random, count).copied().collect()
}

/// Budget modifications: money moved from one line to another after the budget was made. They net to zero.
pub(super) fn move_money_between(rows: &mut [BudgetRow], random: &mut ChaCha8Rng) {
    let places: Vec<usize> = (0..rows.len()).collect();
    let chosen: Vec<usize> = places.choose_multiple(random, 2).copied().collect();
    if let [from, to] = chosen[..] {
        let moved = cents(Decimal::from(random.random_range(4..60) * 250));
        rows[from].modifications -= moved;
        rows[to].modifications += moved;
    }
}
