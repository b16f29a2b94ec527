//! Differences that the user accepts, as an accountant reconciles: each with its amount and a reason, kept in the journal.

use crate::company::company::Company;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::comparison::{PlanId, PlanOptions};
use crate::view::reconciling::{ReconcilingItem, code_of};
use jobcost::{JobId, LineKey, Money, ReimportPlan};
use std::collections::BTreeSet;

/// The longest reason, in characters.
const REASON_MAX: usize = 500;

/// A difference that is to be accepted.
struct Difference {
    key: LineKey,
    description: String,
    amount: Money,
}

impl Company {
    /// Accepts the differences of these lines of a plan that was shown, by their positions in it, each at the amount that was shown. A line
    /// that a re-import would change can be accepted too: it is left then. Fails where a line agrees, where the budget has its code
    /// twice, and where the reason is empty, longer than 500 characters or more than one line; then none is accepted.
    pub async fn accept_lines(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        positions: &[u32],
        reason: &str,
    ) -> Result<(), ApplicationError> {
        let reason = checked(reason)?;
        let shown = self.plans().find(plan)?;
        let planned = shown.with(options)?;
        let plan = comparable(planned.prepared.plan.as_ref())?;
        let differences = at(plan, positions)?;
        self.accept(&shown.linked.job, differences, reason).await
    }

    /// Accepts everything that would lie between the two books after a plan that was shown, with these choices, and is not accepted yet,
    /// rounding too. Answers how many differences that are.
    pub async fn accept_rest(
        &self,
        plan: &PlanId,
        options: &PlanOptions,
        reason: &str,
    ) -> Result<usize, ApplicationError> {
        let reason = checked(reason)?;
        let shown = self.plans().find(plan)?;
        let planned = shown.with(options)?;
        let plan = comparable(planned.prepared.plan.as_ref())?;
        let twice = plan.keys_there_twice();
        let mut rest = Vec::new();
        for part in plan.out_of_balance_after.unaccepted_parts() {
            if twice.contains(&part.key) {
                return Err(there_twice(&part.code));
            }
            let (key, description) = (part.key.clone(), part.description.clone());
            rest.push(Difference { key, description, amount: part.amount });
        }
        let accepted = rest.len();
        if accepted == 0 {
            let sentence = "Nothing would be left between the two books that is not accepted already.";
            return Err(ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the lines again."));
        }
        self.accept(&shown.linked.job, rest, reason).await?;
        Ok(accepted)
    }

    /// Takes back what was accepted on the lines of these codes, as they are shown or with their parts apart; all of them, or none where
    /// one of them was never accepted.
    pub async fn take_back_items(&self, job: &JobId, codes: &[String]) -> Result<(), ApplicationError> {
        let _lock = self.lock(job)?;
        self.settle().await?;
        let items = self.book(job, |book| book.items.items.clone())?;
        let mut keys = Vec::new();
        for code in codes {
            let of_code: Vec<LineKey> =
                items.iter().map(|item| &item.key).filter(|key| is_called(key, code)).cloned().collect();
            if of_code.is_empty() {
                return Err(not_accepted(job, code));
            }
            keys.extend(of_code);
        }
        self.journal.take_back_items(job, &keys, &self.user, self.books.clock.now()).await?;
        self.settle().await?;
        // Who took it back knows that the job is out of balance again: the watch need not tell them.
        self.note_balance(job).await;
        Ok(())
    }

    /// Everything that was ever accepted of a job, the newest first; what holds has no end.
    pub async fn reconciling_items(&self, job: &JobId) -> Result<Vec<ReconcilingItem>, ApplicationError> {
        self.book(job, |_| ())?;
        Ok(self.journal.item_history(job).await?.into_iter().map(Into::into).collect())
    }

    /// The items that hold, of every job.
    pub async fn all_reconciling_items(&self) -> Result<Vec<ReconcilingItem>, ApplicationError> {
        Ok(self.journal.reconciling_items().await?.into_iter().map(Into::into).collect())
    }

    async fn accept(&self, job: &JobId, differences: Vec<Difference>, reason: String) -> Result<(), ApplicationError> {
        let _lock = self.lock(job)?;
        let (by, at) = (self.user.clone(), self.books.clock.now());
        let item = |one: Difference| journal::ReconcilingItem {
            job: job.clone(),
            key: one.key,
            description: one.description,
            amount: one.amount,
            reason: reason.clone(),
            by: by.clone(),
            at,
        };
        let items: Vec<_> = differences.into_iter().map(item).collect();
        self.journal.accept_items(&items).await?;
        self.settle().await
    }
}

fn at(plan: &ReimportPlan, positions: &[u32]) -> Result<Vec<Difference>, ApplicationError> {
    let twice = plan.keys_there_twice();
    let difference = |position: u32| {
        let line = usize::try_from(position).ok().and_then(|position| plan.lines.get(position)).ok_or_else(gone)?;
        let (key, code) = (line.compared.key(), line.code_text());
        if twice.contains(&key) {
            return Err(there_twice(&code));
        }
        let amount = line.compared.variance().ok().filter(|variance| !variance.is_zero());
        let amount = amount.ok_or_else(|| agrees(&code))?;
        Ok(Difference { key, description: line.compared.description.clone(), amount })
    };
    let each_once: BTreeSet<u32> = positions.iter().copied().collect();
    if each_once.is_empty() { Err(gone()) } else { each_once.into_iter().map(difference).collect() }
}

fn is_called(key: &LineKey, code: &str) -> bool {
    let spelled = match key {
        LineKey::Code(key) => Some(key.spelled()),
        LineKey::Unmapped { .. } | LineKey::Rounding => None,
    };
    code_of(key).eq_ignore_ascii_case(code.trim()) || spelled.as_deref() == Some(code)
}

fn checked(reason: &str) -> Result<String, ApplicationError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ApplicationError::bad_input("reason", "Say why the difference is as it should be."));
    }
    if reason.chars().any(char::is_control) {
        return Err(ApplicationError::bad_input("reason", "A reason is one line."));
    }
    if reason.chars().count() > REASON_MAX {
        return Err(ApplicationError::bad_input("reason", "A reason has 500 characters at most."));
    }
    Ok(reason.to_owned())
}

fn comparable(plan: Option<&ReimportPlan>) -> Result<&ReimportPlan, ApplicationError> {
    plan.ok_or_else(|| {
        let sentence = "The two sides cannot be compared, so there is no difference to accept.";
        ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the job's currencies.")
    })
}

fn gone() -> ApplicationError {
    let sentence = "No such line is shown.";
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the lines again, then choose.")
}

fn agrees(code: &str) -> ApplicationError {
    let sentence = format!("{code} agrees on both sides: there is nothing to accept.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the lines again, then choose.")
}

fn there_twice(code: &str) -> ApplicationError {
    let sentence = format!("The budget has {code} twice, so nobody can tell which of the two lines is accepted.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Make one line of the two in Procore first.")
}

fn not_accepted(job: &JobId, code: &str) -> ApplicationError {
    let sentence = format!("Nothing is accepted on {code} of {job}.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the job's reconciling items.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_and_there() {
        assert_eq!(checked("  Billed by the owner. ").ok().as_deref(), Some("Billed by the owner."));
        assert!(checked(&"ä".repeat(REASON_MAX)).is_ok());
        for wrong in ["", " \t ", "one\ntwo", &"a".repeat(REASON_MAX + 1)] {
            assert!(
                checked(wrong).is_err_and(|error| error.kind == ApplicationErrorKind::BadInput { field: "reason" })
            );
        }
    }
}
