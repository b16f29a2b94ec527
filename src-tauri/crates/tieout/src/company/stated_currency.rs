//! The currency of a project's budget, as the user states it where Procore does not (rule 15): once per project, kept in the journal.

use crate::application::Application;
use crate::books::books::JobBook;
use crate::company::company::Company;
use crate::news::error::ApplicationError;
use crate::view::job_row::StatedCurrency;
use jobcost::{Currency, JobId, ProjectId};
use journal::Journal;
use std::collections::BTreeMap;

/// Below it, the numbers of projects.
const KEYS: &str = "currency/";

/// What the user may state of a job's budget, or take back. `None` where there is nothing to ask: Procore says it, or the budget has no
/// line that would be in a currency.
pub(crate) fn stated_currency(book: &JobBook) -> Option<StatedCurrency> {
    let (budget, _) = book.budget.as_ref()?;
    let asked = book.stated_currency.is_some() || !budget.line_items.is_empty();
    let proposed =
        book.estimate.as_ref().map(|(estimate, _)| estimate.currency).filter(|currency| currency.is_stated());
    let code = |currency: Currency| currency.to_string();
    (asked && !budget.currency.is_stated())
        .then(|| StatedCurrency { stated: book.stated_currency.map(code), proposed: proposed.map(code) })
}

impl Application {
    /// States the currency of a job's budget, by its ISO 4217 code, or takes back what was stated. It counts only where Procore states
    /// none: an amount that Procore gives with its currency stays in it.
    pub async fn state_currency(&self, job: &JobId, code: Option<&str>) -> Result<(), ApplicationError> {
        let currency = code.map(parsed).transpose()?;
        self.company().await?.state_currency(job, currency).await
    }
}

fn parsed(code: &str) -> Result<Currency, ApplicationError> {
    let stated = Currency::parse(code).ok().filter(|currency| currency.is_stated());
    stated.ok_or_else(|| ApplicationError::bad_input("currency", "Enter the currency as three letters, e.g. CAD."))
}

impl Company {
    async fn state_currency(&self, job: &JobId, currency: Option<Currency>) -> Result<(), ApplicationError> {
        let project = self.linked(job)?.project;
        let _claim = self.claim(job)?;
        let key = format!("{KEYS}{}", project.0);
        match currency {
            Some(currency) => self.journal.set_setting(&key, currency.as_str()).await?,
            None => self.journal.forget_setting(&key).await?,
        }
        self.take_stated_currencies().await
    }

    /// Takes what the journal says: another Tieout on this computer may have stated something.
    pub(crate) async fn take_stated_currencies(&self) -> Result<(), ApplicationError> {
        let stated = stated_currencies(&self.journal).await?;
        if self.books.read(|books| *books.stated_currencies() != stated) {
            self.books.change(|books| books.set_stated_currencies(stated));
        }
        Ok(())
    }
}

/// What was stated, by project.
pub(crate) async fn stated_currencies(journal: &Journal) -> Result<BTreeMap<ProjectId, Currency>, ApplicationError> {
    let stated = journal.settings_below(KEYS).await?.into_iter();
    let of_project =
        |(project, code): (String, String)| Some((ProjectId(project.parse().ok()?), Currency::parse(&code).ok()?));
    Ok(stated.filter_map(of_project).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_letters_that_say_one() {
        assert!(parsed(" cad ").is_ok_and(|currency| currency.as_str() == "CAD"));
        for wrong in ["", "dollars", "XXX", "U5D"] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
