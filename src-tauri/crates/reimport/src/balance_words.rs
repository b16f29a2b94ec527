//! The words for how the two books stand after a plan: the same in a message, a notification, a receipt and the dialog.

use crate::line_words::{named, named_codes, signed};
use crate::text::one_line;
use jobcost::{ApartBy, ApartSum, Money, OutOfBalance, OutOfBalancePart, Tie, counted};

/// How the books stand, in a sentence that follows what was done.
pub(crate) fn stands(books: &OutOfBalance) -> String {
    match books.tie() {
        Tie::TiesOut => "Procore and Acumatica tie out.".to_owned(),
        Tie::TiesOutWithItems => format!("Ties out with {}.", items(books)),
        Tie::OutOfBalance => format!("{}: {}.", apart(books, "still "), causes(books)),
    }
}

/// The same of a plan that nobody has said yes to yet, a line each.
pub(crate) fn will_stand(books: &OutOfBalance) -> Vec<String> {
    match books.tie() {
        Tie::TiesOut => vec!["Afterwards Procore and Acumatica tie out.".to_owned()],
        Tie::TiesOutWithItems => vec![format!("Afterwards the job ties out with {}.", items(books))],
        Tie::OutOfBalance => {
            let said = format!("Out of balance afterwards: {}.", apart(books, ""));
            let accepted = (books.accepted_parts().next().is_some()).then(|| items(books));
            [said]
                .into_iter()
                .chain(by_reason(books).iter().map(|sum| format!("{}: {}", cause(sum), signed(sum.amount))))
                .chain(accepted)
                .collect()
        }
    }
}

/// How a record that was proven says that it left the two books: Procore minus Acumatica, in how many lines nobody accepted (`None` in
/// records of older versions), and what the job's reconciling items came to where it had any. Of an old record that left the totals equal
/// it is believed that the books tied out.
pub fn left_apart(after: Money, lines_left_apart: Option<usize>, items: Option<Money>) -> (Tie, String) {
    let tie = match lines_left_apart {
        Some(0) if !after.is_zero() || items == Some(after) => Tie::TiesOutWithItems,
        Some(0) => Tie::TiesOut,
        None if after.is_zero() => Tie::TiesOut,
        Some(_) | None => Tie::OutOfBalance,
    };
    let amount = after.magnitude().sentence();
    let words = match tie {
        Tie::TiesOut => "The two books tie out.".to_owned(),
        Tie::TiesOutWithItems => format!("Ties out with reconciling items of {}.", after.sentence()),
        Tie::OutOfBalance if after.is_zero() => {
            "The totals are equal, and the two books differ line by line.".to_owned()
        }
        Tie::OutOfBalance if after.is_above_zero() => format!("Procore was left {amount} above Acumatica."),
        Tie::OutOfBalance => format!("Procore was left {amount} below Acumatica."),
    };
    (tie, words)
}

/// What the books differ in, a line for each reason, with its codes; the reconciling items last, a line each.
pub(crate) fn particulars(books: &OutOfBalance) -> Vec<String> {
    let line = |sum: &ApartSum| {
        let codes = if sum.codes.is_empty() { String::new() } else { format!(": {}", named_codes(&sum.codes)) };
        format!("{}, {}{codes}", cause(sum), signed(sum.amount))
    };
    let item = |part: &OutOfBalancePart| format!("Accepted: {}, {}", code_of(part), signed(part.amount));
    let items = named(books.accepted_parts().map(item).collect());
    by_reason(books).iter().map(line).chain(items).collect()
}

