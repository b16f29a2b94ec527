//! What was last read of every job of a company, what the user settled, and what it comes to.

use crate::books::job_book::JobBook;
use crate::books::reading_order::ReadingStart;
use crate::books::settled::Settled;
use crate::linking::link::link;
use crate::linking::review::review;
use crate::view::links::LinkReview;
use jiff::Timestamp;
use jobcost::{Budget, BudgetCodes, CodeMapping, Estimate, JobId, Money, Ownership, ProjectId, Rights, Side};
use reimport::SideError;
use reimport::ports::{SourceJob, TargetProject};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Every job of a company.
#[derive(Debug, Default)]
pub(crate) struct Books {
    jobs: BTreeMap<JobId, JobBook>,
    by_project: HashMap<ProjectId, JobId>,
    /// Every project of the company, linked or not.
    projects: Vec<TargetProject>,
    /// Of jobs and projects that are not in the lists too.
    settled: Settled,
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

    /// The job that a project is linked to.
    pub(crate) fn job_of(&self, project: ProjectId) -> Option<&JobBook> {
        self.by_project.get(&project).and_then(|job| self.jobs.get(job))
    }

    /// A project of the company, linked or not.
    pub(crate) fn project(&self, project: ProjectId) -> Option<&TargetProject> {
        self.projects.iter().find(|known| known.project == project)
    }

    /// What the mapping may map to in a project, as last read.
    pub(crate) fn codes(&self, project: ProjectId) -> Option<&BudgetCodes> {
        self.job_of(project).and_then(|book| book.codes.as_deref())
    }

    /// What the user settled.
    pub(crate) const fn settled(&self) -> &Settled {
        &self.settled
    }

    /// How estimate lines find their budget codes.
    pub(crate) const fn mapping(&self) -> &CodeMapping {
        &self.settled.mapping
    }

    /// Who owns the budget of a project's job.
    pub(crate) fn ownership(&self, project: ProjectId) -> Ownership {
        self.job_of(project).map_or(Ownership::default(), |book| book.ownership)
    }

    /// A re-import of a project's job would do something, or nobody knows yet.
    pub(crate) fn depends_on_rights(&self, project: ProjectId) -> bool {
        let plan = self.job_of(project).and_then(JobBook::ruled).and_then(|ruled| ruled.plan.as_ref());
        plan.is_none_or(|plan| !plan.is_empty() || plan.unmapped().next().is_some())
    }

    /// The account was known not to have a right that a re-import of this project needs, from its permissions or from a refused write.
    pub(crate) fn lacks_a_right(&self, project: ProjectId) -> bool {
        self.job_of(project).is_some_and(|book| {
            book.right_missing.is_some() || book.rights.is_some_and(|rights| !rights.may_reimport())
        })
    }

    /// Everything about links.
    pub(crate) fn link_review(&self, addresses: &BTreeMap<JobId, String>) -> LinkReview {
        let jobs: Vec<&SourceJob> = self.jobs.values().map(|book| &book.job).collect();
        let listed: Vec<SourceJob> = jobs.iter().map(|&job| job.clone()).collect();
        let decisions = &self.settled.decisions;
        let links = link(&listed, &self.projects, decisions);
        review(&jobs, &self.projects, addresses, &links, decisions)
    }

    /// Why the last check of everything failed as a whole.
    pub(crate) const fn check_error(&self) -> Option<&SideError> {
        self.check_error.as_ref()
    }

    /// Takes what the user settled: links the jobs again where that changed, and judges again what depends on it.
    pub(crate) fn settle(&mut self, settled: Settled) {
        let (mapping_changed, links_changed) =
            (self.settled.mapping != settled.mapping, self.settled.decisions != settled.decisions);
        self.settled = settled;
        if links_changed {
            self.link_jobs();
        }
        for book in self.jobs.values_mut() {
            book.settle(&self.settled);
            if mapping_changed {
                book.outdate();
            }
        }
    }

    /// Takes the two lists and links them. Jobs that are gone from Acumatica are dropped; what was read of the others stays.
    pub(crate) fn set_lists(&mut self, jobs: &[SourceJob], projects: &[TargetProject]) {
        self.projects = projects.to_vec();
        let mut old = std::mem::take(&mut self.jobs);
        for job in jobs {
            let mut book = old.remove(&job.job).unwrap_or_else(|| JobBook::new(job.clone()));
            book.job = job.clone();
            self.jobs.insert(job.job.clone(), book);
        }
        self.link_jobs();
        for book in self.jobs.values_mut() {
            book.settle(&self.settled);
        }
    }

