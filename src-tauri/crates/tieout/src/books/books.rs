//! What was last read of every job of a company, and what it comes to.

use crate::books::reading_order::ReadingStart;
use jiff::Timestamp;
use jobcost::{
    Budget, BudgetCodes, Choices, CodeMapping, Currency, Estimate, JobId, Money, Ownership, ProjectId, Rights, Side,
};
use journal::LinkDecision;
use reimport::ports::{SourceJob, TargetProject};
use reimport::{BothSides, LinkedJob, Prepared, SideError, judge, stated_by_user};
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::linking::link::{Decisions, link};
use crate::linking::review::review;
use crate::view::links::LinkReview;

/// One job: what each side last said of it.
#[derive(Clone, Debug)]
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
    pub estimate: Option<(Estimate, Timestamp)>,
    /// When that reading began, among the others.
    pub estimate_begun: Option<ReadingStart>,
    /// Its budget, and when it was read.
    pub budget: Option<(Budget, Timestamp)>,
    /// When that reading began, among the others.
    pub budget_begun: Option<ReadingStart>,
    /// When its budget was last seen open.
    pub open_seen_at: Option<Timestamp>,
    /// What the mapping may map to.
    pub codes: Option<BudgetCodes>,
    /// What the account may do in the project; `None` until it is known.
    pub rights: Option<Rights>,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// Its budget has a budget change or modification; `None` until it is known, and where nobody asks.
    pub changed_in_procore: Option<bool>,
    /// The currency that the user stated for its budget; it counts where Procore states none.
    pub stated_currency: Option<Currency>,
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
    /// What both sides come to, made whenever one of them changes.
    pub judged: Option<Result<Prepared, String>>,
}

impl JobBook {
    fn new(job: SourceJob) -> Self {
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
            earlier_estimate: None,
            right_missing: None,
            estimate_error: None,
            budget_error: None,
            working: false,
            awaits_unlock: false,
            judged: None,
        }
    }

    /// An estimate that is gone is asked about apart before a budget is taken to zero (rule 16).
    fn keep_earlier_estimate(&mut self, new: &Estimate) {
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
        })
    }

    /// Procore's own ERP connector may write the budget too: the company has the ERP Integrations tool, and the project carries the
    /// identifier the connector leaves (procore.md 4.1, 4.5). Whether the budget itself was exported no normal account can see.
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
        let plan = self.prepared().and_then(|prepared| prepared.plan.as_ref());
        plan.is_some_and(|plan| plan.unmapped().any(|(_, why)| why.depends_on_segments()))
    }

    /// What is known of the parts that codes can be made from does not give every such line a code: somebody may have added a part since.
    pub(crate) fn lacks_parts(&self) -> bool {
        let plan = self.prepared().and_then(|prepared| prepared.plan.as_ref());
        plan.is_some_and(|plan| {
            plan.unmapped().any(|(line, why)| why.depends_on_segments() && line.wbs_code().is_none())
        })
    }

    /// An estimate line has no budget code that it could use: what the project's codes are by now may change that.
    pub(crate) fn depends_on_codes(&self) -> bool {
        let plan = self.prepared().and_then(|prepared| prepared.plan.as_ref());
        plan.is_some_and(|plan| plan.unmapped().next().is_some())
    }

    /// The plan and its refusals, once both sides were read and could be compared.
    pub(crate) fn prepared(&self) -> Option<&Prepared> {
        self.judged.as_ref().and_then(|judged| judged.as_ref().ok())
    }

    fn judge(&mut self, mapping: &CodeMapping) {
        self.judged = match (&self.estimate, &self.budget, &self.codes) {
            (Some((estimate, _)), Some((budget, _)), Some(codes)) => {
                let sides = BothSides {
                    estimate: estimate.clone(),
                    budget: stated_by_user(budget.clone(), self.stated_currency),
                    codes: codes.clone(),
                    // Unknown rights forbid nothing here: the re-import asks Procore before it plans.
                    rights: self.rights.unwrap_or(Rights::Budget { may_edit: true }),
                    ownership: self.ownership,
                    changed_in_procore: self.changed_in_procore.unwrap_or(false),
                };
                Some(judge(sides, mapping, &Choices::none()).map_err(|error| error.to_string()))
            }
            _ => None,
        };
    }
}

