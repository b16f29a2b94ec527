//! What moves in each division of a plan and what stays apart, and how long each is drawn. Pure, and in Rust, so that the window draws and
//! reckons with no amount.

use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::divisions::{Bar, DivisionBars};
use crate::view::lines::LineRow;
use jobcost::{Currency, Money, MoneyError};
use std::collections::BTreeMap;

/// The longest bar.
const LONGEST: u32 = 1000;

struct Sums {
    name: String,
    changes: usize,
    raised: Money,
    lowered: Money,
    stays_apart: Money,
}

/// The divisions in which something moves or stays apart, in order. Fails only when a sum does not fit.
pub(crate) fn divisions(lines: &[LineRow], currency: Currency) -> Result<Vec<DivisionBars>, MoneyError> {
    let zero = Money::zero(currency);
    let mut divisions: BTreeMap<&str, Sums> = BTreeMap::new();
    for line in lines {
        let of = divisions.entry(&line.division).or_insert_with(|| Sums {
            name: line.division_name.clone(),
            changes: 0,
            raised: zero,
            lowered: zero,
            stays_apart: zero,
        });
        if let Some(Amount(change)) = line.change {
            of.changes += 1;
            let side = if change.is_credit() { &mut of.lowered } else { &mut of.raised };
            *side = side.plus(change)?;
        }
        let apart = line.after.map_or(zero, |after| *after).minus(line.estimate.map_or(zero, |estimate| *estimate))?;
        of.stays_apart = of.stays_apart.plus(apart)?;
    }
    divisions.retain(|_, of| of.changes > 0 || !of.stays_apart.is_zero());
    let amounts = divisions.values().flat_map(|of| [of.raised, of.lowered, of.stays_apart]);
    let longest = amounts.max_by_key(|amount| amount.magnitude().amount()).unwrap_or(zero);
    let bar = |amount: Money| Bar { amount: Amount(amount), length: amount.length_beside(&longest, LONGEST) };
    let bars = divisions.into_iter().map(|(division, of)| DivisionBars {
        division: division.to_owned(),
        name: of.name,
        changes: count(of.changes),
        raised: bar(of.raised),
        lowered: bar(of.lowered),
        stays_apart: bar(of.stays_apart),
    });
    Ok(bars.collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::view::lines::LineOutcome;

    fn line(division: &str, estimate: &str, after: &str, change: Option<&str>) -> LineRow {
        let usd = |digits: &str| Amount(Money::new(digits.parse().unwrap(), Currency::USD));
        LineRow {
            code: format!("{division}-10-00.S"),
            division: division.to_owned(),
            division_name: format!("Division {division}"),
            cost_code: format!("{division}-10-00"),
            sub_job: None,
            description: String::new(),
            cost_type: String::new(),
            estimate: Some(usd(estimate)),
            budget: None,
            after: Some(usd(after)),
            variance: usd("0"),
            change: change.map(usd),
            outcome: LineOutcome::Agrees,
            reason: String::new(),
            estimate_lines: 1,
            choice: None,
            accepted: None,
        }
    }

    #[test]
    fn each_division_has_its_sums_and_lengths_and_those_in_order_are_left_out() {
        let lines = [
            line("03", "100", "100", Some("40")),
            line("03", "50", "50", Some("-10.00")),
            line("05", "7", "7", None),
            line("09", "0", "9999999999.99", None),
        ];
        let found: Vec<_> = divisions(&lines, Currency::USD)
            .unwrap()
            .into_iter()
            .map(|one| {
                let bars = [one.raised, one.lowered, one.stays_apart];
                (one.division, one.changes, bars.map(|bar| (bar.amount.digits(), bar.length)))
            })
            .collect();
        let bars = |bars: [(&str, u32); 3]| bars.map(|(amount, length)| (amount.to_owned(), length));
        assert_eq!(
            found,
            [
                ("03".to_owned(), 2, bars([("40.00", 1), ("-10.00", 1), ("0.00", 0)])),
                ("09".to_owned(), 0, bars([("0.00", 0), ("0.00", 0), ("9999999999.99", 1000)])),
            ]
        );
    }
}
