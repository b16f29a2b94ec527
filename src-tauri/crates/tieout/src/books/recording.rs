//! Every reading passes through here into the books and the journal's cache, whoever asked for it: the sweep, the plan, the second
//! reading after the yes, the proof. So the page always shows the newest reading without asking twice.

use crate::books::books::Books;
use crate::books::reading_order::{ReadingStart, Readings};
use crate::news::event::Event;
use crate::news::news::News;
use async_trait::async_trait;
use jobcost::{Budget, BudgetCodes, CodeSegments, Estimate, JobId, ProjectId, Rights};
use journal::Journal;
use reimport::ports::{
    BudgetReader, BudgetTarget, Clock, CodeReader, EstimateReader, EstimateSource, JobReader, ProjectReader,
    RightsReader, SourceJob, TargetProject,
};
use reimport::{JournalError, SideError};
use std::sync::{Arc, PoisonError, RwLock};

/// The books of the open company, shared by everything that reads.
#[derive(Clone)]
pub(crate) struct SharedBooks {
    books: Arc<RwLock<Books>>,
    journal: Arc<Journal>,
    pub(crate) news: News,
    readings: Arc<Readings>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl SharedBooks {
    pub(crate) fn new(journal: Arc<Journal>, news: News, clock: Arc<dyn Clock>) -> Self {
        Self { books: Arc::default(), journal, news, readings: Arc::default(), clock }
    }

    /// A reading begins now.
    pub(crate) fn begin_reading(&self) -> ReadingStart {
        self.readings.begin(self.clock.now())
    }

    pub(crate) fn read<R>(&self, look: impl FnOnce(&Books) -> R) -> R {
        look(&self.books.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes them, judges what changed once, and tells that they changed.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut Books) -> R) -> R {
        let result = {
            let mut books = self.books.write().unwrap_or_else(PoisonError::into_inner);
            let result = change(&mut books);
            books.judge_outdated();
            result
        };
        self.news.tell(Event::BudgetsChanged);
        result
    }
}

/// A cache that cannot be written costs the next start some seconds, not the user's work: it is logged and the reading stands.
async fn cache(what: &str, write: impl Future<Output = Result<(), JournalError>>) {
    if let Err(error) = write.await {
        tracing::warn!(what, %error, "the cache could not be written");
    }
}

/// Acumatica, whose readings are recorded.
pub(crate) struct RecordingSource {
    pub(crate) inner: Arc<dyn EstimateSource>,
    pub(crate) books: SharedBooks,
}

impl RecordingSource {
    /// `begun` is when the reading began: of two readings that overlap, the one that began later saw more.
    async fn keep(&self, estimate: &Estimate, begun: ReadingStart) {
        if self.books.change(|books| books.set_estimate(estimate.clone(), begun)) {
            cache("estimate", self.books.journal.remember_estimate(estimate, begun.at)).await;
        }
    }
}

#[async_trait]
impl EstimateReader for RecordingSource {
    async fn estimate(&self, job: &JobId) -> Result<Estimate, SideError> {
        let begun = self.books.begin_reading();
        let estimate = self.inner.estimate(job).await.inspect_err(|error| {
            self.books.change(|books| books.set_error(job, error.clone()));
        })?;
        self.keep(&estimate, begun).await;
        Ok(estimate)
    }
}

#[async_trait]
impl JobReader for RecordingSource {
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideError> {
        let jobs = self.inner.jobs().await?;
        cache("jobs", self.books.journal.remember_jobs(&jobs, self.books.clock.now())).await;
        Ok(jobs)
    }

    async fn estimates(&self, jobs: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideError>)>, SideError> {
        let begun = self.books.begin_reading();
        let estimates = self.inner.estimates(jobs).await?;
        for (job, estimate) in &estimates {
            match estimate {
                Ok(estimate) => self.keep(estimate, begun).await,
                Err(error) => self.books.change(|books| books.set_error(job, error.clone())),
            }
        }
        Ok(estimates)
    }
}

/// Procore, whose readings are recorded.
pub(crate) struct RecordingTarget {
    pub(crate) inner: Arc<dyn BudgetTarget>,
    pub(crate) books: SharedBooks,
}

impl RecordingTarget {
    async fn keep_codes(&self, project: ProjectId, codes: BudgetCodes) {
        if self.books.read(|books| books.codes(project) != Some(&codes)) {
            self.books.change(|books| books.set_codes(project, codes.clone()));
            cache("codes", self.books.journal.remember_codes(project, &codes)).await;
        }
    }
}

#[async_trait]
impl ProjectReader for RecordingTarget {
    async fn projects(&self) -> Result<Vec<TargetProject>, SideError> {
        let projects = self.inner.projects().await?;
        cache("projects", self.books.journal.remember_projects(&projects, self.books.clock.now())).await;
        Ok(projects)
    }
}

#[async_trait]
impl RightsReader for RecordingTarget {
    async fn rights(&self, project: ProjectId) -> Result<Rights, SideError> {
        let rights = self.inner.rights(project).await?;
        self.books.change(|books| books.set_rights(project, rights));
        Ok(rights)
    }

    async fn rights_afresh(&self, project: ProjectId) -> Result<Rights, SideError> {
        let rights = self.inner.rights_afresh(project).await?;
        self.books.change(|books| books.set_rights(project, rights));
        Ok(rights)
    }
}

#[async_trait]
impl BudgetReader for RecordingTarget {
    async fn budget(&self, project: ProjectId) -> Result<Budget, SideError> {
        let begun = self.books.begin_reading();
        let budget = self.inner.budget(project).await?;
        if self.books.change(|books| books.set_budget(budget.clone(), begun)) {
            cache("budget", self.books.journal.remember_budget(&budget, begun.at)).await;
        }
        Ok(budget)
    }

    async fn has_budget_changes(&self, project: ProjectId) -> Result<bool, SideError> {
        let changed = self.inner.has_budget_changes(project).await?;
        self.books.change(|books| books.set_changed_in_procore(project, changed));
        Ok(changed)
    }
}

#[async_trait]
impl CodeReader for RecordingTarget {
    async fn codes(&self, project: ProjectId, fresh: bool) -> Result<BudgetCodes, SideError> {
        let codes = self.inner.codes(project, fresh).await?;
        // What codes can be made from is a reading of its own; this one does not make it unknown.
        let segments = self.books.read(|books| books.codes(project).and_then(|known| known.segments.clone()));
        self.keep_codes(project, BudgetCodes { segments, ..codes.clone() }).await;
        Ok(codes)
    }

    async fn code_segments(&self, project: ProjectId, fresh: bool) -> Result<Option<CodeSegments>, SideError> {
        let segments = self.inner.code_segments(project, fresh).await?;
        if let Some(codes) = self.books.read(|books| books.codes(project).cloned()) {
            self.keep_codes(project, BudgetCodes { segments: segments.clone(), ..codes }).await;
        }
        Ok(segments)
    }
}