/// Every job of a company.
#[derive(Debug, Default)]
pub(crate) struct Books {
    jobs: BTreeMap<JobId, JobBook>,
    by_project: HashMap<ProjectId, JobId>,
    mapping: CodeMapping,
    /// What was set, of jobs that are not in the lists too.
    ownerships: BTreeMap<JobId, Ownership>,
    /// Every project of the company, linked or not.
    projects: Vec<TargetProject>,
    decisions: Decisions,
    /// What the user stated, of projects that are linked to no job too.
    stated_currencies: BTreeMap<ProjectId, Currency>,
    imported: HashSet<(JobId, ProjectId)>,
    check_error: Option<SideError>,
}

impl Books {
    /// All jobs, by id.
    pub(crate) fn jobs(&self) -> impl Iterator<Item = &JobBook> {
        self.jobs.values()
    }

    /// One job.
    pub(crate) fn job(&self, job: &JobId) -> Option<&JobBook> {
        self.jobs.get(job)
    }

    /// What the mapping may map to in a project, as last read.
    pub(crate) fn codes(&self, project: ProjectId) -> Option<&BudgetCodes> {
        self.by_project.get(&project).and_then(|job| self.jobs.get(job)).and_then(|book| book.codes.as_ref())
    }

    /// How estimate lines find their budget codes.
    pub(crate) const fn mapping(&self) -> &CodeMapping {
        &self.mapping
    }

    /// Takes another mapping and judges every job anew by it.
    pub(crate) fn set_mapping(&mut self, mapping: CodeMapping) {
        self.mapping = mapping;
        for book in self.jobs.values_mut() {
            book.judge(&self.mapping);
        }
    }

    /// Takes who owns which job's budget. A job that is not among them belongs to Acumatica.
    pub(crate) fn set_ownerships(&mut self, ownerships: BTreeMap<JobId, Ownership>) {
        self.ownerships = ownerships;
        for book in self.jobs.values_mut() {
            let ownership = self.ownerships.get(&book.job.job).copied().unwrap_or_default();
            if ownership != book.ownership {
                book.ownership = ownership;
                book.judge(&self.mapping);
            }
        }
    }

    /// Who owns which job's budget, where somebody said so.
    pub(crate) const fn ownerships(&self) -> &BTreeMap<JobId, Ownership> {
        &self.ownerships
    }

    /// Who owns the budget of a project's job.
    pub(crate) fn ownership(&self, project: ProjectId) -> Ownership {
        let book = self.by_project.get(&project).and_then(|job| self.jobs.get(job));
        book.map_or(Ownership::default(), |book| book.ownership)
    }

    /// A re-import of a project's job would do something, or nobody knows yet.
    pub(crate) fn depends_on_rights(&self, project: ProjectId) -> bool {
        let book = self.by_project.get(&project).and_then(|job| self.jobs.get(job));
        let plan = book.and_then(JobBook::prepared).and_then(|prepared| prepared.plan.as_ref());
        plan.is_none_or(|plan| !plan.is_empty() || plan.unmapped().next().is_some())
    }

    /// Takes whether a budget has a budget change or modification.
    pub(crate) fn set_changed_in_procore(&mut self, project: ProjectId, changed: bool) {
        self.change_project(project, |book| book.changed_in_procore = Some(changed));
    }

    /// Takes the two lists and links them. Jobs that are gone from Acumatica are dropped; what was read of the others stays.
    pub(crate) fn set_lists(&mut self, jobs: &[SourceJob], projects: &[TargetProject]) {
        self.projects = projects.to_vec();
        let links = link(jobs, projects, &self.decisions);
        let mut old = std::mem::take(&mut self.jobs);
        self.by_project.clear();
        for job in jobs {
            let mut book = old.remove(&job.job).unwrap_or_else(|| JobBook::new(job.clone()));
            book.job = job.clone();
            book.ownership = self.ownerships.get(&job.job).copied().unwrap_or_default();
            let project = links.get(&job.job).map(|(project, _)| (*project).clone());
            if book.project.as_ref().map(|linked| linked.project) != project.as_ref().map(|linked| linked.project) {
                book.budget = None;
                book.budget_begun = None;
                book.budget_error = None;
                book.open_seen_at = None;
                book.codes = None;
                book.changed_in_procore = None;
                book.judge(&self.mapping);
            }
            if let Some(project) = &project {
                self.by_project.insert(project.project, job.job.clone());
            }
            let stated = project.as_ref().and_then(|project| self.stated_currencies.get(&project.project)).copied();
            if book.stated_currency != stated {
                book.stated_currency = stated;
                book.judge(&self.mapping);
            }
            book.project = project;
            book.decision = self.decisions.get(&job.job).copied();
            book.imported_here = self.is_imported_here(&book);
            self.jobs.insert(job.job.clone(), book);
        }
    }

