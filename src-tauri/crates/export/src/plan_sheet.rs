//! A plan as rows and columns, for every format alike.

use jobcost::{Money, PlanTotals};

/// A plan, ready to be written down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanSheet {
    /// The job's id.
    pub job_id: String,
    /// The project's name.
    pub project_name: String,
    /// What else a reader should know, as name and value: when each side was read, who wrote this and when.
    pub facts: Vec<(String, String)>,
    /// The totals, in the job's currency.
    pub totals: PlanTotals,
    /// Procore minus Acumatica today.
    pub out_of_balance: Money,
    /// The same once the plan is carried out.
    pub out_of_balance_after: Money,
    /// The differences that somebody accepted, rounding among them.
    pub items: Vec<PlanSheetItem>,
    /// The lines, in the plan's order.
    pub lines: Vec<PlanSheetLine>,
}

/// A difference that somebody accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanSheetItem {
    /// The line's code.
    pub code: String,
    /// What the line is.
    pub description: String,
    /// The amount it stands for: Procore minus Acumatica.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: String,
}

/// One line of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanSheetLine {
    /// The budget code, or the estimate's own code where there is none.
    pub code: String,
    /// What the line is.
    pub description: String,
    /// The cost type's name.
    pub cost_type: String,
    /// Acumatica's amount.
    pub estimate: Option<Money>,
    /// Procore's amount now.
    pub budget: Option<Money>,
    /// Procore's amount after the re-import.
    pub after: Option<Money>,
    /// What the re-import adds.
    pub change: Option<Money>,
    /// Budget minus estimate.
    pub variance: Option<Money>,
    /// What happens, and why.
    pub reason: String,
    /// Why its difference was accepted, by whom and when; empty where it was not.
    pub accepted: String,
}

/// The columns of a plan, in every format that it leaves in.
pub const PLAN_HEADINGS: [&str; 10] = [
    "Budget code",
    "Description",
    "Cost type",
    "Acumatica",
    "Procore now",
    "Procore after",
    "Change",
    "Variance",
    "What happens",
    "Accepted",
];

impl PlanSheetLine {
    /// The columns before the amounts.
    pub(crate) fn texts(&self) -> [&str; 3] {
        [&self.code, &self.description, &self.cost_type]
    }

    /// The columns after the amounts.
    pub(crate) fn words(&self) -> [&str; 2] {
        [&self.reason, &self.accepted]
    }

    /// The columns of amounts, in the order of the headings.
    pub(crate) const fn amounts(&self) -> [Option<Money>; 5] {
        [self.estimate, self.budget, self.after, self.change, self.variance]
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
pub(crate) mod sample {
    use super::*;
    use jobcost::Currency;

    pub(crate) fn usd(digits: &str) -> Money {
        Money::new(digits.parse().unwrap(), Currency::USD)
    }

    /// A job with everything that makes a file difficult: credits, a cent, a missing side, a formula in a text, more digits than a
    /// spreadsheet's numbers hold.
    pub(crate) fn sheet() -> PlanSheet {
        let line = |code: &str, description: &str, estimate: Option<&str>, budget: Option<&str>| {
            let (estimate, budget) = (estimate.map(usd), budget.map(usd));
            PlanSheetLine {
                code: code.to_owned(),
                description: description.to_owned(),
                cost_type: "Subcontract".to_owned(),
                estimate,
                budget,
                after: estimate.or(budget),
                change: None,
                variance: None,
                reason: "Revised to the estimate".to_owned(),
                accepted: String::new(),
            }
        };
        PlanSheet {
            job_id: "24-101".to_owned(),
            project_name: "Harbor Point Medical Office".to_owned(),
            facts: vec![("Acumatica read".to_owned(), "2026-03-02 09:30".to_owned())],
            totals: PlanTotals {
                acumatica: usd("5049305.00"),
                procore: usd("5008165.01"),
                new_procore: usd("5062105.00"),
                change: usd("53939.99"),
            },
            out_of_balance: usd("-41139.99"),
            out_of_balance_after: usd("12800.00"),
            items: vec![PlanSheetItem {
                code: "07-54-00.S".to_owned(),
                description: "Roofing".to_owned(),
                amount: usd("12800.00"),
                reason: "=Billed by the owner".to_owned(),
                by: "ana".to_owned(),
                at: "2026-03-02 09:30".to_owned(),
            }],
            lines: vec![
                line("03-30-00.S", "Cast-in-place concrete, \"Phase II\"", Some("612400.00"), Some("588900.10")),
                line("05-12-00.S", "=HYPERLINK(\"http://x\")", Some("731960.01"), None),
                line("26-24-16.M", "Panelboards\nÜbergabe", Some("-4200.00"), Some("0.00")),
                line("99-99-99.S", "Large", Some("12345678901234567.89"), None),
            ],
        }
    }
}
