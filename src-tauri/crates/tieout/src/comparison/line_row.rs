//! A line of a job in words: both sides, what a re-import would do to it, and why. Pure.

use crate::company::person::person;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::amount::Amount;
use crate::view::count::count;
use crate::view::lines::{ChoiceState, LineOutcome, LineRow};
use crate::view::reconciling::Accepted;
use jobcost::{BudgetCodes, LineCode, LineKey, PlannedLine, Reason};
use journal::ReconcilingItem;
use reimport::Prepared;
use std::collections::HashMap;

/// The lines of a plan in words; none where the two sides cannot be compared. Fails where the two amounts of a line are too large to be
/// compared: without the variance it would look as if they agreed. `may_create` is whether the account may make budget codes.
pub(crate) fn line_rows(
    prepared: &Prepared,
    may_create: Option<bool>,
    items: &[ReconcilingItem],
) -> Result<Vec<LineRow>, ApplicationError> {
    let lines = prepared.plan.iter().flat_map(|plan| &plan.lines);
    let items: HashMap<&LineKey, &ReconcilingItem> = items.iter().map(|item| (&item.key, item)).collect();
    let row = |line: &PlannedLine| {
        let row = line_row(line, &prepared.sides.codes, may_create)?;
        Ok(LineRow { accepted: accepted(line, &items), ..row })
    };
    lines.map(row).collect()
}

/// What was accepted on a line. Of a code that the budget has twice nothing counts: nobody can tell which line was meant.
fn accepted(line: &PlannedLine, items: &HashMap<&LineKey, &ReconcilingItem>) -> Option<Accepted> {
    let amount = line.accepted?;
    let item = items.get(&line.compared.key()).filter(|item| item.amount == amount)?;
    Some(Accepted {
        amount: Amount(amount),
        reason: item.reason.clone(),
        by: person(&item.by).to_owned(),
        at: item.at,
        holds: line.compared.variance().ok() == Some(amount),
    })
}

fn line_row(line: &PlannedLine, codes: &BudgetCodes, may_create: Option<bool>) -> Result<LineRow, ApplicationError> {
    let (code, cost_code, cost_type) = match &line.compared.code {
        LineCode::Mapped(code) => {
            (code.to_string(), code.cost_code.to_string(), codes.cost_type_name(&code.cost_type).to_owned())
        }
        LineCode::Unmapped { estimate_code, .. } => (estimate_code.clone(), estimate_code.clone(), String::new()),
    };
    let (outcome, reason) = outcome(line, may_create);
    let variance = line.compared.variance().map_err(|_| no_variance(&code))?;
    Ok(LineRow {
        code,
        division_name: codes.division_name(&division(&cost_code)).unwrap_or_default().to_owned(),
        division: division(&cost_code),
        cost_code,
        sub_job: line.wbs_code().and_then(|code| code.sub_job.as_ref()).map(ToString::to_string),
        description: line.compared.description.clone(),
        cost_type,
        estimate: line.compared.estimate.map(Amount),
        budget: line.compared.budget.map(Amount),
        after: line.after().map(Amount),
        variance: Amount(variance),
        change: line.change().and_then(|change| change.effect().ok()).map(Amount),
        outcome,
        reason,
        estimate_lines: count(line.compared.estimate_lines),
        choice: line.choosable().map(|choice| ChoiceState {
            choice: choice.into(),
            made: line.chosen() == Some(choice),
            conflict: None,
        }),
        accepted: None,
    })
}

fn no_variance(code: &str) -> ApplicationError {
    let sentence = format!("The two amounts of line {code} are too large to be compared.");
    let remedy = "Look at the line in Acumatica and in Procore.";
    ApplicationError::new(ApplicationErrorKind::Internal, sentence, remedy)
}

fn outcome(line: &PlannedLine, may_create: Option<bool>) -> (LineOutcome, String) {
    let summed = match line.compared.estimate_lines {
        0 | 1 => String::new(),
        lines => format!(" ({lines} estimate lines summed)"),
    };
    let (outcome, reason) = match line.reason() {
        Reason::CodeNotInProject => {
            (LineOutcome::Created, "Created, after its budget code: Procore has neither yet".to_owned())
        }
        Reason::NotInBudget => (LineOutcome::Created, "Created: not in the budget yet".to_owned()),
        Reason::SidesDiffer => (LineOutcome::Revised, "Revised to the estimate".to_owned()),
        Reason::EstimateIsZero => (LineOutcome::SetToZero, "Set to zero: the estimate is $0".to_owned()),
        Reason::EstimateIsCredit => (LineOutcome::RevisedToCredit, "Revised to a credit".to_owned()),
        Reason::ZeroChosen => (LineOutcome::SetToZero, "Set to zero, as you chose".to_owned()),
        Reason::Agrees => (LineOutcome::Agrees, "Agrees".to_owned()),
        Reason::OnlyInProcore => (LineOutcome::OnlyInProcore, "Kept: only Procore has it".to_owned()),
        Reason::NotAboveZero => (LineOutcome::NotCreated, "Not created: the estimate is not above $0".to_owned()),
        Reason::LeftByChoice => (LineOutcome::Left, "Left as it is, as you chose".to_owned()),
        Reason::Accepted => (LineOutcome::Accepted, "Left as it is: its difference was accepted".to_owned()),
        Reason::Unmapped(why) if line.wbs_code().is_some() => {
            let by_whom = match may_create {
                Some(false) => "this account may not create it, your Procore administrator can",
                _ => "it can be created",
            };
            (LineOutcome::Unmapped, format!("Left out: {why}; {by_whom}"))
        }
        Reason::Unmapped(why) => (LineOutcome::Unmapped, format!("Left out: {why}")),
    };
    // Said of lines the budget has: a new one on such a code says so as its reason.
    let inactive = if line.compared.inactive { "; its budget code is inactive in Procore" } else { "" };
    (outcome, reason + inactive + &summed)
}

fn division(cost_code: &str) -> String {
    cost_code.split(['-', '.', ' ']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jobcost::{ComparedLine, Currency, Money, Unchanged, WbsCode, What};
    use rust_decimal::Decimal;

    #[test]
    fn two_amounts_that_are_too_large_to_be_compared_are_said() {
        let money = |amount| Some(Money::new(amount, Currency::USD));
        let compared = ComparedLine {
            code: LineCode::Mapped(WbsCode::new("03-30-00", "S")),
            description: "Concrete".into(),
            estimate: money(Decimal::MIN),
            currency: Currency::USD,
            estimate_lines: 1,
            budget: money(Decimal::MAX),
            line_item: None,
            wbs_code_id: None,
            inactive: false,
            found_by: None,
        };
        let line = PlannedLine { compared, what: What::Stays(Unchanged::Agrees), accepted: None };
        let error = line_row(&line, &BudgetCodes::default(), None).unwrap_err();
        assert!(error.sentence.contains("03-30-00.S"), "{error}");
    }
}
