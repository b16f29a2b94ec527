//! The sum that speaks: in which part of it each job is, and what the parts come to. Pure.

use crate::books::job_book::JobBook;
use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::job_row::JobRow;
use crate::view::tie_out_sum::{NotSummed, TieOutPart, TieOutSum, TiePart};
use jobcost::{Currency, Money, Refusal, Tie, by_currency, counted, grouped};
use std::collections::BTreeMap;

/// So many jobs are named one by one.
const NAMED: usize = 2;

/// In which part a job is. What was read earlier of a side that could not be read now proves nothing.
pub(crate) fn part(book: &JobBook) -> TiePart {
    if book.set_aside() {
        return TiePart::NotInProcore;
    }
    if book.project.is_none() {
        return TiePart::NotLinked;
    }
    if book.side_error().is_some() {
        return TiePart::NotRead;
    }
    let prepared = match book.judged.as_ref() {
        None => return TiePart::NotRead,
        Some(Err(_)) => return TiePart::NotCompared,
        Some(Ok(prepared)) => prepared,
    };
    match prepared.plan.as_ref().map(|plan| plan.out_of_balance.tie()) {
        Some(Tie::TiesOut) => TiePart::TiesOut,
        Some(Tie::TiesOutWithItems) => TiePart::WithItems,
        Some(Tie::OutOfBalance) => TiePart::OutOfBalance,
        None if prepared.refusals.iter().any(|refusal| matches!(refusal, Refusal::CurrencyUnstated(_))) => {
            TiePart::CurrencyUnknown
        }
        None => TiePart::TwoCurrencies,
    }
}

/// The sum of the rows that filter and search leave, and which of those that are shown are in no column's sum. `usual` is the currency that
/// goes unnamed.
pub(crate) fn tie_out_sum(rows: &[JobRow], is_shown: impl Fn(&JobRow) -> bool, usual: Option<&str>) -> TieOutSum {
    let mut by_part: BTreeMap<TiePart, Vec<&JobRow>> = BTreeMap::new();
    for row in rows {
        by_part.entry(row.part).or_default().push(row);
    }
    let has_plain = by_part.contains_key(&TiePart::TiesOut);
    let parts: Vec<TieOutPart> = by_part.iter().map(|(part, rows)| tie_out_part(*part, rows, has_plain)).collect();
    let mut sentence = counted(rows.len(), "job");
    for (place, part) in parts.iter().enumerate() {
        sentence.push_str(if place == 0 { ": " } else { ", " });
        sentence.push_str(&in_words(part, usual));
    }
    TieOutSum {
        jobs: count(rows.len()),
        parts,
        not_summed: not_summed(rows.iter().filter(|row| is_shown(row))),
        sentence,
    }
}

fn tie_out_part(part: TiePart, rows: &[&JobRow], has_plain: bool) -> TieOutPart {
    let (joined, amount): (_, fn(&JobRow) -> Option<Amount>) = match part {
        TiePart::WithItems => (Some("of"), |row| row.items_amount),
        TiePart::OutOfBalance => (Some("by"), |row| row.out_of_balance),
        _ => (None, |_| None),
    };
    let amounts = magnitudes(rows.iter().filter_map(|row| amount(row)));
    let items: u32 = rows.iter().map(|row| row.items).sum();
    TieOutPart {
        part,
        jobs: count(rows.len()),
        words: words(part, rows.len(), items, has_plain),
        joined: joined.filter(|_| !amounts.is_empty()),
        amounts,
    }
}

fn words(part: TiePart, jobs: usize, items: u32, has_plain: bool) -> String {
    let (is, ties) = if jobs == 1 { ("is", "ties out") } else { ("are", "tie out") };
    let items = if items == 1 { "a reconciling item" } else { "reconciling items" };
    let jobs = grouped(&jobs.to_string());
    match part {
        TiePart::TiesOut => format!("{jobs} {ties}"),
        TiePart::WithItems if has_plain => format!("{jobs} with {items}"),
        TiePart::WithItems => format!("{jobs} {ties} with {items}"),
        TiePart::OutOfBalance => format!("{jobs} {is} out of balance"),
        TiePart::TwoCurrencies => format!("{jobs} {is} in two currencies"),
        part => format!("{jobs} {}", why_many(part)),
    }
}