    fn link_jobs(&mut self) {
        let jobs: Vec<SourceJob> = self.jobs.values().map(|book| book.job.clone()).collect();
        let links = link(&jobs, &self.projects, &self.settled.decisions);
        self.by_project.clear();
        for book in self.jobs.values_mut() {
            let project = links.get(&book.job.job).map(|(project, _)| (*project).clone());
            if let Some(project) = &project {
                self.by_project.insert(project.project, book.job.job.clone());
            }
            book.link_to(project);
        }
    }

    /// Judges again what has changed since: once, whatever changed of a job.
    pub(crate) fn judge_outdated(&mut self) {
        for book in self.jobs.values_mut() {
            book.judge_if_outdated(&self.settled.mapping);
        }
    }

    /// Takes what each job's estimate came to when it was last re-imported, where it is not known any other way.
    pub(crate) fn set_earlier_estimates(&mut self, totals: &BTreeMap<JobId, Money>) {
        for book in self.jobs.values_mut().filter(|book| book.estimate.is_none()) {
            book.earlier_estimate = totals.get(&book.job.job).copied().filter(|total| !total.is_zero());
        }
    }

    /// Takes a reading of an estimate that began then. False when a reading that began later is known already: it saw more.
    pub(crate) fn set_estimate(&mut self, estimate: Estimate, begun: ReadingStart) -> bool {
        let Some(book) = self.jobs.get_mut(&estimate.job) else { return true };
        if book.estimate_begun.is_some_and(|known| begun.is_before(known)) {
            return false;
        }
        book.estimate_error = None;
        book.estimate_begun = Some(begun);
        book.keep_earlier_estimate(&estimate);
        book.estimate = Some((Arc::new(estimate), begun.at));
        book.outdate();
        true
    }

    /// Takes a reading of a budget that began then. False when a reading that began later is known already: it saw more.
    pub(crate) fn set_budget(&mut self, budget: Budget, begun: ReadingStart) -> bool {
        let Some(book) = self.book_of(budget.project) else { return true };
        if book.budget_begun.is_some_and(|known| begun.is_before(known)) {
            return false;
        }
        book.budget_error = None;
        book.budget_begun = Some(begun);
        if !budget.locked {
            book.open_seen_at = Some(begun.at);
        }
        book.budget = Some((Arc::new(budget), begun.at));
        book.outdate();
        true
    }

    /// Takes when a project's budget was last seen open.
    pub(crate) fn set_seen_open(&mut self, project: ProjectId, at: Timestamp) {
        self.change(project, |book| book.open_seen_at = Some(at));
    }

    /// Takes a reading of a project's codes.
    pub(crate) fn set_codes(&mut self, project: ProjectId, codes: BudgetCodes) {
        self.change(project, |book| {
            book.codes = Some(Arc::new(codes));
            book.outdate();
        });
    }

    /// Takes what the account may do in a project.
    pub(crate) fn set_rights(&mut self, project: ProjectId, rights: Rights) {
        self.change(project, |book| {
            if book.rights.replace(rights) != Some(rights) {
                book.outdate();
            }
        });
    }

    /// Takes whether a budget has a budget change or modification.
    pub(crate) fn set_changed_in_procore(&mut self, project: ProjectId, changed: bool) {
        self.change(project, |book| {
            if book.changed_in_procore.replace(changed) != Some(changed) {
                book.outdate();
            }
        });
    }

    /// Takes a right that only a request revealed as missing.
    pub(crate) fn set_right_missing(&mut self, job: &JobId, error: Option<SideError>) {
        if let Some(book) = self.jobs.get_mut(job) {
            book.right_missing = error;
        }
    }

    /// The project's rights were asked again: what a write revealed before may have been mended since.
    pub(crate) fn forget_missing_right(&mut self, project: ProjectId) {
        self.change(project, |book| book.right_missing = None);
    }

    /// Takes how the last check of everything ended: its error, where it failed as a whole.
    pub(crate) fn set_check_error(&mut self, error: Option<SideError>) {
        self.check_error = error;
    }

    /// Takes the error that reading a job made.
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

    fn change(&mut self, project: ProjectId, change: impl FnOnce(&mut JobBook)) {
        if let Some(book) = self.book_of(project) {
            change(book);
        }
    }

    fn book_of(&mut self, project: ProjectId) -> Option<&mut JobBook> {
        self.by_project.get(&project).and_then(|job| self.jobs.get_mut(job))
    }
}
