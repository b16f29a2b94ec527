//! By how much all jobs together were out of balance, day by day.

use crate::journal::Journal;
use crate::text::{currency, digits, money, parsed};
use jiff::civil::Date;
use jobcost::Money;
use reimport::JournalError;
use rusqlite::Row;

/// What the last complete look of a day found, in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayOutOfBalance {
    /// The day, by this computer's calendar.
    pub day: Date,
    /// The sum of the sizes of what the jobs were out of balance by: amounts that cancel out are two differences.
    pub amount: Money,
    /// How many jobs.
    pub jobs: u32,
}

impl Journal {
    /// Keeps what a complete look found, in the place of what was found earlier that day.
    pub async fn set_out_of_balance_of(&self, day: Date, found: Vec<(Money, u32)>) -> Result<(), JournalError> {
        self.run(move |connection| {
            let (transaction, day) = (connection.transaction()?, day.to_string());
            transaction.execute("DELETE FROM out_of_balance_day WHERE day = ?", [&day])?;
            let sql = "INSERT INTO out_of_balance_day (day, currency, amount, jobs) VALUES (?, ?, ?, ?)";
            for (amount, jobs) in found {
                transaction.execute(sql, (&day, amount.currency().as_str(), digits(amount), jobs))?;
            }
            transaction.commit()
        })
        .await
    }

    /// The days from this one on, the earliest first; of a day its currencies by code.
    pub async fn out_of_balance_since(&self, first: Date) -> Result<Vec<DayOutOfBalance>, JournalError> {
        let sql = "SELECT * FROM out_of_balance_day WHERE day >= ? ORDER BY day, currency";
        self.run(move |connection| connection.prepare(sql)?.query_map([first.to_string()], day)?.collect()).await
    }
}

fn day(row: &Row<'_>) -> rusqlite::Result<DayOutOfBalance> {
    Ok(DayOutOfBalance {
        day: parsed(row, "day", |text| text.parse().map_err(|error| format!("\"{text}\" is no day: {error}")))?,
        amount: money(row, "amount", currency(row, "currency")?)?,
        jobs: row.get("jobs")?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jobcost::Currency;

    #[tokio::test]
    async fn the_last_look_of_a_day_holds() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let usd = |amount: &str| Money::new(amount.parse().unwrap(), Currency::USD);
        let cad = Money::new("5.00".parse().unwrap(), Currency::parse("CAD").unwrap());
        let (yesterday, today) = (date(2026, 3, 1), date(2026, 3, 2));
        journal.set_out_of_balance_of(date(2026, 1, 30), vec![(usd("9.00"), 1)]).await.unwrap();
        journal.set_out_of_balance_of(yesterday, vec![(usd("10.00"), 2), (cad, 1)]).await.unwrap();
        journal.set_out_of_balance_of(today, vec![(usd("8.00"), 3)]).await.unwrap();
        journal.set_out_of_balance_of(today, vec![(usd("0.00"), 0)]).await.unwrap();
        let found = journal.out_of_balance_since(yesterday).await.unwrap();
        let day = |day, amount, jobs| DayOutOfBalance { day, amount, jobs };
        assert_eq!(found, [day(yesterday, cad, 1), day(yesterday, usd("10.00"), 2), day(today, usd("0.00"), 0)]);
    }
}