fn in_words(part: &TieOutPart, usual: Option<&str>) -> String {
    let amounts: Vec<String> = part.amounts.iter().map(|amount| amount_in_words(*amount, usual)).collect();
    match part.joined {
        Some(joined) => format!("{} {joined} {}", part.words, amounts.join(" and ")),
        None => part.words.clone(),
    }
}

fn amount_in_words(amount: Amount, usual: Option<&str>) -> String {
    let (digits, code) = (grouped(&amount.digits()), amount.currency());
    if usual == Some(code.as_str()) { digits } else { format!("{digits} {code}") }
}

/// The sizes of amounts, a currency each; the one with most amounts first. A sum that does not fit is left out, so that no wrong one is said.
fn magnitudes(amounts: impl Iterator<Item = Amount>) -> Vec<Amount> {
    let mut sums: Vec<(Currency, Vec<Money>)> =
        by_currency(amounts.map(|amount| amount.magnitude())).into_iter().collect();
    sums.sort_by_key(|(_, amounts)| std::cmp::Reverse(amounts.len()));
    sums.into_iter().filter_map(|(currency, amounts)| Money::sum(currency, amounts).ok().map(Amount)).collect()
}

fn not_summed<'a>(shown: impl Iterator<Item = &'a JobRow>) -> Vec<NotSummed> {
    let mut by_part: BTreeMap<TiePart, Vec<&JobRow>> = BTreeMap::new();
    for row in shown.filter(|row| !row.part.is_summed()) {
        by_part.entry(row.part).or_default().push(row);
    }
    let not_summed = |(part, rows): (TiePart, Vec<&JobRow>)| {
        let words = match rows.as_slice() {
            few if few.len() <= NAMED => {
                let named: Vec<String> = few.iter().map(|row| format!("{} ({})", row.job_id, why(row))).collect();
                named.join(", ")
            }
            many => format!("{} {}", counted(many.len(), "job"), why_many(part)),
        };
        NotSummed { part, jobs: count(rows.len()), words }
    };
    by_part.into_iter().map(not_summed).collect()
}

/// Why a job is in no sum: of two currencies, which.
pub(crate) fn why(row: &JobRow) -> String {
    match (row.part, row.acumatica, row.procore) {
        (TiePart::TwoCurrencies, Some(acumatica), Some(procore)) => {
            format!("{} and {}", acumatica.currency(), procore.currency())
        }
        (part, ..) => why_many(part).to_owned(),
    }
}

