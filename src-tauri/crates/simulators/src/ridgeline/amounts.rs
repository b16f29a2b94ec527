//! Amounts an estimator would believe: mostly round lump sums, the rest quantity times rate, to the cent.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;

use super::catalogue::Trade;

/// What one line costs, and how it was figured. Money is in the job's currency.
pub(super) struct Figure {
    pub(super) uom: String,
    pub(super) quantity: Decimal,
    pub(super) unit_rate: Decimal,
    pub(super) amount: Decimal,
}

/// Draws the cost of one line of a job whose size is given in percent.
pub(super) fn draw(trade: &Trade, cost_type: char, size: i64, random: &mut ChaCha8Rng) -> Figure {
    let dollars = magnitude(trade, cost_type, size, random);
    match random.random_range(0..100) {
        0..45 => lump_sum(round_to_believable(dollars)),
        45..60 => lump_sum(Decimal::new(dollars * 100 + random.random_range(1..100), 2)),
        _ if trade.uom == "LS" => lump_sum(Decimal::from(dollars)),
        _ => by_unit(trade.uom, dollars, random),
    }
}

/// Whole dollars between the trade's smallest and largest usual amount, every doubling equally likely.
fn magnitude(trade: &Trade, cost_type: char, size: i64, random: &mut ChaCha8Rng) -> i64 {
    let smallest = (trade.low * size / 100 * share(cost_type) / 100).max(120);
    let doubled = smallest << random.random_range(0..trade.doublings);
    random.random_range(doubled..doubled * 2)
}

/// Equipment and other costs are the small change beside labor, material and subcontracts.
fn share(cost_type: char) -> i64 {
    match cost_type {
        'S' => 100,
        'M' => 70,
        'L' => 60,
        'E' => 25,
        _ => 40,
    }
}

fn round_to_believable(dollars: i64) -> Decimal {
    let step = match dollars {
        ..2_000 => 10,
        2_000..20_000 => 50,
        20_000..200_000 => 250,
        _ => 1_000,
    };
    Decimal::from((dollars / step).max(1) * step)
}

fn lump_sum(amount: Decimal) -> Figure {
    let amount = cents(amount);
    Figure { uom: "LS".into(), quantity: Decimal::ONE, unit_rate: amount, amount }
}

/// Quantity times rate, the rate to the cent, so that the product is exact.
fn by_unit(uom: &str, dollars: i64, random: &mut ChaCha8Rng) -> Figure {
    let typical_rate_in_cents = typical_rate(uom) * 100;
    let spread = random.random_range(60..160);
    let unit_rate = Decimal::new(typical_rate_in_cents * spread / 100, 2);
    let quantity = (Decimal::from(dollars) / unit_rate).trunc().max(Decimal::ONE);
    Figure { uom: uom.into(), quantity, unit_rate, amount: cents(quantity * unit_rate) }
}

/// Dollars per unit, roughly.
fn typical_rate(uom: &str) -> i64 {
    match uom {
        "SF" | "LB" => 9,
        "LF" => 34,
        "SY" => 58,
        "CY" => 185,
        "TN" => 2_150,
        "MBF" => 1_640,
        "MO" => 7_400,
        "AC" => 6_800,
        "EA" => 1_450,
        _ => 3_200,
    }
}

/// The same amount, written with two decimals.
pub(super) fn cents(amount: Decimal) -> Decimal {
    let mut amount = amount.round_dp(2);
    amount.rescale(2);
    amount
}
