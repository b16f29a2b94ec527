//! One job's book: what each side last said of it, what the user settled of it, and what that comes to.

use crate::books::reading_order::ReadingStart;
use crate::books::settled::{Accepted, Settled};
use crate::comparison::kept_choices::{ChosenOfJob, with_kept_choices};
use jiff::Timestamp;
use jobcost::{Budget, BudgetCodes, Choices, CodeMapping, Currency, Estimate, Money, Ownership, Rights};
use journal::{ChoiceSet, LinkDecision};
use reimport::ports::{SourceJob, TargetProject};
use reimport::{BothSides, LinkedJob, Prepared, SideError, judge, stated_by_user};
use std::sync::Arc;

/// One job: what each side last said of it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a job is many things or not, each for itself")]
pub(crate) struct JobBook {
    /// As Acumatica lists it.
    pub job: SourceJob,
    /// The Procore project it is linked to.
    pub project: Option<TargetProject>,
    /// What the user said of its link.
    pub decision: Option<LinkDecision>,
    /// Its budget in that project was re-imported or adopted here.
    pub imported_here: bool,
    /// Its estimate, and when it was read.
    pub estimate: Option<(Arc<Estimate>, Timestamp)>,
    /// When that reading began, among the others.
    pub estimate_begun: Option<ReadingStart>,
    /// Its budget, and when it was read.
    pub budget: Option<(Arc<Budget>, Timestamp)>,
    /// When that reading began, among the others.
    pub budget_begun: Option<ReadingStart>,
    /// When its budget was last seen open.
    pub open_seen_at: Option<Timestamp>,
    /// What the mapping may map to.
    pub codes: Option<Arc<BudgetCodes>>,
    /// What the account may do in the project; `None` until it is known.
    pub rights: Option<Rights>,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// Its budget has a budget change or modification; `None` until it is known, and where nobody asks.
    pub changed_in_procore: Option<bool>,
    /// The currency that the user stated for its budget; it counts where Procore states none.
    pub stated_currency: Option<Currency>,
    /// The differences that the user accepted.
    pub items: Accepted,
    /// The total of its estimate as it was last known, where it had one and has none now.
    pub earlier_estimate: Option<Money>,
    /// A right that only a request revealed as missing; forgotten when the job is read because somebody asked for it.
    pub right_missing: Option<SideError>,
    /// Why the last reading of its estimate failed; `None` once one succeeds.
    pub estimate_error: Option<SideError>,
    /// Why the last reading of its budget failed; `None` once one succeeds.
    pub budget_error: Option<SideError>,
    /// A re-import of it is running.
    pub working: bool,
    /// The user wants to be told when its budget is unlocked.
    pub awaits_unlock: bool,
    /// What the user chose of its next re-import.
    pub choices: Option<ChoiceSet>,
    /// What both sides come to by the rules, made once after each change of one of them.
    pub judged: Option<Result<Prepared, String>>,
    /// The same with the choices, where there are any.
    pub chosen: Option<ChosenOfJob>,
    /// Something it comes from has changed since.
    outdated: bool,
}

impl JobBook {
    pub(crate) fn new(job: SourceJob) -> Self {
        Self {
            job,
            project: None,
            decision: None,
            imported_here: false,
            estimate: None,
            estimate_begun: None,
            budget: None,
            budget_begun: None,
            open_seen_at: None,
            codes: None,
            rights: None,
            ownership: Ownership::default(),
            changed_in_procore: None,
            stated_currency: None,
            items: Accepted::default(),
            earlier_estimate: None,
            right_missing: None,
            estimate_error: None,
            budget_error: None,
            working: false,
            awaits_unlock: false,
            choices: None,
            judged: None,
            chosen: None,
            outdated: false,
        }
    }