const fn why_many(part: TiePart) -> &'static str {
    match part {
        TiePart::TwoCurrencies => "in two currencies",
        TiePart::CurrencyUnknown => "in a currency that nobody states",
        TiePart::NotCompared => "cannot be compared",
        TiePart::NotRead => "not read",
        TiePart::NotLinked => "not linked",
        TiePart::NotInProcore => "not in Procore, as you said",
        TiePart::TiesOut | TiePart::WithItems | TiePart::OutOfBalance => "",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::view::job_row::{ReimportState, Status, StatusKind};
    use crate::view::ownership::Ownership;
    use proptest::prelude::*;

    const PARTS: [TiePart; 9] = [
        TiePart::TiesOut,
        TiePart::WithItems,
        TiePart::OutOfBalance,
        TiePart::TwoCurrencies,
        TiePart::CurrencyUnknown,
        TiePart::NotCompared,
        TiePart::NotRead,
        TiePart::NotLinked,
        TiePart::NotInProcore,
    ];

    fn money(digits: &str, currency: &str) -> Amount {
        Amount(Money::new(digits.parse().unwrap(), Currency::parse(currency).unwrap()))
    }

    fn row(job: &str, part: TiePart, out_of_balance: Option<Amount>) -> JobRow {
        let kind = StatusKind::Unread;
        JobRow {
            job_id: job.to_owned(),
            project_name: String::new(),
            linked: true,
            acumatica: None,
            procore: None,
            new_procore: None,
            change: None,
            lines: None,
            chosen: 0,
            out_of_balance,
            lines_out_of_balance: None,
            out_of_balance_after: None,
            stays: None,
            part,
            tie: None,
            items: u32::from(part == TiePart::WithItems),
            items_amount: out_of_balance,
            status: Status { kind, label: String::new(), reason: None, remedy: None, place: None },
            reimport: ReimportState { available: false, reason: None, remedy: None, place: None },
            awaits_unlock: false,
            ownership: Ownership::from(jobcost::Ownership::default()),
            warning: None,
            inactive: false,
            currency: None,
            acumatica_read_at: None,
            procore_read_at: None,
        }
    }

    fn many(count: usize, part: TiePart) -> impl Iterator<Item = JobRow> {
        (0..count).map(move |place| row(&format!("26-{place:03}"), part, None))
    }

    #[test]
    fn the_sum_says_how_many_tie_out_and_by_how_much_the_others_do_not() {
        let apart = |amounts: &[(&str, &str)]| -> Vec<JobRow> {
            let one =
                |(digits, currency): &(&str, &str)| row("24-101", TiePart::OutOfBalance, Some(money(digits, currency)));
            amounts.iter().map(one).collect()
        };
        let items = || row("24-131", TiePart::WithItems, Some(money("12400", "USD")));
        for (rows, sentence) in [
            (vec![], "0 jobs"),
            (many(1, TiePart::TiesOut).collect(), "1 job: 1 ties out"),
            (many(1_200, TiePart::TiesOut).collect(), "1,200 jobs: 1,200 tie out"),
            (vec![items()], "1 job: 1 ties out with a reconciling item of 12,400.00"),
            (vec![items(), items()], "2 jobs: 2 tie out with reconciling items of 24,800.00"),
            // Nothing cancels out.
            (apart(&[("5.00", "USD"), ("-5.00", "USD")]), "2 jobs: 2 are out of balance by 10.00"),
            (apart(&[("1", "CAD"), ("5", "USD"), ("1", "USD")]), "3 jobs: 3 are out of balance by 6.00 and 1.00 CAD"),
            (
                many(19, TiePart::TiesOut)
                    .chain([items()])
                    .chain(apart(&[("-3751241.88", "USD")]))
                    .chain(many(1, TiePart::TwoCurrencies))
                    .chain(many(2, TiePart::NotRead))
                    .chain(many(1, TiePart::NotLinked))
                    .collect(),
                "25 jobs: 19 tie out, 1 with a reconciling item of 12,400.00, 1 is out of balance by 3,751,241.88, \
                 1 is in two currencies, 2 not read, 1 not linked",
            ),
        ] {
            assert_eq!(tie_out_sum(&rows, |_| true, Some("USD")).sentence, sentence);
        }
    }

    #[test]
    fn what_is_in_no_sum_is_named_with_its_reason() {
        let mut two = row("25-020", TiePart::TwoCurrencies, None);
        (two.acumatica, two.procore) = (Some(money("1", "CAD")), Some(money("1", "USD")));
        let not_linked = row("25-024", TiePart::NotLinked, None);
        let rows: Vec<JobRow> = [two, not_linked].into_iter().chain(many(12, TiePart::NotRead)).collect();
        let words: Vec<String> =
            tie_out_sum(&rows, |_| true, None).not_summed.into_iter().map(|left_out| left_out.words).collect();
        assert_eq!(words, ["25-020 (CAD and USD)", "12 jobs not read", "25-024 (not linked)"]);
    }

    proptest! {
        #[test]
        fn every_job_is_in_exactly_one_part(places in prop::collection::vec(0..PARTS.len(), 0..60)) {
            let rows: Vec<JobRow> = places
                .iter()
                .enumerate()
                .map(|(number, place)| row(&number.to_string(), PARTS[*place], Some(money("1.00", "USD"))))
                .collect();
            let sum = tie_out_sum(&rows, |_| true, Some("USD"));
            prop_assert_eq!(sum.parts.iter().map(|part| part.jobs).sum::<u32>(), sum.jobs);
            for part in &sum.parts {
                let of_it = rows.iter().filter(|row| row.part == part.part).count();
                prop_assert_eq!(part.jobs, count(of_it));
                prop_assert!(part.amounts.is_empty() || part.amounts == [money(&of_it.to_string(), "USD")]);
            }
            let left_out: u32 = sum.not_summed.iter().map(|left_out| left_out.jobs).sum();
            let summed = rows.iter().filter(|row| row.part.is_summed()).count();
            prop_assert_eq!(left_out + count(summed), sum.jobs);
        }
    }
}
