//! The user's yes, as a type: only this file can make a [`ConfirmedPlan`], and nothing is written without one.

use crate::balance_words::will_stand;
use crate::change_words::{by_kind, largest, overrides};
use crate::line_words::signed;
use crate::ports::{Confirmation, ConfirmationQuestion};
use crate::prepare::LinkedJob;
use crate::text::one_line;
use jobcost::{LineChange, MoneyError, PlanStep, ReimportPlan, Zeroing, ZeroingCause, counted};

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
    body.extend(largest(plan, LARGEST_CHANGES, taken));
    ConfirmationQuestion {
        title: TITLE.to_owned(),
        heading: format!("Take most of the budget of {} to $0?", job_text(job)),
        body: body.join("\n"),
        affirmative: format!("OK, set {lines} to $0"),
    }
}

/// What the dialog says: the job, the totals, what is done to how many lines, how the two books stand afterwards, and the largest changes.
pub fn question(plan: &ReimportPlan, job: &LinkedJob) -> ConfirmationQuestion {
    let lines = plan.changes().count();
    let paragraphs = [
        totals(plan),
        changes(plan),
        will_stand(&plan.out_of_balance_after),
        largest_changes(plan, lines),
        if plan.currency_to_prove { vec![currency_text(plan)] } else { Vec::new() },
        connector_text(plan, job),
        steps(plan),
    ];
    let paragraphs = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    ConfirmationQuestion {
        title: TITLE.to_owned(),
        heading: format!("Re-import {} of {}?", counted(lines, "line"), job_text(job)),
        body: paragraphs.map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n"),
        affirmative: format!("OK, re-import {}", counted(lines, "line")),
    }
}

fn totals(plan: &ReimportPlan) -> Vec<String> {
    let totals = &plan.totals;
    vec![
        format!("Current Acumatica Total: {}", totals.acumatica.sentence()),
        format!("Current Procore Total: {}", totals.procore.sentence()),
        format!("New Procore Total on Re-import: {} ({})", totals.new_procore.sentence(), signed(totals.change)),
    ]
}

fn changes(plan: &ReimportPlan) -> Vec<String> {
    let overridden = overrides(plan).then(|| "Values in the Procore budget are overridden.".to_owned());
    by_kind(plan).into_iter().chain(overridden).collect()
}

fn largest_changes(plan: &ReimportPlan, lines: usize) -> Vec<String> {
    let title = if lines > LARGEST_CHANGES { "Largest changes:" } else { "Changes:" };
    [title.to_owned()].into_iter().chain(largest(plan, LARGEST_CHANGES, |_| true)).collect()
}

fn connector_text(plan: &ReimportPlan, job: &LinkedJob) -> Vec<String> {
    if !job.erp_connected {
        return Vec::new();
    }
    [ERP_CONNECTED].into_iter().chain(plan.unlocks.then_some(ERP_LOCKED)).map(str::to_owned).collect()
}

/// What is done beside the lines; nothing where only lines change.
fn steps(plan: &ReimportPlan) -> Vec<String> {
    let steps = plan.steps();
    if steps.len() < 2 {
        return Vec::new();
    }
    steps.into_iter().zip(1..).map(|(step, number)| format!("{number}. {}", step_text(step))).collect()
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

/// A step in words.
pub fn step_text(step: PlanStep) -> String {
    match step {
        PlanStep::CreateCodes(codes) => format!("Create {} in Procore.", counted(codes, "budget code")),
        PlanStep::Unlock => "Unlock the budget in Procore; its budget modifications are preserved.".into(),
        PlanStep::ChangeLines(lines) => format!("Re-import {}.", counted(lines, "line")),
        PlanStep::LockAgain => "Lock the budget again, also if the re-import fails.".into(),
    }
}