    /// An estimate that is gone is asked about apart before a budget is taken to zero (rule 16).
    pub(crate) fn keep_earlier_estimate(&mut self, new: &Estimate) {
        let total = |estimate: &Estimate| estimate.total().ok().filter(|total| !total.is_zero());
        let earlier = self.estimate.as_ref().and_then(|(estimate, _)| total(estimate));
        self.earlier_estimate = if total(new).is_some() { None } else { earlier.or(self.earlier_estimate) };
    }

    /// Why it could not be read as it is now. What one side says does not mend the other's silence.
    pub(crate) fn side_error(&self) -> Option<&SideError> {
        self.estimate_error.as_ref().or(self.budget_error.as_ref())
    }

    /// The user said that it has no project.
    pub(crate) fn set_aside(&self) -> bool {
        self.decision == Some(LinkDecision::NoProject)
    }

    /// The job with its project, where it is linked.
    pub(crate) fn linked(&self) -> Option<LinkedJob> {
        self.project.as_ref().map(|project| LinkedJob {
            job: self.job.job.clone(),
            name: self.name().to_owned(),
            project: project.project,
            ownership: self.ownership,
            erp_connected: self.erp_connected(),
            currency: self.stated_currency,
            earlier_estimate: self.earlier_estimate,
            items: self.items.amounts.clone(),
        })
    }

    /// Procore's own ERP connector may write the budget too: the company has the ERP Integrations tool, and the project carries the
    /// identifier the connector leaves. Whether the budget itself was exported no normal account can see.
    pub(crate) fn erp_connected(&self) -> bool {
        // Until the rights are known: one warning too many is better than one too few.
        // Where the budget may not be edited, nothing is said of the tool.
        let has_tool = !matches!(self.rights, Some(Rights::Budget { may_edit: true }));
        has_tool && self.has_origin_id()
    }

    fn has_origin_id(&self) -> bool {
        self.project.as_ref().is_some_and(|project| !project.identifiers.origin_id.trim().is_empty())
    }

    /// Its budget was imported before: by Tieout, or, as far as anybody can see, by the ERP integration that left its identifier on the
    /// project and lines in its budget. Somebody who empties a budget afterwards does not undo the import; `None` until it is known.
    pub(crate) fn imported(&self) -> Option<bool> {
        if self.imported_here {
            return Some(true);
        }
        if !self.has_origin_id() {
            // Whether there are lines does not matter: nobody is known to have imported them.
            return self.project.as_ref().map(|_| false);
        }
        self.budget.as_ref().map(|(budget, _)| !budget.line_items.is_empty())
    }

    /// The budget has lines that nobody imported: they can be adopted as they are.
    pub(crate) fn adoptable(&self) -> bool {
        self.imported() == Some(false) && self.budget.as_ref().is_some_and(|(budget, _)| !budget.line_items.is_empty())
    }

    /// Procore's name of the project, for it is Procore's page that users know; else Acumatica's.
    pub(crate) fn name(&self) -> &str {
        self.project.as_ref().map_or(&self.job.name, |project| &project.name)
    }

    /// An estimate line has no budget code, and what codes can be made from decides whether it can be given one.
    pub(crate) fn depends_on_segments(&self) -> bool {
        let plan = self.ruled().and_then(|ruled| ruled.plan.as_ref());
        plan.is_some_and(|plan| plan.unmapped().any(|(_, why)| why.depends_on_segments()))
    }

    /// What is known of the parts that codes can be made from does not give every such line a code: somebody may have added a part since.
    pub(crate) fn lacks_parts(&self) -> bool {
        let plan = self.ruled().and_then(|ruled| ruled.plan.as_ref());
        plan.is_some_and(|plan| {
            plan.unmapped().any(|(line, why)| why.depends_on_segments() && line.wbs_code().is_none())
        })
    }

    /// An estimate line has no budget code that it could use: what the project's codes are by now may change that.
    pub(crate) fn depends_on_codes(&self) -> bool {
        let plan = self.ruled().and_then(|ruled| ruled.plan.as_ref());
        plan.is_some_and(|plan| plan.unmapped().next().is_some())
    }

