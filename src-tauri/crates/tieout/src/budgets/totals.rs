//! The net sums of the rows that are shown, a currency each. Pure.

use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::job_row::{CurrencyTotals, JobRow};
use jobcost::{Currency, Money};
use std::collections::BTreeMap;

/// A job counts only where its books were compared, so that the sums of the columns belong together. The commonest currency comes first.
pub(crate) fn totals(rows: &[JobRow]) -> Vec<CurrencyTotals> {
    let mut by_currency: BTreeMap<Currency, Vec<&JobRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.part.is_summed()) {
        if let Some(procore) = row.procore {
            by_currency.entry(procore.currency()).or_default().push(row);
        }
    }
    // A sum that does not fit is left out, so that no wrong one is shown.
    let mut totals: Vec<CurrencyTotals> =
        by_currency.iter().filter_map(|(currency, rows)| sums(*currency, rows)).collect();
    totals.sort_by_key(|totals| std::cmp::Reverse(totals.jobs));
    totals
}

fn sums(currency: Currency, rows: &[&JobRow]) -> Option<CurrencyTotals> {
    let sum = |amount: fn(&JobRow) -> Option<Amount>| {
        let amounts: Option<Vec<Money>> = rows.iter().map(|row| amount(row).map(Money::from)).collect();
        Money::sum(currency, amounts?).ok().map(Amount)
    };
    Some(CurrencyTotals {
        currency: currency.to_string(),
        jobs: count(rows.len()),
        acumatica: sum(|row| row.acumatica)?,
        procore: sum(|row| row.procore)?,
        out_of_balance: sum(|row| row.out_of_balance)?,
        new_procore: sum(|row| row.new_procore)?,
        change: sum(|row| row.change)?,
        out_of_balance_after: sum(|row| row.out_of_balance_after)?,
        lines: rows.iter().filter_map(|row| row.lines).sum(),
    })
}
