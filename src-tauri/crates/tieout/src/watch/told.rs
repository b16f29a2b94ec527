//! What is told after a look: of each job once, when it no longer ties out and whenever the amount moves again. Pure.

use crate::watch::balance::Balance;
use jiff::Timestamp;
use jobcost::{JobId, Money};
use journal::SeenBalance;
use std::collections::HashMap;

/// A job of which there is something to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct BalanceMove {
    /// What it comes to now.
    pub(crate) now: Balance,
    /// What it was out of balance by before; `None` where it tied out.
    pub(crate) before: Option<Money>,
}

/// What to tell, and what to keep so that it is told once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) moved: Vec<BalanceMove>,
    pub(crate) seen: Vec<SeenBalance>,
}

/// Compares what the jobs come to with what they came to at the last look. A job that is seen for the first time, or in another project,
/// is kept and not told: nobody knows since when it is so.
pub(crate) fn findings(before: &[SeenBalance], now: Vec<Balance>, at: Timestamp) -> Findings {
    let before: HashMap<JobId, &SeenBalance> = before.iter().map(|seen| (seen.job.clone(), seen)).collect();
    let mut findings = Findings::default();
    for balance in now {
        let known = before.get(&balance.job).copied().filter(|seen| seen.project == balance.project);
        if known.is_some_and(|seen| seen.ties_out == balance.ties_out && seen.amount == balance.amount) {
            continue;
        }
        findings.seen.push(SeenBalance {
            job: balance.job.clone(),
            project: balance.project,
            ties_out: balance.ties_out,
            amount: balance.amount,
            at,
        });
        if let Some(seen) = known.filter(|seen| is_news(seen, &balance)) {
            let before = (!seen.ties_out).then_some(seen.amount);
            findings.moved.push(BalanceMove { now: balance, before });
        }
    }
    findings
}

/// An estimate that nobody has imported yet is still being written: that it moves is no news, unless its budget agreed before.
const fn is_news(before: &SeenBalance, now: &Balance) -> bool {
    !now.ties_out && (before.ties_out || now.imported)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::{Currency, ProjectId};

    /// Its name; what was seen before; what is seen now; whether that is kept; and what is told that it was before.
    type Case = (&'static str, Option<&'static str>, &'static str, bool, Option<Option<&'static str>>);

    fn usd(amount: &str) -> Money {
        Money::new(amount.parse().unwrap(), Currency::USD)
    }

    /// `=` ties out, an amount is out of balance by it, `=` before an amount ties out with reconciling items of it.
    fn balance(what: &str) -> Balance {
        let amount = what.trim_start_matches('=');
        Balance {
            job: JobId::new("24-107"),
            name: "Alder Street".into(),
            project: ProjectId(7),
            imported: true,
            ties_out: what.starts_with('='),
            amount: usd(if amount.is_empty() { "0" } else { amount }),
        }
    }

    fn seen(what: &str) -> SeenBalance {
        let Balance { job, project, ties_out, amount, .. } = balance(what);
        SeenBalance { job, project, ties_out, amount, at: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn a_difference_is_told_once_and_again_when_it_moves() {
        let cases: [Case; 12] = [
            ("first seen tying out", None, "=", true, None),
            ("first seen out of balance", None, "-0.01", true, None),
            ("still ties out", Some("="), "=", false, None),
            ("no longer ties out", Some("="), "-0.01", true, Some(None)),
            ("told already", Some("-0.01"), "-0.01", false, None),
            ("told already, written otherwise", Some("-0.01"), "-0.010", false, None),
            ("moved again", Some("-0.01"), "-0.02", true, Some(Some("-0.01"))),
            ("moved to the other side", Some("-0.01"), "0.01", true, Some(Some("-0.01"))),
            ("ties out again", Some("-0.01"), "=", true, None),
            ("lines that cancel out are a difference", Some("="), "0", true, Some(None)),
            ("every difference was accepted", Some("12400"), "=12400", true, None),
            ("what was accepted moved", Some("=12400"), "12400.01", true, Some(None)),
        ];
        for (case, before, now, kept, told) in cases {
            let before: Vec<SeenBalance> = before.map(seen).into_iter().collect();
            let found = findings(&before, vec![balance(now)], Timestamp::UNIX_EPOCH);
            assert_eq!(found.seen, if kept { vec![seen(now)] } else { vec![] }, "{case}");
            let moved: Vec<BalanceMove> =
                told.map(|before| BalanceMove { now: balance(now), before: before.map(usd) }).into_iter().collect();
            assert_eq!(found.moved, moved, "{case}");
        }
    }

    #[test]
    fn another_project_is_another_story() {
        let elsewhere = SeenBalance { project: ProjectId(8), ..seen("=") };
        let found = findings(&[elsewhere], vec![balance("-0.01")], Timestamp::UNIX_EPOCH);
        assert_eq!((found.moved, found.seen), (vec![], vec![seen("-0.01")]));
    }

    #[test]
    fn an_estimate_that_nobody_imported_may_move() {
        let untouched = |what| Balance { imported: false, ..balance(what) };
        let told = |before| findings(&[seen(before)], vec![untouched("-2")], Timestamp::UNIX_EPOCH).moved.len();
        assert_eq!(told("-1"), 0);
        assert_eq!(told("="), 1, "it had agreed");
    }

    #[test]
    fn of_a_job_that_could_not_be_read_nothing_is_forgotten() {
        assert_eq!(findings(&[seen("-0.01")], vec![], Timestamp::UNIX_EPOCH), Findings::default());
    }
}
