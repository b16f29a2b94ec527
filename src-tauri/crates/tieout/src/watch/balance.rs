//! What each job comes to at a look, and what all of them come to. Pure.

use crate::books::books::Books;
use crate::books::job_book::JobBook;
use crate::view::count::count;
use jobcost::{Currency, JobId, Money, MoneyError, ProjectId, Tie};
use std::collections::BTreeMap;

/// What one job comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Balance {
    pub(crate) job: JobId,
    pub(crate) name: String,
    pub(crate) project: ProjectId,
    /// Its budget was imported before, by whomever.
    pub(crate) imported: bool,
    /// No line differs, or every difference was accepted.
    pub(crate) ties_out: bool,
    /// Budget minus estimate; nothing also where lines differ and cancel out.
    pub(crate) amount: Money,
}

/// What every job comes to that is linked and of which both sides are known as they are now. Of another one nothing is said.
pub(crate) fn balances(books: &Books) -> Vec<Balance> {
    books.jobs().filter(|book| !book.working).filter_map(balance).collect()
}

/// What this one comes to, as its books are.
pub(crate) fn balance(book: &JobBook) -> Option<Balance> {
    let project = book.project.as_ref().filter(|_| book.side_error().is_none())?.project;
    let today = &book.ruled()?.plan.as_ref()?.out_of_balance;
    Some(Balance {
        job: book.job.job.clone(),
        name: book.name().to_owned(),
        project,
        imported: book.imported() == Some(true),
        ties_out: today.tie() != Tie::OutOfBalance,
        amount: today.amount,
    })
}

/// By how much those are out of balance that were imported before, and how many, in each of their currencies. Nothing in a currency in
/// which all tie out. What nobody imported yet is no drift: its whole estimate would be in the sum.
pub(crate) fn out_of_balance(balances: &[Balance]) -> Result<Vec<(Money, u32)>, MoneyError> {
    let mut by_currency: BTreeMap<Currency, Vec<Money>> = BTreeMap::new();
    for balance in balances.iter().filter(|balance| balance.imported) {
        let apart = by_currency.entry(balance.amount.currency()).or_default();
        if !balance.ties_out {
            apart.push(balance.amount.magnitude());
        }
    }
    let sum = |(currency, apart): (Currency, Vec<Money>)| {
        Ok((Money::sum(currency, apart.iter().copied())?, count(apart.len())))
    };
    by_currency.into_iter().map(sum).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_summed_in_each_currency_and_a_currency_that_ties_out_is_nothing() {
        let balance = |amount: &str, currency: &str, ties_out| Balance {
            job: JobId::new("24-101"),
            name: String::new(),
            project: ProjectId(1),
            imported: true,
            ties_out,
            amount: Money::new(amount.parse().unwrap(), Currency::parse(currency).unwrap()),
        };
        let never_imported = Balance { imported: false, ..balance("7000000.00", "USD", false) };
        let found = out_of_balance(&[
            never_imported,
            balance("-36240.00", "USD", false),
            balance("23500.00", "USD", false),
            // Two lines that cancel out: a job that is out of balance by nothing.
            balance("0.00", "USD", false),
            balance("0.00", "USD", true),
            balance("0.00", "CAD", true),
            // An accepted difference.
            balance("12400.00", "USD", true),
        ]);
        let found: Vec<String> = found.unwrap().iter().map(|(money, jobs)| format!("{money} {jobs}")).collect();
        assert_eq!(found, ["0.00 CAD 0", "59740.00 USD 3"]);
    }
}
