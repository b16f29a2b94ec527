//! A line of a job in words: both sides, what a re-import would do to it, and why. Pure.

use jobcost::{BudgetCodes, Choice, CostTypeCode, LineCode, Money, PlannedLine, Reason};
use reimport::Prepared;

/// What happens to a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineOutcome {
    /// It is created.
    Created,
    /// Its value becomes the estimate's.
    Revised,
    /// Its value becomes zero.
    SetToZero,
    /// Its value becomes negative.
    RevisedToCredit,
    /// It agrees.
    Agrees,
    /// It stays: only Procore has it.
    OnlyInProcore,
    /// It is not created: the estimate is not above zero.
    NotCreated,
    /// It is left out: there is no budget code for it.
    Unmapped,
    /// It stays: the user chose to leave it.
    Left,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineRow {
    /// The budget code, or the estimate's own code where there is none.
    pub code: String,
    /// The division: the cost code's first segment.
    pub division: String,
    /// The division's name; empty where Procore has none.
    pub division_name: String,
    /// The cost code; the estimate's own code where there is no budget code.
    pub cost_code: String,
    /// The sub job, where the code has one.
    pub sub_job: Option<String>,
    /// What the line is.
    pub description: String,
    /// The cost type's name.
    pub cost_type: String,
    /// Acumatica's amount.
    pub estimate: Option<Money>,
    /// Procore's amount now.
    pub budget: Option<Money>,
    /// Procore's amount after a re-import.
    pub after: Option<Money>,
    /// Budget minus estimate.
    pub variance: Option<Money>,
    /// What a re-import adds to the line.
    pub change: Option<Money>,
    /// What happens.
    pub outcome: LineOutcome,
    /// And why.
    pub reason: String,
    /// How many estimate lines were summed.
    pub estimate_lines: usize,
    /// What the user may choose of it, and whether they did.
    pub choice: Option<(Choice, bool)>,
}

/// The lines of a plan in words; none where the two sides cannot be compared. `may_create` is whether the account may make budget codes.
pub(crate) fn line_rows(prepared: &Prepared, may_create: Option<bool>) -> Vec<LineRow> {
    let lines = prepared.plan.iter().flat_map(|plan| &plan.lines);
    lines.map(|line| line_row(line, &prepared.sides.codes, may_create)).collect()
}

fn line_row(line: &PlannedLine, codes: &BudgetCodes, may_create: Option<bool>) -> LineRow {
    let (code, cost_code, cost_type) = match &line.compared.code {
        LineCode::Mapped(code) => {
            (code.to_string(), code.cost_code.to_string(), cost_type_name(codes, &code.cost_type))
        }
        LineCode::Unmapped { estimate_code, .. } => (estimate_code.clone(), estimate_code.clone(), String::new()),
    };
    let (outcome, reason) = outcome(line, may_create);
    LineRow {
        code,
        division_name: codes.division_name(&division(&cost_code)).unwrap_or_default().to_owned(),
        division: division(&cost_code),
        cost_code,
        sub_job: line.wbs_code().and_then(|code| code.sub_job.as_ref()).map(ToString::to_string),
        description: line.compared.description.clone(),
        cost_type,
        estimate: line.compared.estimate,
        budget: line.compared.budget,
        after: line.after(),
        variance: line.compared.variance().ok(),
        change: line.change().and_then(|change| change.effect().ok()),
        outcome,
        reason,
        estimate_lines: line.compared.estimate_lines,
        choice: line.choosable().map(|choice| (choice, line.chosen() == Some(choice))),
    }
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

fn cost_type_name(codes: &BudgetCodes, code: &CostTypeCode) -> String {
    let found = codes.cost_types.iter().find(|cost_type| cost_type.code == *code);
    found.map_or_else(|| code.to_string(), |cost_type| cost_type.name.clone())
}
