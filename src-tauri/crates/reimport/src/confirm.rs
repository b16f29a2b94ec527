//! The user's yes, as a type: only this file can make a [`ConfirmedPlan`], and nothing is written without one.

use crate::ports::{Confirmation, ConfirmationQuestion};
use crate::prepare::LinkedJob;
use crate::text::one_line;
use jobcost::{
    Choice, LineChange, LineCode, Money, MoneyError, PlanStep, PlannedLine, ReimportPlan, Zeroing, ZeroingCause,
    counted,
};

/// How many of the largest changes the dialog names.
const LARGEST_CHANGES: usize = 3;
/// A budget must be built in one system (Procore: Things to Know About the ERP Integrations Tool, support.procore.com): an import or export
/// there as well may override these values.
pub const ERP_CONNECTED: &str =
    "Procore's own ERP connector knows this project too: do not import or export its budget there as well.";

/// What a lock may mean there.
const ERP_LOCKED: &str = "Its budget may be locked because it was sent to the ERP and waits there to be accepted.";
const TITLE: &str = "Please Confirm";

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

/// Asks; of a plan that would take most of a job's money to zero twice. Anything but OK is `None`, and nothing has happened.
pub async fn confirm(
    plan: ReimportPlan,
    job: &LinkedJob,
    confirmation: &dyn Confirmation,
) -> Result<Option<ConfirmedPlan>, MoneyError> {
    if let Some(zeroing) = plan.zeroing(job.earlier_estimate)?
        && !confirmation.confirm_zeroing(&zeroing_question(&plan, job, &zeroing)).await
    {
        return Ok(None);
    }
    let question = question(&plan, job);
    Ok(confirmation.confirm(&question).await.then_some(ConfirmedPlan { plan }))
}

/// What is asked apart: why the plan is stopped, how much it would take away, and the lines that lose most.
pub fn zeroing_question(plan: &ReimportPlan, job: &LinkedJob, zeroing: &Zeroing) -> ConfirmationQuestion {
    let why = match zeroing.cause {
        ZeroingCause::EstimateGone => "The job had an estimate in Acumatica, and now it has none.",
        ZeroingCause::EstimateIsZero => "The job's estimate in Acumatica is $0, and its budget in Procore is not.",
        ZeroingCause::MostOfTheBudget => "The estimate is $0 or less on lines that hold most of the budget's money.",
    };
    let lines = counted(zeroing.lines, "budget line");
    let mut body = vec![
        why.to_owned(),
        "Mostly that is a right that was taken away or a setting, and no decision.".to_owned(),
        String::new(),
        format!("{lines} would go from {} to {}.", zeroing.from.sentence(), zeroing.to.sentence()),
    ];
    let taken = |change: &LineChange| change.before().is_some() && !change.after().is_above_zero();
    body.extend(largest_changes(plan, taken).map(change_line));
    ConfirmationQuestion {
        title: TITLE.to_owned(),
        heading: format!("Take most of the budget of {} to $0?", job_text(job)),
        body: body.join("\n"),
        affirmative: format!("OK, set {lines} to $0"),
    }
}

/// What the dialog says: the job, the number of lines, the totals and the largest changes.
pub fn question(plan: &ReimportPlan, job: &LinkedJob) -> ConfirmationQuestion {
    let lines = plan.changes().count();
    let heading = format!("Re-import {} of {}?", counted(lines, "line"), job_text(job));
    let mut body = vec![
        "The values in the Procore budget are overridden with those of Acumatica.".to_owned(),
        String::new(),
        format!("Current Acumatica Total: {}", plan.totals.acumatica.sentence()),
        format!("Current Procore Total: {}", plan.totals.procore.sentence()),
        format!(
            "New Procore Total on Re-import: {} ({})",
            plan.totals.new_procore.sentence(),
            signed(plan.totals.change)
        ),
        String::new(),
        if lines > LARGEST_CHANGES { "Largest changes:".to_owned() } else { "Changes:".to_owned() },
    ];
    body.extend(largest_changes(plan, |_| true).map(change_line));
    body.extend(warnings(plan));
    if plan.currency_to_prove {
        body.extend([String::new(), currency_text(plan)]);
    }
    if job.erp_connected {
        body.extend([String::new(), ERP_CONNECTED.to_owned()]);
        body.extend(plan.unlocks.then(|| ERP_LOCKED.to_owned()));
    }
    let steps = plan.steps();
    if steps.len() > 1 {
        body.push(String::new());
        body.extend(steps.into_iter().zip(1..).map(|(step, number)| format!("{number}. {}", step_text(step))));
    }
    let affirmative = format!("OK, re-import {}", counted(lines, "line"));
    ConfirmationQuestion { title: TITLE.to_owned(), heading, body: body.join("\n"), affirmative }
}

/// Rule 15: what is taken for the budget's currency is named, and proven before it is relied on.
fn currency_text(plan: &ReimportPlan) -> String {
    let currency = plan.currency();
    format!(
        "Procore states no currency for this budget: the amounts are written in {currency}, the estimate's. The first line is sent alone \
         and read back before the others are sent."
    )
}

/// The job for people. Its name is somebody else's text.
fn job_text(job: &LinkedJob) -> String {
    one_line(&format!("{} {}", job.job, job.name))
}

fn change_line((line, change): (&PlannedLine, &LineChange)) -> String {
    let before = change.before().map_or_else(|| "no line".to_owned(), |amount| amount.sentence());
    format!("{}  {} \u{2192} {}", code_text(line), before, change.after().sentence())
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
        let (verb, them) = if unmapped == 1 { ("is", "it") } else { ("are", "them") };
        warnings.push(format!("{codes} {verb} left out: no budget code was found for {them}."));
    }
    if !warnings.is_empty() {
        warnings.insert(0, String::new());
    }
    warnings
}

fn largest_changes(
    plan: &ReimportPlan,
    of: impl Fn(&LineChange) -> bool,
) -> impl Iterator<Item = (&PlannedLine, &LineChange)> {
    let mut changes: Vec<_> = plan.changes().filter(|(_, change)| of(change)).collect();
    changes.sort_by_key(|(_, change)| {
        std::cmp::Reverse(change.effect().map(|effect| effect.magnitude().amount()).unwrap_or_default())
    });
    changes.into_iter().take(LARGEST_CHANGES)
}

/// A line's code as people read it.
pub(crate) fn code_text(line: &PlannedLine) -> String {
    match &line.compared.code {
        LineCode::Mapped(code) => one_line(&code.to_string()),
        LineCode::Unmapped { estimate_code, .. } => one_line(estimate_code),
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
