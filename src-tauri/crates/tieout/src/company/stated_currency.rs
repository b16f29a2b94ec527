//! The currency of a project's budget, as the user states it where Procore does not (rule 15): once per project, kept in the journal.

use crate::books::settled::CURRENCY_KEYS;
use crate::company::company::Company;
use crate::news::error::ApplicationError;
use jobcost::{Currency, JobId};

impl Company {
    /// States the currency of a job's budget, by its ISO 4217 code, or takes back what was stated. It counts only where Procore states
    /// none: an amount that Procore gives with its currency stays in it.
    pub async fn state_currency(&self, job: &JobId, code: Option<&str>) -> Result<(), ApplicationError> {
        let currency = code.map(parsed).transpose()?;
        let project = self.linked(job)?.project;
        let _lock = self.lock(job)?;
        let key = format!("{CURRENCY_KEYS}{}", project.0);
        match currency {
            Some(currency) => self.journal.set_setting(&key, currency.as_str()).await?,
            None => self.journal.forget_setting(&key).await?,
        }
        self.settle().await
    }
}

fn parsed(code: &str) -> Result<Currency, ApplicationError> {
    let stated = Currency::parse(code).ok().filter(|currency| currency.is_stated());
    stated.ok_or_else(|| ApplicationError::bad_input("currency", "Enter the currency as three letters, e.g. CAD."))
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