    /// The plan by the rules and its refusals, once both sides were read and could be compared. What has to be asked of a side follows
    /// from it, whatever was chosen.
    pub(crate) fn ruled(&self) -> Option<&Prepared> {
        self.judged.as_ref().and_then(|judged| judged.as_ref().ok())
    }

    /// The same with the user's choices: what is shown of the job, wherever it is shown.
    pub(crate) fn prepared(&self) -> Option<&Prepared> {
        self.chosen.as_ref().map(|chosen| &chosen.prepared).or_else(|| self.ruled())
    }

    /// How many choices were made that make a difference.
    pub(crate) fn choices_made(&self) -> usize {
        self.chosen.as_ref().map_or(0, ChosenOfJob::count)
    }

    /// Takes what the user settled of it.
    pub(crate) fn settle(&mut self, settled: &Settled) {
        let job = &self.job.job;
        let project = self.project.as_ref().map(|project| project.project);
        let ownership = settled.ownerships.get(job).copied().unwrap_or_default();
        let currency = project.and_then(|project| settled.currencies.get(&project)).copied();
        let items = settled.items.get(job).cloned().unwrap_or_default();
        // Choices are about one budget's lines: those made of another project's are not this one's.
        let choices = settled.choices.get(job).filter(|set| Some(set.project) == project);
        self.outdated |= self.ownership != ownership
            || self.stated_currency != currency
            || self.items != items
            || self.choices.as_ref() != choices;
        self.items = items;
        self.choices = choices.cloned();
        self.ownership = ownership;
        self.stated_currency = currency;
        self.decision = settled.decisions.get(job).copied();
        self.imported_here = project.is_some_and(|project| settled.imported.contains(&(job.clone(), project)));
        self.awaits_unlock = settled.awaited_unlocks.contains(job);
    }

    /// Links it to a project, or to none. What was read of another project's budget is not this one's.
    pub(crate) fn link_to(&mut self, project: Option<TargetProject>) {
        let number = |project: &Option<TargetProject>| project.as_ref().map(|project| project.project);
        if number(&self.project) != number(&project) {
            self.budget = None;
            self.budget_begun = None;
            self.budget_error = None;
            self.open_seen_at = None;
            self.codes = None;
            self.changed_in_procore = None;
            self.outdated = true;
        }
        self.project = project;
    }

    /// Something that it is judged by has changed.
    pub(crate) const fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Judges it again where something has changed.
    pub(crate) fn judge_if_outdated(&mut self, mapping: &CodeMapping) {
        if std::mem::take(&mut self.outdated) {
            self.judged = self.judge(mapping);
            self.chosen = self.choose(mapping);
        }
    }

    /// Choices that cannot be planned with are no reason to hide the job: the rules hold, and the log says why.
    fn choose(&self, mapping: &CodeMapping) -> Option<ChosenOfJob> {
        let planned = with_kept_choices(self.ruled()?, self.choices.as_ref()?, mapping);
        planned
            .inspect_err(|error| tracing::warn!(job = %self.job.job, %error, "its choices could not be planned with"))
            .ok()
    }

    fn judge(&self, mapping: &CodeMapping) -> Option<Result<Prepared, String>> {
        let (estimate, budget, codes) = (self.estimate.as_ref()?, self.budget.as_ref()?, self.codes.as_ref()?);
        let sides = BothSides {
            estimate: estimate.0.clone(),
            budget: stated_by_user(budget.0.clone(), self.stated_currency),
            codes: codes.clone(),
            // Unknown rights forbid nothing here: the re-import asks Procore before it plans.
            rights: self.rights.unwrap_or(Rights::Budget { may_edit: true }),
            ownership: self.ownership,
            changed_in_procore: self.changed_in_procore.unwrap_or(false),
            items: self.items.amounts.clone(),
        };
        Some(judge(sides, mapping, &Choices::none()).map_err(|error| error.to_string()))
    }
}
