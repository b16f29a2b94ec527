//! The words of what the watch tells. Pure.

use crate::news::error::ApplicationError;
use crate::view::report::Report;
use crate::watch::balance::{Balance, out_of_balance};
use crate::watch::told::BalanceMove;
use jobcost::{Money, counted};

/// More are not named one by one.
const NAMED_MAX: usize = 20;

/// Of jobs that no longer tie out, or by another amount. `None` where there are none.
pub(crate) fn moved_report(moved: &[BalanceMove]) -> Option<Report> {
    match moved {
        [] => None,
        [one] => Some(Report {
            message: sentence(&one.now),
            details: vec![direction_and_before(one)],
            remedy: "Open the job to see which lines differ.".into(),
        }),
        several => Some(Report {
            message: format!("{} are out of balance by {} in all.", counted(several.len(), "job"), in_all(several)),
            details: named(several),
            remedy: "Drifted shows every job that is out of balance.".into(),
        }),
    }
}

/// `24-107 Alder Street is out of balance by $0.01.`
fn sentence(balance: &Balance) -> String {
    let Balance { job, name, amount, .. } = balance;
    if amount.is_zero() {
        return format!("{job} {name} no longer ties out: lines differ, and the differences cancel out.");
    }
    format!("{job} {name} is out of balance by {}.", amount.magnitude().sentence())
}

fn direction_and_before(BalanceMove { now, before }: &BalanceMove) -> String {
    let direction = match now.amount {
        amount if amount.is_zero() => String::new(),
        amount if amount.is_credit() => "Procore is below Acumatica. ".to_owned(),
        _ => "Procore is above Acumatica. ".to_owned(),
    };
    format!("{direction}{}", at_the_last_look(*before))
}

fn at_the_last_look(before: Option<Money>) -> String {
    match before {
        None => "It tied out when Tieout looked before.".to_owned(),
        Some(before) if before.is_zero() => "Its differences cancelled out when Tieout looked before.".to_owned(),
        Some(before) => format!("It was {} when Tieout looked before.", before.magnitude().sentence()),
    }
}

fn in_all(several: &[BalanceMove]) -> String {
    let balances: Vec<Balance> = several.iter().map(|one| one.now.clone()).collect();
    match out_of_balance(&balances) {
        Ok(sums) => sums.iter().map(|(sum, _)| sum.sentence()).collect::<Vec<_>>().join(" and "),
        Err(_) => "more than can be added up".to_owned(),
    }
}

fn named(several: &[BalanceMove]) -> Vec<String> {
    let mut named: Vec<String> = several.iter().take(NAMED_MAX).map(|one| sentence(&one.now)).collect();
    if let Some(more) = several.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
        named.push(format!("And {more} more."));
    }
    named
}

/// Of a look that Tieout took by itself and that did not end.
pub(crate) fn watch_failed(error: &ApplicationError) -> Report {
    Report {
        message: "Tieout could not look at the jobs.".into(),
        details: vec![error.sentence.clone()],
        remedy: format!("{} Tieout looks again by itself.", error.remedy).trim_start().to_owned(),
    }
}

/// Of a look that somebody asked for and that did not end.
pub(crate) fn reading_failed(error: &ApplicationError) -> Report {
    Report {
        message: "Not everything could be read.".into(),
        details: vec![error.sentence.clone()],
        remedy: error.remedy.clone(),
    }
}

/// Once a look ends again after trouble that was told.
pub(crate) fn looked_again() -> Report {
    Report { message: "Tieout could look at the jobs again.".into(), details: vec![], remedy: String::new() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::{Currency, JobId, ProjectId};

    fn moved(job: &str, amount: &str, currency: &str, before: Option<&str>) -> BalanceMove {
        let money = |amount: &str| Money::new(amount.parse().unwrap(), Currency::parse(currency).unwrap());
        let now = Balance {
            job: JobId::new(job),
            name: "Alder Street".into(),
            project: ProjectId(1),
            imported: true,
            ties_out: false,
            amount: money(amount),
        };
        BalanceMove { now, before: before.map(money) }
    }

    #[test]
    fn one_job_is_named_with_its_amount() {
        let report = |one| moved_report(&[one]).unwrap();
        let drifted = report(moved("24-107", "-0.01", "USD", None));
        assert_eq!(drifted.message, "24-107 Alder Street is out of balance by $0.01.");
        assert_eq!(drifted.details, ["Procore is below Acumatica. It tied out when Tieout looked before."]);
        let again = report(moved("24-107", "1234.50", "CAD", Some("-0.01")));
        assert_eq!(again.message, "24-107 Alder Street is out of balance by CAD 1,234.50.");
        assert_eq!(again.details, ["Procore is above Acumatica. It was CAD 0.01 when Tieout looked before."]);
        let cancelled = report(moved("24-144", "0.00", "USD", None));
        assert_eq!(
            cancelled.message,
            "24-144 Alder Street no longer ties out: lines differ, and the differences cancel out."
        );
        assert_eq!(cancelled.details, ["It tied out when Tieout looked before."]);
    }

    #[test]
    fn several_are_told_in_one_with_count_and_sum() {
        assert_eq!(moved_report(&[]), None);
        let report = moved_report(&[
            moved("24-107", "-0.01", "USD", None),
            moved("24-118", "23500.00", "USD", Some("1.00")),
            moved("25-036", "5.00", "CAD", None),
        ])
        .unwrap();
        assert_eq!(report.message, "3 jobs are out of balance by CAD 5.00 and $23,500.01 in all.");
        assert_eq!(report.details[1], "24-118 Alder Street is out of balance by $23,500.00.");
        let many: Vec<BalanceMove> = (0..23).map(|_| moved("24-107", "-0.01", "USD", None)).collect();
        let details = moved_report(&many).unwrap().details;
        assert_eq!((details.len(), details[20].as_str()), (21, "And 3 more."));
    }
}
