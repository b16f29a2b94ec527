//! By how much the jobs are out of balance, day by day.

use crate::company::company::Company;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::amount::Amount;
use crate::view::out_of_balance_day::OutOfBalanceDay;
use crate::watch::balance::{balances, out_of_balance};
use jiff::tz::TimeZone;
use jiff::{ToSpan, civil::Date};

impl Company {
    /// By how much the synced jobs were out of balance on each of the last so many days on which somebody looked, today among them; the
    /// earliest first, of a day its currencies by code.
    pub async fn out_of_balance_by_day(&self, days: u32) -> Result<Vec<OutOfBalanceDay>, ApplicationError> {
        let back = days.saturating_sub(1);
        let first = self.today().checked_sub(i64::from(back).days()).map_err(|_| too_many(days))?;
        let found = self.journal.out_of_balance_since(first).await?;
        Ok(found
            .into_iter()
            .map(|found| OutOfBalanceDay {
                day: found.day,
                currency: found.amount.currency().to_string(),
                amount: Amount(found.amount),
                jobs: found.jobs,
            })
            .collect())
    }

    /// Keeps what a look that read everything found today. The figures of the page stand without it.
    pub(crate) async fn keep_day(&self) {
        let found = match out_of_balance(&self.books.read(balances)) {
            Ok(found) => found,
            Err(error) => return tracing::warn!(%error, "the day's sum was not kept"),
        };
        if let Err(error) = self.journal.set_out_of_balance_of(self.today(), found).await {
            tracing::warn!(%error, "the day's sum was not kept");
        }
    }

    fn today(&self) -> Date {
        self.books.clock.now().to_zoned(TimeZone::system()).date()
    }
}

fn too_many(days: u32) -> ApplicationError {
    ApplicationError::new(
        ApplicationErrorKind::Internal,
        format!("There are not {days} days to look back on."),
        "Send the log to support.",
    )
}