    /// Takes the currencies that the user stated.
    pub(crate) fn set_stated_currencies(&mut self, stated: BTreeMap<ProjectId, Currency>) {
        self.stated_currencies = stated;
        for book in self.jobs.values_mut() {
            let project = book.project.as_ref().map(|project| project.project);
            let stated = project.and_then(|project| self.stated_currencies.get(&project)).copied();
            if book.stated_currency != stated {
                book.stated_currency = stated;
                book.judge(&self.mapping);
            }
        }
    }

    /// The currencies that the user stated, by project.
    pub(crate) const fn stated_currencies(&self) -> &BTreeMap<ProjectId, Currency> {
        &self.stated_currencies
    }

    /// Takes what each job's estimate came to when it was last re-imported, where it is not known any other way.
    pub(crate) fn set_earlier_estimates(&mut self, totals: &BTreeMap<JobId, Money>) {
        for book in self.jobs.values_mut().filter(|book| book.estimate.is_none()) {
            book.earlier_estimate = totals.get(&book.job.job).copied().filter(|total| !total.is_zero());
        }
    }

    /// Takes a right that only a request revealed as missing.
    pub(crate) fn set_right_missing(&mut self, job: &JobId, error: Option<SideError>) {
        if let Some(book) = self.jobs.get_mut(job) {
            book.right_missing = error;
        }
    }

    /// The account was known not to have a right that a re-import of this project needs, from its permissions or from a refused write.
    pub(crate) fn lacks_a_right(&self, project: ProjectId) -> bool {
        let book = self.by_project.get(&project).and_then(|job| self.jobs.get(job));
        book.is_some_and(|book| {
            book.right_missing.is_some() || book.rights.is_some_and(|rights| !rights.may_reimport())
        })
    }

    /// The project's rights were asked anew: what a write revealed before may have been mended since.
    pub(crate) fn forget_missing_right(&mut self, project: ProjectId) {
        self.change_project(project, |book| book.right_missing = None);
    }

    /// Takes what the user said of links, and links anew.
    pub(crate) fn set_link_decisions(&mut self, decisions: Decisions) {
        self.decisions = decisions;
        let jobs: Vec<SourceJob> = self.jobs.values().map(|book| book.job.clone()).collect();
        let projects = std::mem::take(&mut self.projects);
        self.set_lists(&jobs, &projects);
    }

    /// What the user said of links.
    pub(crate) const fn link_decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// A project of the company, linked or not.
    pub(crate) fn project(&self, project: ProjectId) -> Option<&TargetProject> {
        self.projects.iter().find(|known| known.project == project)
    }

    /// The job that a project is linked to.
    pub(crate) fn holder(&self, project: ProjectId) -> Option<&JobId> {
        self.by_project.get(&project)
    }

    /// Everything about links.
    pub(crate) fn link_review(&self, addresses: &BTreeMap<JobId, String>) -> LinkReview {
        let jobs: Vec<&SourceJob> = self.jobs.values().map(|book| &book.job).collect();
        let listed: Vec<SourceJob> = jobs.iter().map(|&job| job.clone()).collect();
        let links = link(&listed, &self.projects, &self.decisions);
        review(&jobs, &self.projects, addresses, &links, &self.decisions)
    }

    /// Takes whose budgets were re-imported or adopted here.
    pub(crate) fn set_imported(&mut self, imported: HashSet<(JobId, ProjectId)>) {
        self.imported = imported;
        let mut jobs = std::mem::take(&mut self.jobs);
        for book in jobs.values_mut() {
            book.imported_here = self.is_imported_here(book);
        }
        self.jobs = jobs;
    }

