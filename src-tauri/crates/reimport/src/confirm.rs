//! The user's yes, as a type: only this file can make a [`ConfirmedPlan`], and nothing is written without one.

use crate::LinkedJob;
use crate::ports::{Confirmation, ConfirmationQuestion};
use jobcost::{Choice, LineChange, LineCode, Money, PlanStep, PlannedLine, ReimportPlan, counted};

/// How many of the largest changes the dialog names.
const LARGEST_CHANGES: usize = 3;
/// A budget must be built in one system (procore.md 7.5): whoever also imports or exports it there may override these values.
pub const ERP_CONNECTED: &str =
    "Procore's own ERP connector knows this project too: do not import or export its budget there as well.";

/// A plan the user said yes to.
#[derive(Debug)]
pub struct ConfirmedPlan {
    plan: ReimportPlan,
}

impl ConfirmedPlan {
    /// The plan.
    pub const fn plan(&self) -> &ReimportPlan {
        &self.plan
    }
}

/// Asks. Anything but OK is `None`, and nothing has happened.
pub async fn confirm(plan: ReimportPlan, job: &LinkedJob, confirmation: &dyn Confirmation) -> Option<ConfirmedPlan> {
    let question = question(&plan, job);
    confirmation.confirm(&question).await.then_some(ConfirmedPlan { plan })
}

/// What the dialog says: the job, the number of lines, the totals and the largest changes.
pub fn question(plan: &ReimportPlan, job: &LinkedJob) -> ConfirmationQuestion {
    let lines = plan.changes().count();
    let heading = format!("Re-import {} of {} {}?", counted(lines, "line"), job.job, job.name);
    let mut body = vec![
        "The values in the Procore budget are overridden with those of Acumatica.".to_owned(),
        String::new(),
        format!("Current Acumatica Total: {}", plan.totals.acumatica.sentence()),
        format!("Current Procore Total: {}", plan.totals.procore.sentence()),
        format!(
            "New Procore Total on Re-Import: {} ({})",
            plan.totals.new_procore.sentence(),
            signed(plan.totals.difference)
        ),
        String::new(),
        if lines > LARGEST_CHANGES { "Largest changes:".to_owned() } else { "Changes:".to_owned() },
    ];
    body.extend(largest_changes(plan).map(|(line, change)| {
        let before = change.before().map_or_else(|| "no line".to_owned(), |amount| amount.sentence());
        format!("{}  {} \u{2192} {}", code_text(line), before, change.after().sentence())
    }));
    body.extend(warnings(plan));
    if job.erp_connected {
        body.extend([String::new(), ERP_CONNECTED.to_owned()]);
    }
    let steps = plan.steps();
    if steps.len() > 1 {
        body.push(String::new());
        body.extend(steps.into_iter().zip(1..).map(|(step, number)| format!("{number}. {}", step_text(step))));
    }
    ConfirmationQuestion { title: "Please Confirm".to_owned(), heading, body: body.join("\n") }
}

/// A step in words.
pub fn step_text(step: PlanStep) -> String {
    match step {
        PlanStep::CreateCodes(codes) => format!("Create {} in Procore.", counted(codes, "budget code")),
        PlanStep::Unlock => "Unlock the budget in Procore; its budget modifications are preserved.".into(),
        PlanStep::ChangeLines(lines) => format!("Re-import {}.", counted(lines, "line")),
        PlanStep::LockAgain => "Lock the budget again, also if the re-import fails.".into(),
    }
}

fn warnings(plan: &ReimportPlan) -> Vec<String> {
    let lowered = |test: fn(&Money) -> bool| {
        let revised = plan.changes().filter(|(_, change)| change.before().is_some());
        revised.filter(|(line, change)| line.chosen().is_none() && test(&change.after())).count()
    };
    let (zeroed, credits, unmapped) = (lowered(Money::is_zero), lowered(Money::is_credit), plan.unmapped().count());
    let chosen = |choice: Choice| plan.lines.iter().filter(|line| line.chosen() == Some(choice)).count();
    let (left, zeroed_by_choice) = (chosen(Choice::Leave), chosen(Choice::SetToZero));
    let mut warnings = Vec::new();
    if zeroed > 0 {
        warnings.push(format!("{} will be set to $0, because the estimate is $0.", counted(zeroed, "budget line")));
    }
    if zeroed_by_choice > 0 {
        let lines = counted(zeroed_by_choice, "line");
        warnings.push(format!("{lines} that only Procore has will be set to $0, as you chose."));
    }
    if left > 0 {
        let verb = if left == 1 { "stays as it is" } else { "stay as they are" };
        warnings.push(format!("{} {verb}, as you chose.", counted(left, "line")));
    }
    if credits > 0 {
        warnings.push(format!("{} will become a credit.", counted(credits, "budget line")));
    }
    if unmapped > 0 {
        let codes = counted(unmapped, "estimate line");
        warnings.push(format!("{codes} left out: Procore has no budget code for them."));
    }
    if !warnings.is_empty() {
        warnings.insert(0, String::new());
    }
    warnings
}

fn largest_changes(plan: &ReimportPlan) -> impl Iterator<Item = (&PlannedLine, &LineChange)> {
    let mut changes: Vec<_> = plan.changes().collect();
    changes.sort_by_key(|(_, change)| {
        std::cmp::Reverse(change.effect().map(|effect| effect.magnitude().amount()).unwrap_or_default())
    });
    changes.into_iter().take(LARGEST_CHANGES)
}

/// A line's code as people read it.
pub(crate) fn code_text(line: &PlannedLine) -> String {
    match &line.compared.code {
        LineCode::Mapped(code) => code.to_string(),
        LineCode::Unmapped { estimate_code, .. } => estimate_code.clone(),
    }
}

/// `+$1.00`, `−$1.00`, `no change`.
pub(crate) fn signed(amount: Money) -> String {
    if amount.is_zero() {
        "total unchanged".to_owned()
    } else if amount.is_above_zero() {
        format!("+{}", amount.sentence())
    } else {
        amount.sentence()
    }
}
