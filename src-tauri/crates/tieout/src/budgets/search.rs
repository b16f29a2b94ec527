//! What the search of the Budgets page finds in a row. Pure.

use crate::view::amount::Amount;
use crate::view::job_row::JobRow;

/// The words of a search; each of them must be found.
pub(crate) struct Search {
    words: Vec<Word>,
}

struct Word {
    text: String,
    amount: Option<TypedAmount>,
}

/// An amount as it is shown or typed: `59712.51`, `$59,712.51`, `−59,712.51`, `-59712.51`, `(59,712.51)`; or the beginning of one.
#[derive(Clone, PartialEq, Eq, Debug)]
struct TypedAmount {
    /// A minus sign or an accountant's bracket says credit, a plus sign the opposite; without one, either is meant.
    credit: Option<bool>,
    digits: String,
}

impl Search {
    pub(crate) fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(str::to_lowercase);
        Self { words: words.map(|text| Word { amount: typed_amount(&text), text }).collect() }
    }

    /// A word is found in the id, in the name, or in an amount that the row shows.
    pub(crate) fn finds(&self, row: &JobRow) -> bool {
        let (job, name) = (row.job_id.to_lowercase(), row.project_name.to_lowercase());
        let amounts = [
            row.acumatica,
            row.procore,
            row.out_of_balance,
            row.new_procore,
            row.change,
            row.out_of_balance_after,
            row.items_amount,
        ];
        self.words.iter().all(|word| {
            let in_amount = |typed: &TypedAmount| amounts.iter().flatten().any(|amount| typed.is_in(*amount));
            job.contains(&word.text) || name.contains(&word.text) || word.amount.as_ref().is_some_and(in_amount)
        })
    }
}

impl TypedAmount {
    /// With a sign its beginning is meant, as it was typed; without one any part of it.
    fn is_in(&self, amount: Amount) -> bool {
        let digits = amount.magnitude().digits();
        match self.credit {
            None => digits.contains(&self.digits),
            Some(credit) => !amount.is_zero() && amount.is_credit() == credit && digits.starts_with(&self.digits),
        }
    }
}

fn typed_amount(word: &str) -> Option<TypedAmount> {
    let mut digits = String::new();
    let mut credit = None;
    for letter in word.chars() {
        match letter {
            '0'..='9' | '.' => digits.push(letter),
            // Between the digits a hyphen makes a code of them.
            '-' | '\u{2212}' | '\u{2013}' | '(' if digits.is_empty() => credit = Some(true),
            '+' if digits.is_empty() => credit = Some(false),
            '$' | ',' | ')' => {}
            _ => return None,
        }
    }
    digits.contains(|digit: char| digit.is_ascii_digit()).then_some(TypedAmount { credit, digits })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::{Currency, Money};

    #[test]
    fn an_amount_is_found_as_it_is_shown_and_as_it_is_typed() {
        let amount = |digits: &str| Amount(Money::new(digits.parse().unwrap(), Currency::USD));
        let credit = amount("-59712.51");
        for typed in [
            "(59,712.51)",
            "-59712.51",
            "\u{2212}59,712.51",
            "$59,712.51",
            "-$59,712.51",
            "59712.51",
            "(59,7",
            "712.5",
            "-59",
            "($59,712.51)",
        ] {
            assert!(typed_amount(typed).unwrap().is_in(credit), "{typed}");
        }
        for typed in ["+59,712.51", "-712.51", "59712.52"] {
            assert!(!typed_amount(typed).unwrap().is_in(credit), "{typed}");
        }
        assert!(typed_amount("+59,712.51").unwrap().is_in(amount("59712.51")));
        assert!(!typed_amount("-0").unwrap().is_in(amount("0")));
        for word in ["24-101", "harbor", "", "()", "-", "$"] {
            assert_eq!(typed_amount(word), None, "{word}");
        }
    }
}