    /// Whose budgets were re-imported or adopted here.
    pub(crate) const fn imported(&self) -> &HashSet<(JobId, ProjectId)> {
        &self.imported
    }

    fn is_imported_here(&self, book: &JobBook) -> bool {
        let project = book.project.as_ref().map(|project| project.project);
        project.is_some_and(|project| self.imported.contains(&(book.job.job.clone(), project)))
    }

    /// The user waits for a job's budget to be unlocked, or no longer.
    pub(crate) fn await_unlock(&mut self, job: &JobId, awaited: bool) {
        if let Some(book) = self.jobs.get_mut(job) {
            book.awaits_unlock = awaited;
        }
    }

    /// Takes a reading of an estimate that began then. False when a reading that began later is known already: it saw more.
    pub(crate) fn set_estimate(&mut self, estimate: Estimate, begun: ReadingStart) -> bool {
        let mapping = self.mapping.clone();
        let Some(book) = self.jobs.get_mut(&estimate.job) else { return true };
        if book.estimate_begun.is_some_and(|known| begun.is_before(known)) {
            return false;
        }
        book.estimate_error = None;
        book.estimate_begun = Some(begun);
        book.keep_earlier_estimate(&estimate);
        book.estimate = Some((estimate, begun.at));
        book.judge(&mapping);
        true
    }

    /// Takes a reading of a budget that began then. False when a reading that began later is known already: it saw more.
    pub(crate) fn set_budget(&mut self, budget: Budget, begun: ReadingStart) -> bool {
        let mut newer = true;
        self.change_project(budget.project, |book| {
            newer = !book.budget_begun.is_some_and(|known| begun.is_before(known));
            if newer {
                book.budget_error = None;
                book.budget_begun = Some(begun);
                if !budget.locked {
                    book.open_seen_at = Some(begun.at);
                }
                book.budget = Some((budget, begun.at));
            }
        });
        newer
    }

    /// Takes when a project's budget was last seen open.
    pub(crate) fn set_seen_open(&mut self, project: ProjectId, at: Timestamp) {
        self.change_project(project, |book| book.open_seen_at = Some(at));
    }

    /// Takes a reading of a project's codes.
    pub(crate) fn set_codes(&mut self, project: ProjectId, codes: BudgetCodes) {
        self.change_project(project, |book| book.codes = Some(codes));
    }

    /// Takes what the account may do in a project.
    pub(crate) fn set_rights(&mut self, project: ProjectId, rights: Rights) {
        self.change_project(project, |book| book.rights = Some(rights));
    }

    /// Takes how the last check of everything ended: its trouble, where it failed as a whole.
    pub(crate) fn set_check_error(&mut self, error: Option<SideError>) {
        self.check_error = error;
    }

    /// Why the last check of everything failed as a whole.
    pub(crate) const fn check_error(&self) -> Option<&SideError> {
        self.check_error.as_ref()
    }

    /// Takes the trouble that reading a job made.
    pub(crate) fn set_error(&mut self, job: &JobId, error: SideError) {
        if let Some(book) = self.jobs.get_mut(job) {
            match error.side {
                Side::Acumatica => book.estimate_error = Some(error),
                Side::Procore => book.budget_error = Some(error),
            }
        }
    }

    /// Marks a job as being re-imported. False when it already is, or when there is no such job.
    #[must_use]
    pub(crate) fn start_work(&mut self, job: &JobId) -> bool {
        self.jobs.get_mut(job).is_some_and(|book| !std::mem::replace(&mut book.working, true))
    }

    /// The re-import of a job ended.
    pub(crate) fn end_work(&mut self, job: &JobId) {
        if let Some(book) = self.jobs.get_mut(job) {
            book.working = false;
        }
    }

    fn change_project(&mut self, project: ProjectId, change: impl FnOnce(&mut JobBook)) {
        let mapping = self.mapping.clone();
        if let Some(book) = self.by_project.get(&project).and_then(|job| self.jobs.get_mut(job)) {
            change(book);
            book.judge(&mapping);
        }
    }
}