/// What can be done about what nobody accepted; empty where nothing is left to do.
pub(crate) fn ways_out(books: &OutOfBalance) -> String {
    if books.tie() != Tie::OutOfBalance {
        return String::new();
    }
    let ways = [
        (
            ApartBy::Unmapped,
            "Give the lines that were left out a budget code in Procore, or map them, then re-import again.",
        ),
        (ApartBy::OnlyInProcore, "Set lines that only Procore has to zero in the job's comparison."),
    ];
    let stays = |by: &ApartBy| books.unaccepted_parts().any(|part| part.by == *by);
    let ways = ways.iter().filter(|(by, _)| stays(by)).map(|(_, way)| *way);
    ways.chain(["What is as it should be can be accepted, with a reason."]).collect::<Vec<_>>().join(" ")
}

/// `4 reconciling items of $88,340.18`
fn items(books: &OutOfBalance) -> String {
    let items = counted(books.accepted_parts().count(), "reconciling item");
    format!("{items} of {}", books.accepted.sentence())
}

/// `Procore is still $88,340.18 above Acumatica`
fn apart(books: &OutOfBalance, still: &str) -> String {
    let amount = books.amount.magnitude().sentence();
    if books.amount.is_zero() {
        format!("Procore and Acumatica have the same total and {still}differ line by line")
    } else if books.amount.is_above_zero() {
        format!("Procore is {still}{amount} above Acumatica")
    } else {
        format!("Procore is {still}{amount} below Acumatica")
    }
}

/// `2 lines left as you chose and 4 lines that only Procore has`
fn causes(books: &OutOfBalance) -> String {
    let mut causes: Vec<String> = by_reason(books).iter().map(cause).collect();
    causes.extend((books.accepted_parts().next().is_some()).then(|| items(books)));
    match causes.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        causes => causes.concat(),
    }
}

fn cause(sum: &ApartSum) -> String {
    let lines = counted(sum.lines, "line");
    match sum.by {
        ApartBy::NotReimported => format!("{lines} that a re-import changes"),
        ApartBy::Unmapped => format!("{lines} of the estimate without a budget code in Procore"),
        ApartBy::LeftByChoice => format!("{lines} left as you chose"),
        ApartBy::OnlyInProcore => format!("{lines} that only Procore has"),
        ApartBy::NotAboveZero => format!("{lines} of the estimate not above zero, for which nothing is created"),
        ApartBy::Accepted => format!("{lines} accepted at another amount"),
        ApartBy::Rounding => "rounding".to_owned(),
    }
}

/// What cannot be summed has no line of its own: the sentence names the whole.
fn by_reason(books: &OutOfBalance) -> Vec<ApartSum> {
    books.unaccepted_by_reason().unwrap_or_default()
}

fn code_of(part: &OutOfBalancePart) -> String {
    if part.by == ApartBy::Rounding { "rounding".to_owned() } else { one_line(&part.code) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::Currency;

    #[test]
    fn a_record_ties_out_only_where_nothing_was_left() {
        for (after, lines, items, tie, says) in [
            ("0", Some(0), None, Tie::TiesOut, "The two books tie out."),
            ("0", None, None, Tie::TiesOut, "The two books tie out."),
            ("5", None, None, Tie::OutOfBalance, "left $5.00 above Acumatica"),
            ("-5", Some(1), None, Tie::OutOfBalance, "left $5.00 below Acumatica"),
            ("5", Some(0), Some("5"), Tie::TiesOutWithItems, "reconciling items of $5.00"),
            ("5", Some(1), Some("3"), Tie::OutOfBalance, "left $5.00 above Acumatica"),
            ("0", Some(2), None, Tie::OutOfBalance, "differ line by line"),
            // Items that cancel out, and one that the re-import itself did away with.
            ("0", Some(0), Some("0"), Tie::TiesOutWithItems, "reconciling items of $0.00"),
            ("0", Some(0), Some("7"), Tie::TiesOut, "The two books tie out."),
        ] {
            let usd = |digits: &str| Money::new(digits.parse().unwrap(), Currency::USD);
            let (found, words) = left_apart(usd(after), lines, items.map(usd));
            assert_eq!(found, tie, "{after} {lines:?} {items:?}");
            assert!(words.contains(says), "{words}");
        }
    }
}
